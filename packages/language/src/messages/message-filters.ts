import type { Context, Liquid } from 'liquidjs';
import { formatDate } from '../calendar/format-date.js';
import { formatMoney } from '../money/format-money.js';

/** What one rendering carries beside the values; templates cannot name a symbol. */
export const RENDERING = Symbol('rendering');

export interface Rendering {
  currency: string;
  language: string;
  /** Variables that were to be shown and are not set, as written (S17). */
  missing: Set<string>;
}

/** What the rendering under way carries. */
export const renderingOf = (context: Context): Rendering =>
  (context.environments as { [RENDERING]: Rendering })[RENDERING];

/** The only filters of messages: money, date, default. */
export const MESSAGE_FILTERS = ['money', 'date', 'default'] as const;

/** Takes every other filter away and adds ours. What is not set passes through: it is reported, not formatted. */
export function useMessageFilters(engine: Liquid): void {
  for (const name of Object.keys(engine.filters)) if (name !== 'default') engine.unregisterFilter(name);
  engine.registerFilter('money', function (value: unknown) {
    if (value === null || value === undefined) return value;
    if (typeof value !== 'number') throw new TypeError('money formats amounts only');
    const { currency, language } = renderingOf(this.context);
    return formatMoney(value, currency, language);
  });
  engine.registerFilter('date', function (value: unknown) {
    if (value === null || value === undefined) return value;
    if (typeof value !== 'string') throw new TypeError('date formats dates only');
    return formatDate(value, renderingOf(this.context).language);
  });
}
