import type { Money } from '@dunwell/contract';

/** What card processors usually take at least, in minor units; currencies that are not here have no least. */
const USUAL: Readonly<Record<string, number>> = {
  AED: 200,
  AUD: 50,
  BGN: 100,
  BRL: 50,
  CAD: 50,
  CHF: 50,
  CZK: 1_500,
  DKK: 250,
  EUR: 50,
  GBP: 30,
  HKD: 400,
  HUF: 17_500,
  INR: 50,
  JPY: 50,
  MXN: 1_000,
  MYR: 200,
  NOK: 300,
  NZD: 50,
  PLN: 200,
  RON: 200,
  SEK: 300,
  SGD: 50,
  THB: 1_000,
  USD: 50,
};

const amountIn = (money: readonly Money[], currency: string): number | undefined =>
  money.find((each) => each.currency === currency)?.amount;

/** The least that is collected in a currency, in minor units: the workspace's, and a step's own can only raise it. */
export function leastAmount(
  currency: string,
  { workspace, step = [] }: { workspace: readonly Money[]; step?: readonly Money[] | undefined },
): number {
  const general = amountIn(workspace, currency) ?? USUAL[currency] ?? 0;
  return Math.max(general, amountIn(step, currency) ?? 0);
}
