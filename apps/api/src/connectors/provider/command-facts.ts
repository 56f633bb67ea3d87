import type { OwedInvoice } from '@dunwell/contract';
import { formatMoney } from '@dunwell/language';
import type { EffectContext, Lacks, ProviderContext } from '../connector.js';

/** What a command about one subject is made of. */
export interface CommandFacts extends Pick<ProviderContext, 'minimums'> {
  currency: string;
  /** Business date. */
  date: string;
  /** Overdue, less unapplied money: of the account, or of the invoice that the journey is about. */
  amount: number;
  /** What it is made of, oldest first. */
  invoices: OwedInvoice[];
  paymentMethod: string | null;
  subscriptions: ProviderContext['money']['subscriptions'];
  paymentUrl: string | null;
}

/** A journey about an invoice or a subscription commands about that one alone. */
export function commandFacts(context: EffectContext, { money, minimums }: ProviderContext): CommandFacts {
  const { subject, values, date } = context;
  const invoices =
    subject.kind === 'invoice'
      ? money.overdueInvoices.filter(({ number }) => number === subject.key)
      : money.overdueInvoices;
  const subscriptions =
    subject.kind === 'subscription'
      ? money.subscriptions.filter(({ key }) => key === subject.key)
      : money.subscriptions;
  const remaining = invoices.reduce((sum, invoice) => sum + invoice.remaining, 0);
  return {
    ...{ currency: values.currency, date, minimums, invoices, subscriptions },
    amount: Math.min(money.overdue, remaining),
    paymentMethod: money.paymentMethod,
    paymentUrl: values.account.paymentUrl,
  };
}

/** A command cannot be made (S17): why, in words with what to do. */
export const lacks = (code: string, problem: string): Lacks => ({ kind: 'lacks', code, problem });

export const NOTHING_OVERDUE = lacks(
  'nothingOverdue',
  'Nothing is overdue here any more, so there is nothing to ask for. Let the rule end once the balance is 0.',
);

/** Why an amount is not collected, or null. */
export function tooLittle(amount: number, least: number, currency: string): Lacks | null {
  if (amount === 0) return NOTHING_OVERDUE;
  if (amount >= least) return null;
  const [owed, minimum] = [amount, least].map((one) => formatMoney(one, currency, 'en'));
  return lacks(
    'belowMinimum',
    `${owed} is overdue, and less than ${minimum} is not collected. Wait until more is overdue, or lower the minimum in the settings.`,
  );
}
