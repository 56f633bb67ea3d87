import type { AccountRibbon } from '@dunwell/contract';
import { addDays, businessDateIn, startOfDateIn, zoneOn, type CalendarDate } from '@dunwell/engine';
import { accountSentence } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import {
  accountByKey,
  accountDays,
  accountHolds,
  accountZones,
  readMovements,
} from '../../billing/billing-reader.js';
import type { EffectTools } from '../../runtime/deliveries/effect-tools.js';
import { notFound } from '../../platform/http/app-error.js';
import { mustGet } from '../../platform/must.js';
import { doneEffects } from './done-effects.js';
import { automationOutlooks } from './outlooks.js';
import { ribbonDates } from './ribbon-dates.js';
import { storyOf } from './story-of.js';

export interface RibbonQuery {
  key: string;
  from?: CalendarDate;
  to?: CalendarDate;
  now: Date;
}

/** One account date by date, read in the one snapshot of the manager's transaction. */
export async function readRibbon(
  manager: EntityManager,
  workspaceId: string,
  { key, now: at, ...asked }: RibbonQuery,
  tools: EffectTools,
): Promise<AccountRibbon> {
  const account = await accountByKey(manager, workspaceId, key);
  if (account === null) throw notFound('account', key);
  const { accountId, currency } = account;
  const zones = mustGet(await accountZones(manager, workspaceId, [accountId]), accountId);
  const now = at.getTime();
  const today = businessDateIn(zones, now);
  const { from, to } = ribbonDates(asked, today);
  const begins = startOfDateIn(zones, from);
  const ends = startOfDateIn(zones, addDays(to, 1));
  const who = { workspaceId, accountId, zones, now };
  const { days, balances } = await accountDays(manager, { ...who, from, to });
  const movements = await readMovements(manager, who);
  const { planned, automations } = await automationOutlooks(manager, { ...who, until: ends - 1 }, tools);
  const holds = await accountHolds(manager, { ...who, from: begins, to: ends });
  return {
    account: key,
    currency,
    timeZone: zoneOn(zones, today),
    today,
    from,
    to,
    days,
    movements: movements.filter(({ date }) => date >= from && date <= to),
    holds: holds.map(({ id, invoice, reason, leaveOut, from: since, until }) => ({
      id,
      invoice,
      reason,
      leaveOut,
      from: since,
      until,
    })),
    done: await doneEffects(manager, { ...who, from: begins, to: ends }),
    planned,
    automations,
    balances,
    sentence: accountSentence(storyOf({ today, currency, movements, planned })),
  };
}
