import { addDays } from '@dunwell/engine';
import type { BacklogCount, Backlog } from '@dunwell/contract';
import type { AutomationDocument } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { catalogueContext } from '../../automations/catalogue-context.js';
import { momentFor, zonesInUse, type FactField } from '../../billing/billing-reader.js';
import { automationInWorkspace } from '../decide/automation-in-workspace.js';
import { decideEntries } from '../decide/decide-entries.js';
import { SumsByCurrency } from '../sums-by-currency.js';
import { DECIDE_BATCH } from './decide-date.js';
import { firstDateAfter } from './due-dates.js';

const OVERDUE: FactField = { field: 'account.overdueBalance' };

/**
 * How many subjects would have entered on the date before the first, and what they owe past due (S12): in every zone,
 * by the facts of that date. Nobody where a rule enters on every match.
 */
export async function countBacklog(
  manager: EntityManager,
  workspaceId: string,
  document: AutomationDocument,
  treatment: Backlog,
  publishedAt: Date,
): Promise<BacklogCount> {
  const { trigger, entry } = document;
  const overdue = new SumsByCurrency();
  let subjects = 0;
  const hasBacklog = entry.reentry.kind === 'oncePerStreak' || entry.reentry.kind === 'once';
  if (trigger.kind !== 'schedule' || !hasBacklog) return { treatment, subjects, overdue: [] };
  const automation = automationInWorkspace(
    workspaceId,
    document,
    await catalogueContext(manager, workspaceId),
  );
  const today = publishedAt.toISOString().slice(0, 10);
  for (const zone of await zonesInUse(manager, workspaceId, today)) {
    const date = addDays(firstDateAfter(trigger, zone, publishedAt.getTime()), -1);
    let after: string | null = null;
    do {
      const { decided, last } = await decideEntries(manager, {
        automation,
        moment: momentFor(trigger, date, zone),
        inZoneOnly: true,
        narrow: true,
        alsoRead: [OVERDUE],
        limit: DECIDE_BATCH,
        ...(after !== null && { after }),
      });
      for (const { subject, decision } of decided) {
        if (decision.kind !== 'enter') continue;
        subjects += 1;
        overdue.add(subject.currency, Number(subject.values[OVERDUE.field] ?? 0));
      }
      after = last;
    } while (after !== null);
  }
  return { treatment, subjects, overdue: overdue.toMoney() };
}
