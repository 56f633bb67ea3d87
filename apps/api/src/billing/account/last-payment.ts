import type { LastPayment } from '@dunwell/contract';
import { businessDateIn, render, sql, type ZoneHistory } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { moneyReceived } from '../lists/money-received.js';
import type { NowSql } from '../lists/now-sql.js';

interface Row {
  reference: string;
  amount: number;
  paid_at: Date;
  automatic: boolean;
}

/** The last payment of an account whose money still counts; null: there is none. */
export async function lastPayment(
  manager: EntityManager,
  now: NowSql,
  { accountId, zones }: { accountId: string; zones: ZoneHistory },
): Promise<LastPayment | null> {
  const { text, values } = render(sql`
    select payment.reference, received.amount, received.paid_at, payment.automatic
    from (${moneyReceived(now)}) received
    join payments payment
      on payment.workspace_id = ${now.workspaceSql} and payment.payment_id = received.payment_id
    where received.account_id = ${accountId}::uuid
    order by received.paid_at desc, payment.reference desc
    limit 1`);
  const [row] = await manager.query<Row[]>(text, values);
  if (row === undefined) return null;
  const { reference, amount, automatic, paid_at: at } = row;
  return { reference, amount, automatic, at: at.toISOString(), date: businessDateIn(zones, at.getTime()) };
}
