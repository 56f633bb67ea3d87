import type { Instant } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { instantText } from '../facts/rows.js';

/** Overdue balances of one currency, in minor units, one for each of the instants asked for. */
export interface OverdueSeries {
  currency: string;
  amounts: number[];
}

interface Row {
  currency: string;
  enters: number;
  leaves: number;
  amount: number;
}

/**
 * What was overdue at each of some instants, in order of time, by currency: a row of the timeline counts at those it
 * holds at, and rows that hold at the same ones are added up before they are spread over them.
 */
export async function overdueTrend(
  manager: EntityManager,
  workspaceId: string,
  instants: readonly Instant[],
): Promise<OverdueSeries[]> {
  const first = instants[0] ?? Infinity;
  const last = instants.at(-1) ?? -Infinity;
  const rows = await manager.query<Row[]>(STATEMENT, [
    workspaceId,
    instants.map(instantText),
    instantText(first),
    instantText(last),
  ]);
  const changes = new Map<string, number[]>();
  for (const { currency, enters, leaves, amount } of rows) {
    const ofCurrency = changes.get(currency) ?? Array.from({ length: instants.length + 1 }, () => 0);
    ofCurrency[enters] = (ofCurrency[enters] ?? 0) + amount;
    ofCurrency[leaves] = (ofCurrency[leaves] ?? 0) - amount;
    changes.set(currency, ofCurrency);
  }
  return [...changes].map(([currency, ofCurrency]) => ({
    currency,
    amounts: runningSums(ofCurrency).slice(0, instants.length),
  }));
}

function runningSums(changes: readonly number[]): number[] {
  let sum = 0;
  return changes.map((change) => (sum += change));
}

/** `width_bucket` counts the instants up to one: those before it are those up to a moment earlier. */
const STATEMENT = `
  with held as materialized (
    select account_id, overdue,
      width_bucket(from_at - interval '1 microsecond', $2::timestamptz[]) as enters,
      width_bucket(to_at - interval '1 microsecond', $2::timestamptz[]) as leaves
    from account_timeline
    where workspace_id = $1 and overdue > 0 and to_at > $3 and from_at <= $4
  )
  select account.currency, held.enters, held.leaves, sum(held.overdue)::bigint as amount
  from held
  join accounts account on account.workspace_id = $1 and account.account_id = held.account_id
  where held.enters < held.leaves
  group by account.currency, held.enters, held.leaves
  order by account.currency`;
