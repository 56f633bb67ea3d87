import type { ProviderCommand } from '@dunwell/contract';
import { addDays } from '@dunwell/engine';
import type { ActionOf, MoneyValue, ProviderAction } from '@dunwell/language';
import type { Lacks } from '../connector.js';
import { lacks, NOTHING_OVERDUE, tooLittle, type CommandFacts } from './command-facts.js';
import { leastAmount } from './minimums.js';

type MakeCommand<K extends ProviderAction> = (
  action: ActionOf<K>,
  facts: CommandFacts,
) => CommandOf<K> | Lacks;

/** Kinds that carry nothing else share a member of the union. */
type CommandOf<K extends ProviderAction> = ProviderCommand & { kind: K };

/** The command that each kind of action gives, or what it lacks (S17). */
const COMMANDS: { readonly [K in ProviderAction]: MakeCommand<K> } = {
  requestPayment: ({ kind, minimum }, { amount, invoices, currency, minimums, paymentUrl }) => {
    const least = leastAmount(currency, { workspace: minimums, step: minimum });
    return tooLittle(amount, least, currency) ?? { kind, amount, invoices, paymentUrl };
  },
  retryPayment: ({ kind }, { amount, invoices, currency, minimums, paymentMethod }) => {
    if (paymentMethod === null) return NO_PAYMENT_METHOD;
    const least = leastAmount(currency, { workspace: minimums });
    return tooLittle(amount, least, currency) ?? { kind, amount, invoices, paymentMethod };
  },
  applyLateFee: (action, facts) => {
    const fee = feeOf(action, facts);
    return typeof fee === 'number' ? { kind: action.kind, fee, invoices: facts.invoices } : fee;
  },
  restrictService: ({ kind }) => ({ kind }),
  suspendService: ({ kind }) => ({ kind }),
  restoreService: ({ kind }) => ({ kind }),
  downgradePlan: ({ kind, plan }, { subscriptions }) =>
    subscriptions.length === 0 ? NO_SUBSCRIPTION : { kind, plan, subscriptions },
  cancelSubscription: ({ kind, when }, { subscriptions }) =>
    subscriptions.length === 0 ? NO_SUBSCRIPTION : { kind, when, subscriptions },
  markUncollectible: ({ kind }, { invoices }) =>
    invoices.length === 0 ? NOTHING_OVERDUE : { kind, invoices },
  offerPaymentPlan: ({ kind, instalments, everyDays }, { amount, invoices, date }) => {
    if (amount === 0) return NOTHING_OVERDUE;
    if (amount < instalments) return TOO_LITTLE_TO_SPLIT;
    const parts = splitEvenly(amount, instalments);
    return {
      kind,
      invoices,
      instalments: parts.map((part, index) => ({
        dueOn: addDays(date, everyDays * (index + 1)),
        amount: part,
      })),
    };
  },
};

/** The command of an action on these facts; TypeScript cannot relate the two through a union by itself. */
export function commandOf<K extends ProviderAction>(
  action: ActionOf<K>,
  facts: CommandFacts,
): ProviderCommand | Lacks {
  const { kind } = action as { kind: K };
  return COMMANDS[kind](action, facts);
}

/** In minor units; a share of what is overdue is rounded to the nearest. */
function feeOf(
  { amount: fixed, percent, atMost }: ActionOf<'applyLateFee'>,
  { amount, currency }: CommandFacts,
): number | Lacks {
  const limit = inCurrency(fixed ?? atMost, currency);
  if ((fixed ?? atMost) !== undefined && limit === undefined) return noAmount(currency);
  if (amount === 0) return NOTHING_OVERDUE;
  if (fixed !== undefined) return limit ?? 0;
  const share = Math.round((amount * (percent ?? 0)) / 100);
  const fee = Math.min(share, limit ?? Infinity);
  return fee === 0 ? NOTHING_OVERDUE : fee;
}

const inCurrency = (money: MoneyValue | undefined, currency: string): number | undefined =>
  money?.find((each) => each.currency === currency)?.amount;

/** Parts that differ by at most one minor unit and add up to the whole, the larger ones first. */
export function splitEvenly(amount: number, parts: number): number[] {
  const least = Math.floor(amount / parts);
  const larger = amount - least * parts;
  return Array.from({ length: parts }, (_, index) => (index < larger ? least + 1 : least));
}

const noAmount = (currency: string): Lacks =>
  lacks('noAmountForCurrency', `The late fee has no amount for ${currency}. Add one to the step.`);

const NO_PAYMENT_METHOD = lacks(
  'noPaymentMethod',
  'The customer has no active payment method, so that nothing can be charged. Ask for one, or request the payment.',
);

const NO_SUBSCRIPTION = lacks(
  'noSubscription',
  'The customer has no active subscription to change. Let the rule end where there is none.',
);

const TOO_LITTLE_TO_SPLIT = lacks(
  'tooLittleToSplit',
  'Less is overdue than there are instalments. Offer fewer of them.',
);
