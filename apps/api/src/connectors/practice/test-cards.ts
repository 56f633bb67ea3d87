import type { ProviderFailure } from '../connector.js';

/** How a charge of the practice provider goes. */
export const TEST_CARDS = [
  'success',
  'softDecline',
  'hardDecline',
  'pending',
  'stuck',
  'chargeBack',
] as const;

export type TestCard = (typeof TEST_CARDS)[number];

/** One thing that becomes of a command. */
export interface Act {
  /** Of business time since the command. */
  afterHours: number;
  /** What becomes of the payment; absent of commands that move no money. */
  payment?: 'pending' | 'succeeded' | 'failed' | 'chargedBack';
  failure?: ProviderFailure;
  /** The command's outcome is known with it. */
  tells?: 'done' | 'failed';
}

const DAY = 24;

/** What each card does, in order. */
export const CARD_ACTS: Readonly<Record<TestCard, readonly Act[]>> = {
  success: [{ afterHours: 0, payment: 'succeeded', tells: 'done' }],
  softDecline: [declined({ code: 'insufficient_funds', kind: 'soft' })],
  hardDecline: [declined({ code: 'stolen_card', kind: 'hard' })],
  // a direct debit, which takes its days
  pending: [
    { afterHours: 0, payment: 'pending' },
    { afterHours: 3 * DAY, payment: 'succeeded', tells: 'done' },
  ],
  stuck: [{ afterHours: 0, payment: 'pending' }],
  chargeBack: [
    { afterHours: 0, payment: 'succeeded', tells: 'done' },
    { afterHours: 10 * DAY, payment: 'chargedBack' },
  ],
};

function declined(failure: ProviderFailure): Act {
  return { afterHours: 0, payment: 'failed', failure, tells: 'failed' };
}

/**
 * The card of an account: what its attribute `practiceCard` names, else what the key of its payment method ends with
 * behind a hyphen (`pm-17-softDecline`); every other one succeeds.
 */
export function testCardOf(attribute: string | null, paymentMethod: string | null): TestCard {
  const named = (name: string | undefined): TestCard | undefined =>
    TEST_CARDS.find((card) => card.toLowerCase() === name?.toLowerCase());
  return named(attribute ?? undefined) ?? named(paymentMethod?.split('-').at(-1)) ?? 'success';
}
