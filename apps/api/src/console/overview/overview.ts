import type { Overview } from '@dunwell/contract';
import { businessDateIn, startOfDateIn, zoneOn } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { nowSql } from '../../billing/billing-reader.js';
import { workspaceCalendar } from '../../identity/workspace-calendar.js';
import { afterContact } from './after-contact.js';
import { attentionItems } from './attention.js';
import { automationsToday } from './automations-today.js';
import { ageingFigures, balanceFigures, movementFigures, trendFigures } from './money-figures.js';

/** The overview as of business now, read in the one snapshot of the manager's transaction: its figures agree. */
export async function readOverview(manager: EntityManager, workspaceId: string, at: Date): Promise<Overview> {
  const now = nowSql(workspaceId, at);
  const calendar = await workspaceCalendar(manager, workspaceId);
  const today = businessDateIn(calendar, now.at);
  const { currencies, overdue, outstanding } = await balanceFigures(manager, now);
  const movements = await movementFigures(manager, now, today);
  const ofToday = movements.days.at(-1);
  if (ofToday === undefined) throw new Error('The movements end with today.');
  return {
    asOf: at.toISOString(),
    today,
    timeZone: zoneOn(calendar, today),
    currencies,
    overdue,
    outstanding,
    pastDue: {
      accounts: {
        count: overdue.reduce((sum, { accounts }) => sum + accounts, 0),
        list: { path: '/accounts', query: { pastDue: true } },
      },
      enteredToday: ofToday.entered,
      leftToday: ofToday.left,
    },
    ageing: await ageingFigures(manager, now, overdue),
    trend: await trendFigures(manager, now, { calendar, today, currencies }),
    movements,
    automations: await automationsToday(manager, now, {
      date: today,
      from: new Date(startOfDateIn(calendar, today)),
    }),
    afterContact: await afterContact(manager, now),
    attention: await attentionItems(manager, now),
  };
}
