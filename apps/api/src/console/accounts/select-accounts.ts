import type { AccountFilter } from '@dunwell/contract';
import { sql } from '@dunwell/engine';
import {
  accountConditions,
  type AccountSelection,
  type BillingFilter,
  type NowSql,
} from '../../billing/billing-reader.js';
import { invalidRequest, type RequestProblem } from '../../platform/http/app-error.js';
import { contacts, paymentsAfterContact } from './after-contact-sql.js';

/** What automations did, as far as accounts are told apart by it. */
type RuntimeFilter = Omit<AccountFilter, keyof BillingFilter>;

/** The accounts a filter asks for: billing's conditions and those about what automations did. */
export function selectAccounts(filter: AccountFilter, now: NowSql): AccountSelection {
  refuseIncomplete(filter);
  const { contactedInLast, paidWithin, underWayIn, ...billing } = filter;
  const facts = accountConditions(billing, now);
  const runtime = [
    ...contacted({ contactedInLast, paidWithin }, now),
    ...(underWayIn === undefined ? [] : [underWay(underWayIn, now)]),
  ];
  return {
    where: [...facts.where, ...runtime.flatMap(({ where }) => where)],
    joins: [...facts.joins, ...runtime.flatMap(({ joins }) => joins)],
    ...(paidWithin === undefined ? {} : { amount: sql`after_contact.amount` }),
  };
}

/** A filter that leaves open what it means is refused, never read in some way (S18). */
export function refuseIncomplete(filter: AccountFilter, path?: string): void {
  const problems: RequestProblem[] = [];
  const need = (field: keyof AccountFilter, other: keyof AccountFilter, why: string): void => {
    if (filter[field] === undefined || filter[other] !== undefined) return;
    problems.push({
      path: path === undefined ? field : `${path}.${field}`,
      code: 'needsOther',
      message: `${field} needs ${other}: ${why}.`,
    });
  };
  const amounts = 'amounts of several currencies do not compare';
  need('overdueMin', 'currency', amounts);
  need('overdueMax', 'currency', amounts);
  need('paidWithin', 'contactedInLast', 'it counts from a contact');
  if (problems.length > 0) throw invalidRequest(problems);
}

function contacted(
  { contactedInLast: days, paidWithin: within }: Pick<RuntimeFilter, 'contactedInLast' | 'paidWithin'>,
  now: NowSql,
): AccountSelection[] {
  if (days === undefined) return [];
  if (within === undefined) {
    const where = sql`account.account_id in (select contact.account_id from (${contacts(now, days)}) contact)`;
    return [{ where: [where], joins: [] }];
  }
  const join = sql`left join (
      select paid.account_id, sum(paid.amount)::bigint as amount
      from (${paymentsAfterContact(now, { days, within })}) paid
      group by paid.account_id
    ) after_contact on after_contact.account_id = account.account_id`;
  return [{ where: [sql`after_contact.amount is not null`], joins: [{ name: 'after_contact', sql: join }] }];
}

function underWay(automationId: string, { workspaceSql }: NowSql): AccountSelection {
  const where = sql`account.account_id in (
      select journey.account_id from journeys journey
      where journey.workspace_id = ${workspaceSql} and journey.automation_id = ${automationId}::uuid
        and journey.status = 'underWay'
    )`;
  return { where: [where], joins: [] };
}
