import type { AccountSubscription } from '@dunwell/contract';
import { expect, it } from '@jest/globals';
import { subscriptionWords } from './subscription-words.js';

const active: AccountSubscription = {
  key: 's',
  status: 'active',
  plan: 'Studio',
  startedOn: '2025-03-01',
  endedOn: null,
  renewsOn: '2026-12-01',
  trialEndsOn: null,
  collectionMethod: null,
};

it.each<[Partial<AccountSubscription>, string]>([
  [{}, 'active, renews 12-01'],
  [{ renewsOn: null }, 'active'],
  [{ status: 'pastDue' }, 'past due, renews 12-01'],
  [{ status: 'trialing', trialEndsOn: '2026-11-30' }, 'trialing, until 11-30'],
  [{ status: 'cancelled', endedOn: '2026-12-31' }, 'cancelled, ends 12-31'],
  [{ status: 'ended', endedOn: '2026-06-30' }, 'ended, on 06-30'],
])('%j reads %s', (change, words) => {
  expect(subscriptionWords({ ...active, ...change }, (date) => date.slice(5))).toBe(words);
});
