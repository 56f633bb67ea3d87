import type { EpochDay } from '@dunwell/engine';
import type { Market } from './markets.js';
import type { Interval, Plan } from './plans.js';

/** How somebody treats bills. */
export type Temper = 'prompt' | 'forgetful' | 'chronic' | 'vanishing';

/** How somebody pays; `none`: a card was never given although bills are meant to be collected. */
export type Means = 'card' | 'debit' | 'transfer' | 'none';

export interface Card {
  brand: string;
  /** A month, YYYY-MM. */
  expiresOn: string;
}

/** One account as it is drawn; its bills follow from it. */
export interface Member {
  key: string;
  name: string;
  email: string | null;
  market: Market;
  studio: string;
  language: string;
  tags: string[];
  plan: Plan;
  interval: Interval;
  /** What a bill is over, in minor units. */
  price: number;
  joinedOn: EpochDay;
  /** The first date without a subscription; null: it goes on. */
  endsOn: EpochDay | null;
  /** Since when the plan rests, so that nothing is billed. */
  pausedOn: EpochDay | null;
  trial: boolean;
  means: Means;
  /** What is on file where it pays by card. */
  card: Card | null;
  temper: Temper;
}
