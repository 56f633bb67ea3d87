import type { Comparison } from '../conditions/condition.js';
import type { FieldId } from '../fields/field.js';
import type { ConditionPlace } from '../document/condition-places.js';
import { conditionWords, type ConditionWordsOptions } from './condition-words.js';
import { enumerate, quantity } from './quantity.js';
import { plain, type Token } from './token.js';

type Options = Omit<ConditionWordsOptions, 'form'>;

/** When a case is taken: "on exactly day 14", "30 days before it ends", else "if …". */
export function caseWords(place: Pick<ConditionPlace, 'when' | 'step' | 'path'>, options: Options): Token[] {
  const { when, step, path } = place;
  const day = 'field' in when ? dayWords(when) : null;
  if (!day) return [plain('if '), ...conditionWords(place, { ...options, form: { clauseAbout: 'it' } })];
  return [plain(day.lead), { text: day.core, kind: 'condition', ref: { step, path } }];
}

const STREAK_DAYS: ReadonlySet<FieldId> = new Set([
  'account.pastDueStreakDays',
  'account.pastDueStreakDaysSincePayment',
  'invoice.pastDueStreakDays',
]);

const COUNTED_TO: Readonly<Partial<Record<FieldId, string>>> = {
  'account.cardExpiresInDays': 'the card expires',
  'account.daysToRenewal': 'the renewal',
  'invoice.daysUntilDue': 'it is due',
  'subscription.endsInDays': 'it ends',
  'subscription.renewsInDays': 'it renews',
  'subscription.trialEndsInDays': 'the trial ends',
  'paymentMethod.expiresInDays': 'it expires',
};

function dayWords(comparison: Comparison): { lead: string; core: string } | null {
  if (STREAK_DAYS.has(comparison.field)) return streakDayWords(comparison);
  const date = COUNTED_TO[comparison.field];
  const { operator, value } = comparison;
  if (date && operator === 'equals' && typeof value === 'number' && value > 0)
    return { lead: '', core: `${quantity(value, 'day')} before ${date}` };
  return null;
}

function streakDayWords({ operator, value }: Comparison): { lead: string; core: string } | null {
  if (operator === 'isOneOf' && Array.isArray(value))
    return { lead: 'on ', core: `exactly day ${enumerate(value.map(String), 'or')}` };
  if (typeof value !== 'number') return null;
  if (operator === 'equals') return { lead: 'on ', core: `exactly day ${value}` };
  if (operator === 'atLeast') return { lead: 'from ', core: `day ${value} on` };
  return operator === 'atMost' ? { lead: 'up to ', core: `day ${value}` } : null;
}
