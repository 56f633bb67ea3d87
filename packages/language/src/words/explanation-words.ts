import { formatDate } from '../calendar/format-date.js';
import { isDate } from '../calendar/dates.js';
import type { ComparisonExplanation, Explanation } from '../conditions/explanation.js';
import { OPERATORS } from '../conditions/operators.js';
import { resolveField, type CatalogueContext, type DocumentScope } from '../fields/catalogue.js';
import type { FieldDefinition, FieldId } from '../fields/field.js';
import { formatMoney } from '../money/format-money.js';
import { quantity } from './quantity.js';
import { choiceWords, valueWords } from './requirement-words.js';

/** How a condition counts: it came out as wanted; it did not, but its group did anyway; it is why its group did not. */
export type ConditionMark = 'holds' | 'misses' | 'fails';

/** One line of an evaluated condition: a comparison, or a group whose members follow one step deeper. */
export interface ConditionInWords {
  /** 0: the condition as a whole. */
  depth: number;
  kind: Explanation['kind'];
  /** The field's label; of a group, how its members are taken together. */
  label: string;
  /** "at least 14 days"; null: a group. */
  required: string | null;
  /** "9 days", "not set"; null: a group. */
  actual: string | null;
  holds: boolean;
  mark: ConditionMark;
}

/** What an evaluated condition required and found, line by line, in the order of the document (S17). */
export function explanationInWords(
  explanation: Explanation,
  scope: DocumentScope,
  context: CatalogueContext,
): ConditionInWords[] {
  const whole: Place = { depth: 0, wanted: true, decides: true };
  return lines(explanation, whole, (id) => resolveField(id, scope, context));
}

/** Where a condition stands: what is wanted of it (below a `not`: that it fails), and whether that decides the whole. */
interface Place {
  depth: number;
  wanted: boolean;
  decides: boolean;
}

type FindField = (id: FieldId) => FieldDefinition | null;

const GROUP_LABELS: Readonly<Record<'all' | 'any' | 'not', string>> = {
  all: 'All of these',
  any: 'At least one of these',
  not: 'Not this',
};

function lines(explanation: Explanation, place: Place, fieldOf: FindField): ConditionInWords[] {
  const { kind, holds } = explanation;
  const mark = markOf(holds, place);
  if (kind === 'comparison') {
    const words = comparisonInWords(explanation, fieldOf(explanation.field));
    return [{ depth: place.depth, kind, ...words, holds, mark }];
  }
  const inner: Place = {
    depth: place.depth + 1,
    wanted: (kind === 'not') !== place.wanted,
    decides: mark === 'fails',
  };
  const members = kind === 'not' ? [explanation.child] : explanation.children;
  return [
    { depth: place.depth, kind, label: GROUP_LABELS[kind], required: null, actual: null, holds, mark },
    ...members.flatMap((member) => lines(member, inner, fieldOf)),
  ];
}

function markOf(holds: boolean, { wanted, decides }: Place): ConditionMark {
  if (holds === wanted) return 'holds';
  return decides ? 'fails' : 'misses';
}

function comparisonInWords(
  comparison: ComparisonExplanation,
  field: FieldDefinition | null,
): { label: string; required: string; actual: string } {
  const { operator, required } = comparison;
  const { operand, words } = OPERATORS[operator];
  const value = operand === 'none' || required === null ? '' : ` ${valueWords(required, field)}`;
  const unit = value !== '' && field?.type === 'days' ? (required === 1 ? ' day' : ' days') : '';
  return {
    label: labelWords(comparison, field),
    required: words + value + unit,
    actual: actualWords(comparison, field),
  };
}

/** "Failed payments in the last 30 days". */
function labelWords(
  { field: id, params = {} }: ComparisonExplanation,
  field: FieldDefinition | null,
): string {
  const windows = Object.entries(field?.params ?? {}).map(([name, { label, default: usual }]) =>
    label.replace(/days$/, quantity(Number(params[name] ?? usual), 'day')),
  );
  return [field?.label ?? id, ...windows].join(' ');
}

function actualWords(
  { actual, currency, note }: ComparisonExplanation,
  field: FieldDefinition | null,
): string {
  if (note === 'noAmountForCurrency') return `no amount for ${currency ?? 'its currency'}`;
  if (actual === null || (Array.isArray(actual) && actual.length === 0)) return 'not set';
  if (Array.isArray(actual)) return actual.join(', ');
  if (typeof actual === 'boolean') return actual ? 'yes' : 'no';
  if (typeof actual === 'number' && field?.type === 'days') return quantity(actual, 'day');
  if (typeof actual === 'number' && field?.type === 'money' && currency !== undefined)
    return formatMoney(actual, currency, 'en');
  if (field?.type === 'choice') return choiceWords(String(actual));
  return field?.type === 'date' && isDate(actual) ? formatDate(actual, 'en') : String(actual);
}
