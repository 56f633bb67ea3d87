import type { ComparisonNote, FactValue, FieldType, MoneyValue, OperatorId, Value } from '@dunwell/language';

/** One line of the table that engine and SQL have to agree on (S17). */
export interface OperatorCase {
  type: FieldType;
  operator: OperatorId;
  required: Value | undefined;
  actual: FactValue;
  /** The account's. */
  currency: string;
  holds: boolean;
  note: ComparisonNote | undefined;
}

/** What is required, then what was found, and whether it holds. */
type Line = [operator: OperatorId, required: Value | undefined, actual: FactValue, holds: boolean];

const eur = (amount: number): MoneyValue => [{ currency: 'EUR', amount }];
const eurOrUsd = (eurAmount: number, usdAmount: number): MoneyValue => [
  { currency: 'EUR', amount: eurAmount },
  { currency: 'USD', amount: usdAmount },
];

const WHOLE_NUMBERS: Line[] = [
  ['equals', 14, 13, false],
  ['equals', 14, 14, true],
  ['equals', 14, 15, false],
  ['equals', 0, 0, true],
  ['equals', -3, -3, true],
  ['equals', 14, null, false],
  ['equals', 0, null, false],
  ['notEquals', 14, 13, true],
  ['notEquals', 14, 14, false],
  ['notEquals', 14, null, true],
  ['atLeast', 14, 13, false],
  ['atLeast', 14, 14, true],
  ['atLeast', 14, 15, true],
  ['atLeast', -1, 0, true],
  ['atLeast', 14, null, false],
  ['atMost', 14, 13, true],
  ['atMost', 14, 14, true],
  ['atMost', 14, 15, false],
  ['atMost', 14, null, false],
  ['moreThan', 14, 13, false],
  ['moreThan', 14, 14, false],
  ['moreThan', 14, 15, true],
  ['moreThan', 14, null, false],
  ['lessThan', 14, 13, true],
  ['lessThan', 14, 14, false],
  ['lessThan', 14, 15, false],
  ['lessThan', 14, null, false],
  ['between', { from: 1, to: 14 }, 0, false],
  ['between', { from: 1, to: 14 }, 1, true],
  ['between', { from: 1, to: 14 }, 14, true],
  ['between', { from: 1, to: 14 }, 15, false],
  ['between', { from: 5, to: 5 }, 5, true],
  ['between', { from: 14, to: 1 }, 5, false],
  ['between', { from: 1, to: 14 }, null, false],
  ['isOneOf', [14, 30], 14, true],
  ['isOneOf', [14, 30], 30, true],
  ['isOneOf', [14, 30], 15, false],
  ['isOneOf', [14], 14, true],
  ['isOneOf', [14, 30], null, false],
  ['isNoneOf', [14, 30], 14, false],
  ['isNoneOf', [14, 30], 15, true],
  ['isNoneOf', [14, 30], null, true],
  ['isSet', undefined, 0, true],
  ['isSet', undefined, null, false],
  ['isNotSet', undefined, 0, false],
  ['isNotSet', undefined, null, true],
];

/** Dates that many days away have no place in a calendar of four-digit years. */
const FAR_DAYS: Line[] = [
  ['equals', 9_000_000, 14, false],
  ['notEquals', 9_000_000, 14, true],
  ['atLeast', 9_000_000, 14, false],
  ['atLeast', -9_000_000, 14, true],
  ['atMost', 9_000_000, 14, true],
  ['atMost', -9_000_000, 14, false],
  ['between', { from: -9_000_000, to: 9_000_000 }, 14, true],
  ['between', { from: -9_000_000, to: 13 }, 14, false],
  ['isOneOf', [9_000_000, 14], 14, true],
  ['isNoneOf', [9_000_000, -9_000_000], 14, true],
  ['atLeast', Number.MAX_SAFE_INTEGER, 14, false],
  ['lessThan', Number.MAX_SAFE_INTEGER, 14, true],
];

