import { z } from 'zod';
import { content, moneyValue } from '../document/schema-parts.js';
import { currenciesOf } from '../money/money-value.js';
import { moneyWords } from '../words/money-words.js';
import type { ActionOf } from './action.js';
import type { ActionSpecification } from './specification.js';

type LateFee = ActionOf<'applyLateFee'>;

export const applyLateFee: ActionSpecification<'applyLateFee'> = {
  kind: 'applyLateFee',
  label: 'Apply a late fee',
  settings: z
    .strictObject({
      kind: z.literal('applyLateFee'),
      amount: moneyValue.optional(),
      percent: z
        .number()
        .refine(
          (percent) => percent > 0 && percent <= 100,
          content('outOfRange', 'The percentage must be above 0 and at most 100.'),
        )
        .optional(),
      atMost: moneyValue.optional(),
    })
    .refine(
      ({ amount, percent }) => amount !== undefined || percent !== undefined,
      content('missing', 'The fee is missing. Give an amount or a percentage.'),
    )
    .refine(
      ({ amount, percent }) => amount === undefined || percent === undefined,
      content('invalidValue', 'Give either an amount or a percentage, not both.'),
    )
    .refine(
      ({ amount, atMost }) => amount === undefined || atMost === undefined,
      content('invalidValue', 'An amount needs no upper limit. Take “at most” away.'),
    ),
  needs: ['amountForCurrency', 'provider'],
  texts: [],
  words: (action) => ({ does: 'add', name: `a late fee of ${feeWords(action)}` }),
  check: ({ amount, atMost }, _scope, { currencies }) => {
    const covered = currenciesOf(amount ?? atMost);
    const open = covered ? currencies.filter((currency) => !covered.has(currency)) : [];
    if (open.length === 0) return [];
    const path = amount ? 'amount' : 'atMost';
    return [
      {
        code: 'currencyNotCovered',
        severity: 'warning',
        path,
        message: `There is no amount for ${open.join(', ')}: accounts in that currency will need attention. Add one.`,
      },
    ];
  },
};

function feeWords({ amount, percent, atMost }: LateFee): string {
  if (amount) return moneyWords(amount);
  const share = `${percent ?? 0} % of the overdue balance`;
  return atMost ? `${share}, at most ${moneyWords(atMost)}` : share;
}
