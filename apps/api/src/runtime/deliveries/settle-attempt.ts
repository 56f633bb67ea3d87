import type { Outcome } from '@dunwell/engine';
import type { DataSource } from 'typeorm';
import type { AttemptOutcome, OutsideConnector, Payload } from '../../connectors/connector.js';
import { VersionsInWorkspace } from '../decide/versions-in-workspace.js';
import { advanceJourneys } from './advance-journeys.js';
import type { Claim, Claimed } from './claim.js';
import { MOST_ATTEMPTS, retryDelay } from './retry-schedule.js';
import { markNeedsAttention, settleDelivery, type Settlement } from './write-deliveries.js';

/**
 * Records what became of an attempt, and moves the journey on, in one transaction (S15). An outcome that comes too
 * late, after the claim was taken over, changes nothing.
 */
export async function settleAttempt(
  dataSource: DataSource,
  connector: OutsideConnector<never>,
  claim: Pick<Claim, 'workspaceId' | 'worker'>,
  { delivery }: Claimed,
  attempt: { payload: Payload | null; outcome: AttemptOutcome; now: Date },
): Promise<void> {
  const { workspaceId } = claim;
  const { outcome, now } = attempt;
  const settlement = settlementOf(delivery.key, delivery.attempts + 1, outcome, now);
  await dataSource.transaction(async (manager) => {
    if (!(await settleDelivery(manager, claim, settlement, now))) return;
    if (outcome.kind === 'done') {
      const { key, accountId } = delivery;
      await connector.record?.(manager, {
        ...{ workspaceId, key, accountId, now },
        payload: attempt.payload ?? {},
        result: outcome.result,
      });
    }
    const result = RESULTS[settlement.status];
    if (result === null) return;
    const { step, occurrence } = delivery;
    const versions = new VersionsInWorkspace(manager, workspaceId);
    const forOperator = await advanceJourneys(
      manager,
      workspaceId,
      versions,
      [{ ...delivery, outcome: { step, occurrence, result } }],
      now,
    );
    if (forOperator.size > 0) await markNeedsAttention(manager, workspaceId, [delivery.key]);
  });
}

/** What a journey is told; null: it goes on waiting. */
const RESULTS: Readonly<Record<Settlement['status'], Outcome['result'] | null>> = {
  done: 'done',
  failed: 'failed',
  due: null,
  needsAttention: null,
  uncertain: null,
};

function settlementOf(key: string, attempt: number, outcome: AttemptOutcome, now: Date): Settlement {
  const common = { key, dueAt: null, result: null, attemptOutcome: outcome.kind } as const;
  switch (outcome.kind) {
    case 'done':
      return { ...common, status: 'done', result: outcome.result, code: null, problem: null };
    case 'refused':
      return { ...common, status: 'failed', code: outcome.code, problem: outcome.problem };
    case 'uncertain':
      return { ...common, status: 'uncertain', code: outcome.code, problem: outcome.problem };
    case 'retry': {
      const { code, problem } = outcome;
      if (attempt >= MOST_ATTEMPTS) return { ...common, status: 'failed', code, problem };
      const dueAt = new Date(now.getTime() + retryDelay(attempt, key, outcome.afterSeconds));
      return { ...common, status: 'due', dueAt, code, problem };
    }
  }
}
