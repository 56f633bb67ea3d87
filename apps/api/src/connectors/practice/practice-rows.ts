import type { InvoiceInput, OwedInvoice, PaymentInput, ProviderCommand } from '@dunwell/contract';
import { createHash } from 'node:crypto';
import type { RowsByEntity } from '../../billing/billing-writer.js';
import type { Act } from './test-cards.js';

/** A command as the practice provider carries it out. */
export interface PracticeCommand {
  /** The delivery's. */
  key: string;
  /** How often it was begun: a declined charge may be tried again. */
  tried: number;
  /** The account's key. */
  account: string;
  /** The business date of the command. */
  date: string;
  command: ProviderCommand;
}

type RowsOf<Command> = (command: Command, of: PracticeCommand & { id: string; at: string }) => RowsByEntity;
type Kind = ProviderCommand['kind'];

/** What each command makes of billing at once; payments move as their card says, service is a status of the account. */
const ROWS: { readonly [K in Kind]: RowsOf<Extract<ProviderCommand, { kind: K }>> } = {
  requestPayment: () => ({}),
  retryPayment: () => ({}),
  restrictService: () => ({}),
  suspendService: () => ({}),
  restoreService: () => ({}),
  applyLateFee: ({ fee }, { account, id, date }) => ({
    invoices: [{ account, number: `practice-fee-${id}`, issuedOn: date, dueOn: date, total: fee, fee: true }],
  }),
  downgradePlan: ({ plan, subscriptions }, { account }) => ({
    subscriptions: subscriptions.map(({ key }) => ({ account, key, plan })),
  }),
  cancelSubscription: ({ when, subscriptions }, { account, date }) => ({
    subscriptions: subscriptions.map(({ key, renewsOn }) =>
      when === 'now'
        ? { account, key, status: 'cancelled', endedOn: date }
        : { account, key, endedOn: renewsOn ?? date },
    ),
  }),
  markUncollectible: ({ invoices }, { account }) => ({
    invoices: invoices.map(({ number }) => ({ account, number, status: 'uncollectible' })),
  }),
  // A due date that moved would rewrite the past (S23): what was owed is credited and billed anew.
  offerPaymentPlan: ({ instalments, invoices }, { account, id, date, at }) => {
    const amount = instalments.reduce((sum, instalment) => sum + instalment.amount, 0);
    return {
      credits: [
        {
          ...{ account, amount, at },
          reference: `practice-plan-${id}`,
          allocations: allocate(amount, invoices),
        },
      ],
      invoices: instalments.map(({ dueOn, amount: total }, index): InvoiceInput => {
        return { account, number: `practice-plan-${id}-${index + 1}`, issuedOn: date, dueOn, total };
      }),
    };
  },
};

/** The rows of one act of a command at its instant. */
export function practiceRows(of: PracticeCommand, act: Act, at: Date): RowsByEntity {
  const { command } = of;
  const context = { ...of, id: shortId(of), at: at.toISOString() };
  if (act.payment === undefined) return (ROWS[command.kind] as RowsOf<ProviderCommand>)(command, context);
  if (command.kind !== 'retryPayment') throw new Error(`${command.kind} moves no money.`);
  const { payment, failure } = act;
  return { payments: [paymentRow(command, { payment, failure }, context)] };
}

function paymentRow(
  { amount, invoices }: Extract<ProviderCommand, { kind: 'retryPayment' }>,
  { payment, failure }: { payment: NonNullable<Act['payment']>; failure: Act['failure'] },
  { account, id, at }: { account: string; id: string; at: string },
): PaymentInput {
  const known = { account, reference: `practice-${id}`, status: payment };
  // Its money came when it succeeded and goes now.
  if (payment === 'chargedBack') return { ...known, reversedAt: at };
  return {
    ...{ ...known, amount, at, automatic: true, allocations: allocate(amount, invoices) },
    ...(failure && { failureCode: failure.code, failureKind: failure.kind }),
  };
}

/** An amount over invoices, the oldest first. */
function allocate(amount: number, invoices: readonly OwedInvoice[]) {
  let left = amount;
  return invoices.flatMap(({ number, remaining }) => {
    const part = Math.min(left, remaining);
    left -= part;
    return part === 0 ? [] : [{ invoice: number, amount: part }];
  });
}

const shortId = ({ key, tried }: PracticeCommand): string =>
  createHash('sha256').update(`${key} ${tried}`).digest('hex').slice(0, 16);