const FRACTIONS: Line[] = [
  ['equals', 0.1, 0.1, true],
  ['equals', 0.3, 0.1 + 0.2, false],
  ['equals', 0, -0, true],
  ['equals', 1e21, 1e21, true],
  ['equals', 2 ** 53, 2 ** 53, true],
  ['notEquals', 0.3, 0.1 + 0.2, true],
  ['atLeast', 0.3, 0.1 + 0.2, true],
  ['atMost', 0.3, 0.1 + 0.2, false],
  ['moreThan', -0.5, -0.25, true],
  ['lessThan', 1e-7, 1e-8, true],
  ['between', { from: 0.1, to: 0.3 }, 0.1 + 0.2, false],
  ['isOneOf', [0.5, 2.5], 2.5, true],
  ['isNoneOf', [0.3], 0.1 + 0.2, true],
];

const EUROS: Line[] = [
  ['equals', eur(5000), 5000, true],
  ['equals', eur(5000), 5001, false],
  ['equals', eurOrUsd(5000, 6000), 6000, false],
  ['equals', eur(5000), null, false],
  ['equals', 0, 0, true],
  ['equals', 0, 1, false],
  ['equals', 0, null, false],
  ['notEquals', eur(5000), 5000, false],
  ['notEquals', eur(5000), 4999, true],
  ['notEquals', eur(5000), null, true],
  ['notEquals', 0, 1, true],
  ['notEquals', 0, 0, false],
  ['notEquals', 0, null, true],
  ['atLeast', eur(5000), 4999, false],
  ['atLeast', eur(5000), 5000, true],
  ['atLeast', eurOrUsd(5000, 6000), 5500, true],
  ['atLeast', eur(Number.MAX_SAFE_INTEGER), Number.MAX_SAFE_INTEGER, true],
  ['atLeast', 0, 0, true],
  ['atLeast', eur(5000), null, false],
  ['atMost', eur(5000), 5000, true],
  ['atMost', eur(5000), 5001, false],
  ['atMost', 0, 0, true],
  ['atMost', eur(5000), null, false],
  ['moreThan', 0, 1, true],
  ['moreThan', 0, 0, false],
  ['moreThan', eur(5000), 5000, false],
  ['moreThan', eur(5000), null, false],
  ['lessThan', eur(5000), 4999, true],
  ['lessThan', eur(5000), 5000, false],
  ['lessThan', eur(5000), -5, true],
  ['lessThan', eur(5000), null, false],
  ['between', { from: eur(100), to: eur(500) }, 100, true],
  ['between', { from: eur(100), to: eur(500) }, 500, true],
  ['between', { from: eur(100), to: eur(500) }, 501, false],
  ['between', { from: 0, to: eur(500) }, 0, true],
  ['between', { from: eur(-500), to: 0 }, -500, true],
  ['between', { from: 0, to: 0 }, 0, true],
  ['between', { from: eurOrUsd(100, 10), to: eur(500) }, 50, false],
  ['between', { from: eur(100), to: eur(500) }, null, false],
  ['isSet', undefined, 0, true],
  ['isSet', undefined, null, false],
  ['isNotSet', undefined, 0, false],
  ['isNotSet', undefined, null, true],
];

/** An account in dollars beside a bare 0, beside amounts for dollars, and beside none. */
const DOLLARS: Line[] = [
  ['equals', 0, 0, true],
  ['notEquals', 0, 5, true],
  ['moreThan', 0, 5, true],
  ['between', { from: 0, to: 0 }, 0, true],
  ['equals', eurOrUsd(5000, 6000), 6000, true],
  ['atLeast', eurOrUsd(5000, 6000), 5500, false],
  ['between', { from: eurOrUsd(1, 10), to: eurOrUsd(500, 600) }, 600, true],
  ['between', { from: 0, to: eurOrUsd(500, 600) }, 0, true],
  ['isSet', undefined, 5, true],
];
const NO_AMOUNT: Line[] = [
  ['equals', eur(5000), 5000, false],
  ['notEquals', eur(5000), 4999, false],
  ['notEquals', eur(5000), null, false],
  ['atLeast', eur(5000), 6000, false],
  ['atMost', eur(5000), 4000, false],
  ['moreThan', eur(5000), 6000, false],
  ['lessThan', eur(5000), 4000, false],
  ['lessThan', eur(5000), null, false],
  ['between', { from: eur(100), to: eur(500) }, 300, false],
  ['between', { from: 0, to: eur(500) }, 300, false],
  ['between', { from: eurOrUsd(100, 100), to: eur(500) }, 300, false],
  ['between', { from: [{ currency: 'USD', amount: 1 }], to: eur(500) }, 300, false],
];

