import type { MoneyValue } from '../conditions/condition.js';
import type { ScheduleTrigger } from '../document/document.js';

/** Every day at nine, when people read their mail. */
export const EVERY_MORNING: ScheduleTrigger = { kind: 'schedule', every: 'day', at: '09:00' };

/** The same round amount of major units in the currencies the starters know; all of them have two decimals. */
export const roundAmount = (major: number): MoneyValue =>
  ['EUR', 'USD', 'GBP'].map((currency) => ({ currency, amount: major * 100 }));
