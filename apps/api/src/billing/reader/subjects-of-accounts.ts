import { render, sql } from '@dunwell/engine';
import type { Subject } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { SUBJECT_TABLES } from './subject-tables.js';

/** Something of an account that a rule can be about. */
export interface SubjectOfAccounts {
  subjectId: string;
  accountId: string;
  /** The account's key, the invoice's number, the subscription's or payment method's key. */
  key: string;
}

/** Everything of some accounts that a rule about a kind of subject can be about, in the order of their keys. */
export async function subjectsOfAccounts(
  manager: EntityManager,
  workspaceId: string,
  { subject, accountIds, limit }: { subject: Subject; accountIds: readonly string[]; limit: number },
): Promise<SubjectOfAccounts[]> {
  const { from, id, key } = SUBJECT_TABLES[subject];
  const { text, values } = render(sql`
    select ${id} as "subjectId", account.account_id as "accountId", ${key} as key
    from ${from}
    where account.workspace_id = ${workspaceId}::uuid and account.account_id = any (${[...accountIds]}::uuid[])
    order by ${key} limit ${limit}`);
  return manager.query<SubjectOfAccounts[]>(text, values);
}