const DATES: Line[] = [
  ['equals', '2028-02-29', '2028-02-29', true],
  ['equals', '2028-02-29', '2028-03-01', false],
  ['equals', '2028-02-29', null, false],
  ['equals', '0000-06-01', '0001-01-01', false],
  ['notEquals', '2028-02-29', '2028-02-28', true],
  ['notEquals', '2028-02-29', '2028-02-29', false],
  ['notEquals', '2028-02-29', null, true],
  ['atLeast', '2026-12-31', '2027-01-01', true],
  ['atLeast', '2026-12-31', '2026-12-31', true],
  ['atLeast', '2026-12-31', '2026-12-30', false],
  ['atLeast', '0000-06-01', '0001-01-01', true],
  ['atLeast', '2026-12-31', null, false],
  ['atMost', '9999-12-31', '9999-12-31', true],
  ['atMost', '0987-01-01', '1026-01-01', false],
  ['atMost', '2026-12-31', null, false],
  ['moreThan', '2026-12-31', '2026-12-31', false],
  ['moreThan', '2026-12-31', '2027-01-01', true],
  ['moreThan', '2026-12-31', null, false],
  ['lessThan', '2026-12-31', '2026-12-30', true],
  ['lessThan', '2026-12-31', '2026-12-31', false],
  ['lessThan', '2026-12-31', null, false],
  ['between', { from: '2026-03-01', to: '2026-03-31' }, '2026-03-01', true],
  ['between', { from: '2026-03-01', to: '2026-03-31' }, '2026-03-31', true],
  ['between', { from: '2026-03-01', to: '2026-03-31' }, '2026-04-01', false],
  ['between', { from: '2026-03-01', to: '2026-03-31' }, null, false],
  ['isSet', undefined, '2026-03-01', true],
  ['isSet', undefined, null, false],
  ['isNotSet', undefined, '2026-03-01', false],
  ['isNotSet', undefined, null, true],
];

const WORDS: Line[] = [
  ['equals', 'gold', 'gold', true],
  ['equals', 'gold', 'Gold', false],
  ['equals', 'gold', 'gold ', false],
  ['equals', "O'Brien $1 \\ %", "O'Brien $1 \\ %", true],
  ['equals', 'gold', null, false],
  ['notEquals', 'gold', 'silver', true],
  ['notEquals', 'gold', 'gold', false],
  ['notEquals', 'gold', null, true],
  ['isOneOf', ['gold', 'silver'], 'silver', true],
  ['isOneOf', ['gold', 'silver'], 'SILVER', false],
  ['isOneOf', ['gold, silver', '{gold}', 'NULL', ''], 'NULL', true],
  ['isOneOf', ['gold, silver', '{gold}', 'NULL'], 'gold', false],
  ['isOneOf', ['gold', 'silver'], null, false],
  ['isOneOf', ['NULL'], null, false],
  ['isNoneOf', ['gold', 'silver'], 'bronze', true],
  ['isNoneOf', ['gold', 'silver'], 'gold', false],
  ['isNoneOf', ['gold', 'silver'], null, true],
  ['isSet', undefined, 'gold', true],
  ['isSet', undefined, null, false],
  ['isNotSet', undefined, 'gold', false],
  ['isNotSet', undefined, null, true],
];

