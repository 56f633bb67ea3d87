import type { Filter, Liquid } from 'liquidjs';
import { FIELDS } from '../fields/catalogue.js';
import { defaultParams } from '../fields/default-params.js';
import { fieldKey, type FactValue, type FieldId } from '../fields/field.js';
import { createMessageEngine, type MessageFormat } from './message-engine.js';
import { RENDERING, renderingOf, type Rendering } from './message-filters.js';
import { MAX_OVERDUE_INVOICES, type MessageValues } from './message-values.js';
import { liquidFault, readMessage, type RequiredOutput } from './read-message.js';

export interface RenderOptions {
  /** The account's language; one that nobody knows is read as English. */
  language: string;
  /** `text` when absent. */
  format?: MessageFormat;
}

/** A message, or the variables that are not set and have no `default` (S17), or why it cannot be rendered. */
export type RenderedMessage = { ok: string } | { missing: string[] } | { error: string };

const MAX_RENDERED_LENGTH = 100_000;

const engines = new Map<MessageFormat, Liquid>();

function engineFor(format: MessageFormat): Liquid {
  const engine = engines.get(format) ?? createMessageEngine(format);
  engines.set(format, engine);
  return engine;
}

/** Fills a Liquid text with values read at one instant. Never throws for what an author wrote. */
export function renderMessage(
  text: string,
  values: MessageValues,
  { language, format = 'text' }: RenderOptions,
): RenderedMessage {
  const engine = engineFor(format);
  const message = readMessage(text, engine);
  if ('error' in message) return message;
  message.required.forEach(reportWhenMissing);
  const rendering: Rendering = { currency: values.currency, language, missing: new Set() };
  try {
    const rendered: unknown = engine.renderSync(message.templates, {
      ...variables(values),
      [RENDERING]: rendering,
    });
    if (rendering.missing.size > 0) return { missing: [...rendering.missing] };
    const ok = String(rendered);
    if (ok.length > MAX_RENDERED_LENGTH) return { error: 'The message becomes too long.' };
    return { ok };
  } catch (error) {
    return { error: liquidFault(error) };
  }
}

/** Notes a value that is not set before any filter sees it; only outputs that are reached are noted. */
function reportWhenMissing({ output, written }: RequiredOutput): void {
  const report: Pick<Filter, 'name' | 'args' | 'raw' | 'render'> = {
    name: 'required',
    args: [],
    raw: false,
    *render(value: unknown, context): Generator<unknown, unknown> {
      if (isNotSet(value)) renderingOf(context).missing.add(written);
      return (yield value) as unknown;
    },
  };
  output.value.filters.unshift(report as Filter);
}

const isNotSet = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

/** Fields with parameters are meant with their defaults. */
const FIELDS_BY_DEFAULT_KEY: ReadonlyMap<string, FieldId> = new Map(
  FIELDS.filter(({ params }) => params).map((field) => [fieldKey(field.id, defaultParams(field)), field.id]),
);

type Names = Record<string, unknown>;

function variables(values: MessageValues): Names {
  const names: Names = {};
  for (const [key, value] of Object.entries(values.fields)) {
    const id = key.includes('(') ? FIELDS_BY_DEFAULT_KEY.get(key) : key;
    if (id) put(names, id.split('.'), value);
  }
  for (const [name, value] of Object.entries(values.account)) put(names, ['account', name], value);
  put(names, ['workspace', 'name'], values.workspace.name);
  names.overdueInvoices = values.overdueInvoices.slice(0, MAX_OVERDUE_INVOICES);
  names.today = values.today;
  return names;
}

/** Objects made here have no prototype, so that a template can read only what was put there. */
function put(names: Names, path: readonly string[], value: FactValue): void {
  const [head, ...rest] = path;
  if (head === undefined) return;
  if (rest.length === 0) names[head] = value;
  else put((names[head] ??= Object.create(null)) as Names, rest, value);
}
