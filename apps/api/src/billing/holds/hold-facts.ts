import type { HoldInput } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { instantText, type StoredInstant } from '../facts/rows.js';

/** A hold as it is stored; `untilAt` and `liftedAt` end it, whichever comes first. */
export interface HoldFacts {
  id: string;
  accountId: string;
  invoiceId: string | null;
  /** The caller's own keys of both. */
  account: string;
  invoice: string | null;
  reason: HoldInput['reason'];
  leaveOut: boolean;
  fromAt: number;
  untilAt: number;
  liftedAt: number | null;
  note: string | null;
  author: string;
  promisedAmount: number | null;
  createdAt: number;
}

interface HoldRow {
  hold_id: string;
  account_id: string;
  invoice_id: string | null;
  key: string;
  number: string | null;
  reason: HoldInput['reason'];
  leave_out: boolean;
  from_at: StoredInstant;
  until_at: StoredInstant;
  lifted_at: StoredInstant | null;
  note: string | null;
  author: string;
  promised_amount: number | null;
  created_at: Date;
}

const HOLDS = `
  select holds.*, accounts.key, invoices.number
  from holds
  join accounts on accounts.workspace_id = holds.workspace_id and accounts.account_id = holds.account_id
  left join invoices on invoices.workspace_id = holds.workspace_id and invoices.invoice_id = holds.invoice_id
  where holds.workspace_id = $1`;

export async function findHold(
  manager: EntityManager,
  workspaceId: string,
  holdId: string,
): Promise<HoldFacts | null> {
  const rows = await manager.query<HoldRow[]>(`${HOLDS} and hold_id = $2`, [workspaceId, holdId]);
  return rows[0] === undefined ? null : holdOf(rows[0]);
}

/** The holds of one account that last any time between two instants, by their beginning. */
export async function holdsBetween(
  manager: EntityManager,
  workspaceId: string,
  { accountId, from, to }: { accountId: string; from: number; to: number },
): Promise<HoldFacts[]> {
  const rows = await manager.query<HoldRow[]>(
    `${HOLDS} and holds.account_id = $2 and from_at < $4 and least(until_at, lifted_at) > greatest(from_at, $3)
     order by from_at, hold_id`,
    [workspaceId, accountId, instantText(from), instantText(to)],
  );
  return rows.map(holdOf);
}

function holdOf(row: HoldRow): HoldFacts {
  return {
    id: row.hold_id,
    accountId: row.account_id,
    invoiceId: row.invoice_id,
    account: row.key,
    invoice: row.number,
    reason: row.reason,
    leaveOut: row.leave_out,
    fromAt: Number(row.from_at),
    untilAt: Number(row.until_at),
    liftedAt: row.lifted_at === null ? null : Number(row.lifted_at),
    note: row.note,
    author: row.author,
    promisedAmount: row.promised_amount,
    createdAt: row.created_at.getTime(),
  };
}