const TEXTS: Line[] = [
  ['equals', '', '', true],
  ['equals', '\u00e9', 'e\u0301', false],
  ['equals', '1', '1', true],
  ['equals', '1', '1.0', false],
  ['contains', 'old', 'gold', true],
  ['contains', 'OLD', 'gold', false],
  ['contains', '', 'gold', true],
  ['contains', '%', 'gold', false],
  ['contains', '%', '100 %', true],
  ['contains', 'g_ld', 'gold', false],
  ['contains', '\u{1f4b6}', 'pays \u{1f4b6} late', true],
  ['contains', 'old', null, false],
  ['contains', '', null, false],
  ['startsWith', 'go', 'gold', true],
  ['startsWith', 'Go', 'gold', false],
  ['startsWith', 'old', 'gold', false],
  ['startsWith', '', 'gold', true],
  ['startsWith', 'g%', 'gold', false],
  ['startsWith', 'golden', 'gold', false],
  ['startsWith', 'go', null, false],
  ['isSet', undefined, '', true],
];

const LISTS: Line[] = [
  ['contains', 'vip', ['new', 'vip'], true],
  ['contains', 'VIP', ['new', 'vip'], false],
  ['contains', 'vi', ['vip'], false],
  ['contains', 'a,b', ['a', 'b'], false],
  ['contains', 'NULL', ['NULL'], true],
  ['contains', 'vip', [], false],
  ['contains', 'vip', null, false],
  ['containsAny', ['vip', 'new'], ['new'], true],
  ['containsAny', ['vip', 'new'], ['old'], false],
  ['containsAny', ['{"a"}', 'b\\'], ['b\\'], true],
  ['containsAny', ['vip', 'new'], [], false],
  ['containsAny', ['vip', 'new'], null, false],
  ['containsNone', ['vip', 'new'], ['old'], true],
  ['containsNone', ['vip', 'new'], ['old', 'vip'], false],
  ['containsNone', ['vip', 'new'], [], true],
  ['containsNone', ['vip', 'new'], null, true],
  ['isSet', undefined, ['vip'], true],
  ['isSet', undefined, [''], true],
  ['isSet', undefined, [], false],
  ['isSet', undefined, null, false],
  ['isNotSet', undefined, ['vip'], false],
  ['isNotSet', undefined, [], true],
  ['isNotSet', undefined, null, true],
];

const BOOLEANS: Line[] = [
  ['isTrue', undefined, true, true],
  ['isTrue', undefined, false, false],
  ['isTrue', undefined, null, false],
  ['isFalse', undefined, false, true],
  ['isFalse', undefined, true, false],
  ['isFalse', undefined, null, false],
  ['isSet', undefined, false, true],
  ['isSet', undefined, null, false],
  ['isNotSet', undefined, false, false],
  ['isNotSet', undefined, null, true],
];

/** The one table of what every operator means for every type, set and not set. */
export const OPERATOR_CASES: readonly OperatorCase[] = [
  ...linesFor('days', [...WHOLE_NUMBERS, ...FAR_DAYS]),
  ...linesFor('count', WHOLE_NUMBERS),
  ...linesFor('number', [...WHOLE_NUMBERS, ...FRACTIONS]),
  ...linesFor('money', EUROS),
  ...linesFor('money', DOLLARS, 'USD'),
  ...linesFor('money', NO_AMOUNT, 'USD').map((line) => ({ ...line, note: 'noAmountForCurrency' as const })),
  ...linesFor('date', DATES),
  ...linesFor('text', [...WORDS, ...TEXTS]),
  ...linesFor('choice', WORDS),
  ...linesFor('list', LISTS),
  ...linesFor('boolean', BOOLEANS),
];

function linesFor(type: FieldType, lines: readonly Line[], currency = 'EUR'): OperatorCase[] {
  return lines.map(([operator, required, actual, holds]) => {
    const isMissing = actual === null || (Array.isArray(actual) && actual.length === 0);
    return { type, operator, required, actual, currency, holds, note: isMissing ? 'notSet' : undefined };
  });
}

/** "money notEquals [...] of 5000 in USD", to name a test. */
export function nameOf({ type, operator, required, actual, currency, holds }: OperatorCase): string {
  const value = required === undefined ? '' : ` ${JSON.stringify(required)}`;
  const money = type === 'money' ? ` in ${currency}` : '';
  return `${type} ${JSON.stringify(actual)}${money} ${operator}${value}: ${holds}`;
}
