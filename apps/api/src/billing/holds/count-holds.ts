import type { HoldCounts, HoldState, PromiseState } from '@dunwell/contract';
import { render, sql } from '@dunwell/engine';
import type { HoldReason } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { instantSql } from '../reader/fact-sql.js';
import { HOLDS_WITH_END } from '../reader/promises-join.js';
import { holdState, promise } from './list-holds.js';
import type { HoldContext } from './store-hold.js';

interface CountRow {
  state: HoldState;
  reason: HoldReason;
  promise: PromiseState | null;
  count: number;
}

/** How many holds the list has under each of its filters. */
export async function countHolds(
  manager: EntityManager,
  { workspaceId, now }: HoldContext,
): Promise<HoldCounts> {
  const moment = { atSql: instantSql(now.getTime()) };
  const { text, values } = render(sql`
    select state, reason, promise, count(*)::integer as count
    from (
      select ${holdState(moment)} as state, hold.reason, ${promise(moment)} as promise
      from ${HOLDS_WITH_END} hold where hold.workspace_id = ${workspaceId}::uuid
    ) hold
    group by state, reason, promise`);
  const counts: HoldCounts = {
    states: { scheduled: 0, active: 0, ended: 0 },
    promises: { open: 0, kept: 0, broken: 0, takenBack: 0 },
    activeByReason: { promiseToPay: 0, dispute: 0, courtesy: 0, other: 0 },
  };
  for (const row of await manager.query<CountRow[]>(text, values)) {
    counts.states[row.state] += row.count;
    if (row.promise !== null) counts.promises[row.promise] += row.count;
    if (row.state === 'active') counts.activeByReason[row.reason] += row.count;
  }
  return counts;
}
