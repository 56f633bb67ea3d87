import type { Subject } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import type { Moment } from '../../billing/billing-reader.js';
import type { AutomationInWorkspace } from '../decide/automation-in-workspace.js';
import { onlyRow } from '../../platform/must.js';

/** How many subjects an evaluation looks at: those of the accounts that live in its zone on its date (S21). */
export async function countSubjects(
  manager: EntityManager,
  { workspaceId, prepared }: AutomationInWorkspace,
  { date, zone }: Moment,
): Promise<number> {
  const rows = await manager.query<{ count: number }[]>(COUNTS[prepared.document.subject], [
    workspaceId,
    date,
    zone,
  ]);
  return onlyRow(rows).count;
}

const ZONE = `workspace_id = $1 and from_date <= $2 and to_date > $2 and time_zone = $3`;

const subjectsOf = (table: string): string =>
  `select count(*)::int as count from account_zones z
   join ${table} s on s.workspace_id = z.workspace_id and s.account_id = z.account_id
   where z.${ZONE.replaceAll(' and ', ' and z.')}`;

const COUNTS: Readonly<Record<Subject, string>> = {
  account: `select count(*)::int as count from account_zones where ${ZONE}`,
  invoice: subjectsOf('invoices'),
  subscription: subjectsOf('subscriptions'),
  paymentMethod: subjectsOf('payment_methods'),
};
