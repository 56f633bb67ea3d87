import {
  FIELDS,
  fieldKey,
  formatMoney,
  OPERATORS,
  valueWords,
  type ComparisonExplanation,
  type Explanation,
} from '@dunwell/language';

const GROUPS = { all: 'all of', any: 'at least one of' } as const;

/** A condition as evaluated, a line per comparison with what it required and what it found. */
export function explanationLines(explanation: Explanation, indent = '  '): string[] {
  const line = (words: string) => `${indent}${explanation.holds ? 'yes' : 'no '}  ${words}`;
  const inner = `${indent}     `;
  switch (explanation.kind) {
    case 'comparison':
      return [line(comparisonWords(explanation))];
    case 'not':
      return [line('not:'), ...explanationLines(explanation.child, inner)];
    case 'all':
    case 'any':
      return [
        line(`${GROUPS[explanation.kind]}:`),
        ...explanation.children.flatMap((child) => explanationLines(child, inner)),
      ];
  }
}

/** `account.pastDueStreakDays is 14: found 9`. */
export function comparisonWords(comparison: ComparisonExplanation): string {
  const { field, operator, params, required } = comparison;
  const definition = FIELDS.find(({ id }) => id === field) ?? null;
  const { operand, words } = OPERATORS[operator];
  const value = operand === 'none' || required === null ? '' : ` ${valueWords(required, definition)}`;
  return `${fieldKey(field, params)} ${words}${value}: ${foundWords(comparison, definition?.type === 'money')}`;
}

function foundWords({ actual, currency, note }: ComparisonExplanation, isMoney: boolean): string {
  if (note === 'noAmountForCurrency') return `no amount for ${currency ?? 'its currency'}`;
  if (actual === null || (Array.isArray(actual) && actual.length === 0)) return 'not set';
  if (isMoney && typeof actual === 'number' && currency)
    return `found ${formatMoney(actual, currency, 'en')}`;
  return `found ${Array.isArray(actual) ? actual.join(', ') : String(actual)}`;
}
