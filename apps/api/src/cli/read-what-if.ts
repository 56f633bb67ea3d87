import type { SubscriptionStatus, WhatIf } from '@dunwell/contract';
import { currencyDigits } from '@dunwell/language';
import { InvalidArgumentError } from 'commander';
import { CliError } from './cli-error.js';

/** A fact assumed on the command line; amounts as they are written, in major units. */
export type Assumption =
  | { kind: 'payment'; amount: string; at: string; invoice?: string }
  | { kind: 'subscription'; status: SubscriptionStatus };

const PAYS = /^pays (\d+(?:\.\d+)?) on (\S+)(?: for (.+))?$/;
const SUBSCRIPTION = /^subscription (active|trialing|pastDue|paused|cancelled|ended)$/;

/** Reads one `--what-if`, after those before it. */
export function parseWhatIf(text: string, earlier: Assumption[] = []): Assumption[] {
  return [...earlier, assumption(text)];
}

function assumption(text: string): Assumption {
  const [, amount, at, invoice] = PAYS.exec(text) ?? [];
  if (amount !== undefined && at !== undefined)
    return { kind: 'payment', amount, at, ...(invoice !== undefined && { invoice }) };
  const [, status] = SUBSCRIPTION.exec(text) ?? [];
  if (status !== undefined) return { kind: 'subscription', status: status as SubscriptionStatus };
  throw new InvalidArgumentError(
    'It must read "pays <amount> on <date> [for <invoice>]" or "subscription <status>", such as "pays 120.00 on 2026-03-20".',
  );
}

/** What is assumed of an account, as the API takes it; undefined: nothing. */
export function toWhatIf(
  assumptions: readonly Assumption[],
  { account, currency }: { account: string; currency: string },
): WhatIf | undefined {
  if (assumptions.length === 0) return undefined;
  const payments = assumptions.flatMap((one) =>
    one.kind === 'payment'
      ? [{ account, amount: minorUnits(one.amount, currency), at: one.at, invoice: one.invoice }]
      : [],
  );
  const status = assumptions.findLast((one) => one.kind === 'subscription')?.status;
  return {
    ...(payments.length > 0 && { payments }),
    ...(status !== undefined && { subscriptionStatus: status }),
  };
}

/** Refuses more decimals than the currency has. */
function minorUnits(amount: string, currency: string): number {
  const [whole = '', decimals = ''] = amount.split('.');
  const digits = currencyDigits(currency);
  if (decimals.length > digits)
    throw new CliError(`${currency} has ${digits} decimals, not ${decimals.length}: ${amount}.`);
  return Number(whole + decimals.padEnd(digits, '0'));
}
