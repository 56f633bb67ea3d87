import type { OwedInvoice, ProviderCommand } from '@dunwell/contract';
import { formatDate, formatMoney } from '@dunwell/language';

type WordsOf<Command> = (command: Command, money: (amount: number) => string) => string | null;

/** What a command comes to for one account, in words; null: nothing that its step does not say. */
const WORDS: { readonly [K in ProviderCommand['kind']]: WordsOf<Extract<ProviderCommand, { kind: K }>> } = {
  requestPayment: ({ amount, invoices }, money) => `${money(amount)} for ${invoicesIn(invoices)}`,
  retryPayment: ({ amount, invoices, paymentMethod }, money) =>
    `${money(amount)} for ${invoicesIn(invoices)} from ${paymentMethod}`,
  applyLateFee: ({ fee }, money) => money(fee),
  restrictService: () => null,
  suspendService: () => null,
  restoreService: () => null,
  downgradePlan: ({ subscriptions }) => keysOf(subscriptions),
  cancelSubscription: ({ subscriptions }) => keysOf(subscriptions),
  markUncollectible: ({ invoices }, money) =>
    `${money(invoices.reduce((sum, { remaining }) => sum + remaining, 0))} on ${invoicesIn(invoices)}`,
  offerPaymentPlan: ({ instalments }, money) =>
    instalments.map(({ dueOn, amount }) => `${money(amount)} by ${formatDate(dueOn, 'en')}`).join(', '),
};

/** A command in words, as trials show it. */
export function commandWords(command: ProviderCommand, currency: string): string | null {
  const words = WORDS[command.kind] as WordsOf<ProviderCommand>;
  return words(command, (amount) => formatMoney(amount, currency, 'en'));
}

const invoicesIn = (invoices: readonly OwedInvoice[]): string =>
  invoices.length === 1 ? `invoice ${invoices[0]?.number ?? ''}` : `${invoices.length} invoices`;

const keysOf = (subscriptions: readonly { key: string }[]): string =>
  subscriptions.map(({ key }) => key).join(', ');
