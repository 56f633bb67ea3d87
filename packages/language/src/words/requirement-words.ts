import type { Comparison, RangeEnd, Value } from '../conditions/condition.js';
import type { OperatorId } from '../conditions/operators.js';
import type { FieldDefinition } from '../fields/field.js';
import { formatDate } from '../calendar/format-date.js';
import { isDate } from '../calendar/dates.js';
import { isMoneyValue } from '../money/money-value.js';
import { moneyWords } from './money-words.js';
import { enumerate } from './quantity.js';

/** What a comparison asks of its field: "at least 14 days", and whether it asks for the opposite of it. */
export interface Requirement {
  text: string;
  negated: boolean;
}

const NEGATIVE: ReadonlySet<OperatorId> = new Set([
  'notEquals',
  'isNoneOf',
  'containsNone',
  'isNotSet',
  'isFalse',
]);

const AMOUNT_WORDS: Readonly<Partial<Record<OperatorId, string>>> = {
  equals: 'exactly ',
  notEquals: 'exactly ',
  isOneOf: 'exactly ',
  isNoneOf: 'exactly ',
  atLeast: 'at least ',
  atMost: 'at most ',
  moreThan: 'more than ',
  lessThan: 'less than ',
  between: 'between ',
};

const isAmount = ({ type }: FieldDefinition): boolean =>
  type === 'days' || type === 'count' || type === 'money';

/** The requirement in words; `field` null where nobody knows the field. */
export function requirementWords(
  { operator, value }: Comparison,
  field: FieldDefinition | null,
): Requirement {
  const negated = NEGATIVE.has(operator);
  const shown = valueWords(value, field);
  if (!field || !isAmount(field)) return { text: prefixOf(operator) + shown, negated };
  const unit = unitWords(value, field);
  return { text: `${AMOUNT_WORDS[operator] ?? ''}${shown}${unit ? ` ${unit}` : ''}`, negated };
}

/** For dates and numbers, where "is" stands before: "is at least 5", "is before". */
const prefixOf = (operator: OperatorId): string => {
  const words = AMOUNT_WORDS[operator];
  return words === undefined || words === 'exactly ' ? '' : words;
};

/** "days", "overdue invoices", in the singular after a lone 1. */
function unitWords(value: Value | undefined, { type, unit }: FieldDefinition): string {
  const plural = type === 'days' ? 'days' : (unit ?? '');
  return value === 1 ? plural.replace(/s$/, '') : plural;
}

/** A required value in words: "14", "30, 14 or 5", "€50.00 or $55.00", "DE or AT", "yes". */
export function valueWords(value: Value | undefined, field: FieldDefinition | null): string {
  if (value === undefined) return '…';
  if (isMoneyValue(value)) return moneyWords(value);
  if (Array.isArray(value))
    return enumerate(
      value.map((item) => singleWords(item, field)),
      'or',
    );
  if (typeof value === 'object') return `${endWords(value.from, field)} and ${endWords(value.to, field)}`;
  return singleWords(value, field);
}

const endWords = (end: RangeEnd, field: FieldDefinition | null): string =>
  isMoneyValue(end) ? moneyWords(end) : singleWords(end, field);

function singleWords(value: unknown, field: FieldDefinition | null): string {
  if (field?.type === 'choice') return choiceWords(String(value));
  if (field?.type === 'date' && isDate(value)) return formatDate(value, 'en');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' && value === '' ? '…' : String(value);
}

/** A choice as people say it: "inCollections" -> "in collections". */
export const choiceWords = (choice: string): string =>
  choice.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);
