import { describe, expect, it } from '@jest/globals';
import type { ComparisonExplanation, Explanation } from '../conditions/explanation.js';
import { aWorkspace } from '../fields/catalogue.testing.js';
import { explanationInWords } from './explanation-words.js';

const context = aWorkspace();
const scope = { subject: 'account', trigger: { kind: 'schedule', every: 'day', at: '09:00' } } as const;

const compared = (
  field: string,
  operator: ComparisonExplanation['operator'],
  [required, actual]: [ComparisonExplanation['required'], ComparisonExplanation['actual']],
  more: Partial<ComparisonExplanation> = {},
): ComparisonExplanation => ({ kind: 'comparison', field, operator, required, actual, holds: true, ...more });

const STREAK = 'account.pastDueStreakDays';
const yes = compared(STREAK, 'atLeast', [14, 20]);
const no = compared('account.overdueInvoiceCount', 'atLeast', [2, 1], { holds: false });

/** "mark indent label | required | actual". */
const said = (explanation: Explanation): string[] =>
  explanationInWords(explanation, scope, context).map(({ depth, label, required, actual, mark }) =>
    [`${mark} ${'> '.repeat(depth)}${label}`, required, actual].filter((part) => part !== null).join(' | '),
  );

describe('a comparison in words', () => {
  it.each<[string, ComparisonExplanation]>([
    ['Past due streak | is 14 days | 9 days', compared(STREAK, 'equals', [14, 9])],
    ['Past due streak | at most 1 day | 1 day', compared(STREAK, 'atMost', [1, 1])],
    ['Past due streak | is one of 14 or 30 days | not set', compared(STREAK, 'isOneOf', [[14, 30], null])],
    [
      'Overdue balance | more than €50.00 | €160.00',
      compared('account.overdueBalance', 'moreThan', [[{ currency: 'EUR', amount: 5_000 }], 16_000], {
        currency: 'EUR',
      }),
    ],
    [
      'Overdue balance | more than €50.00 | no amount for USD',
      compared('account.overdueBalance', 'moreThan', [[{ currency: 'EUR', amount: 5_000 }], 16_000], {
        currency: 'USD',
        note: 'noAmountForCurrency',
      }),
    ],
    [
      'Tags | contains none of staff | vip, gold',
      compared('account.tags', 'containsNone', [['staff'], ['vip', 'gold']]),
    ],
    ['On hold | is false | yes', compared('account.onHold', 'isFalse', [null, true])],
    [
      'Collection status | is in collections | written off',
      compared('account.collectionStatus', 'equals', ['inCollections', 'writtenOff']),
    ],
    [
      'Failed payments in the last 7 days | at least 1 | 3',
      compared('account.failedPaymentsInLast', 'atLeast', [1, 3], { params: { days: 7 } }),
    ],
    [
      'since | is January 31, 2026 | February 1, 2026',
      compared('account.attributes.since', 'equals', ['2026-01-31', '2026-02-01']),
    ],
    ['account.attributes.gone | is x | not set', compared('account.attributes.gone', 'equals', ['x', null])],
  ])('%s', (words, comparison) => {
    expect(said(comparison)).toEqual([`holds ${words}`]);
  });
});

describe('a group in words, and who is to blame', () => {
  const STREAK_LINE = 'Past due streak | at least 14 days | 20 days';
  const INVOICES_LINE = 'Overdue invoices | at least 2 | 1';
  it.each<[string, Explanation, string[]]>([
    [
      'of all, the one that does not hold fails it',
      { kind: 'all', holds: false, children: [yes, no] },
      ['fails All of these', `holds > ${STREAK_LINE}`, `fails > ${INVOICES_LINE}`],
    ],
    [
      'of any, one is enough: the other only misses',
      { kind: 'any', holds: true, children: [yes, no] },
      ['holds At least one of these', `holds > ${STREAK_LINE}`, `misses > ${INVOICES_LINE}`],
    ],
    [
      'below not, what holds fails it',
      { kind: 'not', holds: false, child: yes },
      ['fails Not this', `fails > ${STREAK_LINE}`],
    ],
    [
      'below not, what does not hold is as wanted',
      { kind: 'not', holds: true, child: no },
      ['holds Not this', `holds > ${INVOICES_LINE}`],
    ],
  ])('%s', (_, explanation, expected) => {
    expect(said(explanation)).toEqual(expected);
  });
});
