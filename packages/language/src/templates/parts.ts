import type { MoneyValue } from '../conditions/condition.js';
import type { Exit, ScheduleTrigger } from '../document/document.js';

/** Every day at nine, when people read their mail. */
export const EVERY_MORNING: ScheduleTrigger = { kind: 'schedule', every: 'day', at: '09:00' };

export const PAID: Exit = {
  id: 'paid',
  label: 'Nothing overdue any more',
  when: { field: 'account.overdueBalance', operator: 'equals', value: 0 },
};

export const NO_SUBSCRIPTION: Exit = {
  id: 'noSubscription',
  label: 'No active subscription any more',
  when: { field: 'account.activeSubscriptionCount', operator: 'equals', value: 0 },
};

/** The same round amount of major units in the currencies the starters know; all of them have two decimals. */
export const roundAmount = (major: number): MoneyValue =>
  ['EUR', 'USD', 'GBP'].map((currency) => ({ currency, amount: major * 100 }));
