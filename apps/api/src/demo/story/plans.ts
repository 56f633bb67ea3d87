import type { DemoCurrency } from './markets.js';

/** What a member pays for: the price of a month in minor units of each currency. */
export interface Plan {
  name: string;
  monthly: Readonly<Record<DemoCurrency, number>>;
}

/** How often a member is billed, and for how many months' price: who pays ahead pays less. */
export interface Interval {
  months: 1 | 3 | 12;
  priced: number;
}

export const STUDIO: Plan = { name: 'Studio', monthly: { EUR: 5_900, GBP: 4_900, USD: 6_500 } };
export const STUDIO_PLUS: Plan = { name: 'Studio Plus', monthly: { EUR: 8_900, GBP: 7_900, USD: 9_900 } };
const EVENING: Plan = { name: 'Evening', monthly: { EUR: 3_900, GBP: 3_500, USD: 4_500 } };
const DAY_PASS: Plan = { name: 'Day pass', monthly: { EUR: 2_400, GBP: 2_200, USD: 2_800 } };
/** For one of a company's people. */
export const CORPORATE: Plan = { name: 'Corporate', monthly: { EUR: 5_200, GBP: 4_400, USD: 5_800 } };

/** Plans of people, and how many in a hundred have each. */
export const PLANS: readonly (readonly [Plan, number])[] = [
  [STUDIO, 46],
  [STUDIO_PLUS, 30],
  [EVENING, 15],
  [DAY_PASS, 9],
];

export const MONTHLY: Interval = { months: 1, priced: 1 };
export const QUARTERLY: Interval = { months: 3, priced: 2.85 };
export const YEARLY: Interval = { months: 12, priced: 10 };

/** What is billed once in a while beside the plan: training, lockers, workshops. */
export const EXTRAS: readonly (readonly [Plan['monthly'], number])[] = [
  [{ EUR: 9_600, GBP: 8_400, USD: 11_000 }, 50],
  [{ EUR: 6_400, GBP: 5_600, USD: 7_200 }, 30],
  [{ EUR: 4_500, GBP: 3_900, USD: 5_000 }, 20],
];
