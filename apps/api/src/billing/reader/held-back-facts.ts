import type { Instant } from '@dunwell/engine';
import type { HoldReason } from '@dunwell/language';
import type { EntityManager } from 'typeorm';

/** A hold in force. */
export interface HoldInForce {
  holdId: string;
  /** null: the whole account. */
  invoiceId: string | null;
  reason: HoldReason;
  /** An account's journeys end, an invoice is left out of all balances. */
  leaveOut: boolean;
  /** The first instant without it; null: it has no end. */
  until: Instant | null;
}

/** A payment that is under way: pending, its next status not yet reached. */
export interface PaymentInFlight {
  paymentId: string;
  /** Minor units. */
  amount: number;
  since: Instant;
}

/** What keeps outward steps of an account waiting (S14); oldest first. */
export interface HeldBackFacts {
  holds: HoldInForce[];
  paymentsInFlight: PaymentInFlight[];
}

/** What holds accounts back at an instant, by account id; accounts that nothing holds back are not in it. */
export async function heldBackFacts(
  manager: EntityManager,
  workspaceId: string,
  accountIds: readonly string[],
  at: Instant,
): Promise<Map<string, HeldBackFacts>> {
  const rows = await manager.query<Row[]>(HELD_BACK, [workspaceId, accountIds, new Date(at)]);
  const facts = new Map<string, HeldBackFacts>();
  const factsOf = (accountId: string): HeldBackFacts => {
    const known = facts.get(accountId) ?? { holds: [], paymentsInFlight: [] };
    facts.set(accountId, known);
    return known;
  };
  for (const row of rows) {
    const { holds, paymentsInFlight } = factsOf(row.account_id);
    if (row.kind === 'payment') {
      paymentsInFlight.push({ paymentId: row.id, amount: row.amount, since: row.since.getTime() });
    } else {
      const { id: holdId, invoice_id: invoiceId, reason, leave_out: leaveOut, until_at } = row;
      holds.push({ holdId, invoiceId, reason, leaveOut, until: until_at?.getTime() ?? null });
    }
  }
  return facts;
}

type Row = { account_id: string; id: string; since: Date } & (
  | { kind: 'payment'; amount: number }
  | {
      kind: 'hold';
      invoice_id: string | null;
      reason: HoldReason;
      leave_out: boolean;
      until_at: Date | null;
    }
);

const HELD_BACK = `
  select 'hold' as kind, account_id, hold_id as id, from_at as since, invoice_id, reason, leave_out,
    nullif(least(until_at, coalesce(lifted_at, 'infinity')), 'infinity') as until_at,
    null::bigint as amount
  from holds
  where workspace_id = $1 and account_id = any($2::uuid[])
    and from_at <= $3 and until_at > $3 and (lifted_at is null or lifted_at > $3)
  union all
  select 'payment', state.account_id, state.payment_id, state.at, null, null, null, null, payment.amount
  from payment_states state
  join payments payment on payment.workspace_id = state.workspace_id and payment.payment_id = state.payment_id
  where state.workspace_id = $1 and state.account_id = any($2::uuid[])
    and state.status = 'pending' and state.at <= $3
    and not exists (
      select from payment_states next
      where next.workspace_id = state.workspace_id and next.payment_id = state.payment_id
        and next.at > state.at and next.at <= $3
    )
  order by since, id`;
