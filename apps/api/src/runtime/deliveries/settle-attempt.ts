import type { Outcome } from '@dunwell/engine';
import type { DataSource, EntityManager } from 'typeorm';
import { announce } from '../../platform/notify/announce.js';
import type { AttemptOutcome, OutsideConnector, Payload } from '../../connectors/connector.js';
import { noteAnswer } from '../endpoints/note-answer.js';
import { VersionsInWorkspace } from '../decide/versions-in-workspace.js';
import { tellDone, tellFailed } from '../tell/tell-deliveries.js';
import { advanceJourneys } from './advance-journeys.js';
import type { Claim } from './claim.js';
import { MESSAGE_KINDS } from './contact-places.js';
import { lockDelivery, type LockedDelivery } from './lock-delivery.js';
import { lookAgainAtCapped } from './look-again-at-capped.js';
import { MOST_ATTEMPTS, retryDelay } from './retry-schedule.js';
import { OUTCOME_WITHIN } from './outcome-overdue.js';
import { recordEffect } from './record-effect.js';
import { markNeedsAttention, settleDelivery, type Settlement } from './write-deliveries.js';

/** An attempt that was made, and what became of it. */
export interface AttemptMade {
  key: string;
  /** Its number. */
  attempt: number;
  payload: Payload | null;
  outcome: AttemptOutcome;
}

/**
 * Records what became of an attempt, and moves the journey on from where it stands by now, in one transaction (S15).
 * An outcome that comes too late, after the claim was taken over, changes nothing.
 */
export async function settleAttempt(
  dataSource: DataSource,
  connector: OutsideConnector<never>,
  claim: Pick<Claim, 'workspaceId' | 'worker'>,
  made: AttemptMade,
  now: Date,
): Promise<void> {
  const { workspaceId } = claim;
  const { key, outcome } = made;
  await dataSource.transaction(async (manager) => {
    const delivery = await lockDelivery(manager, workspaceId, key);
    if (!delivery) throw new Error(`The delivery ${key} does not exist.`);
    const settlement = settlementOf(made, delivery.journeyUnderWay, now);
    if (!(await settleDelivery(manager, claim, settlement, now))) return;
    await announce(manager, workspaceId, 'messages');
    if (outcome.kind === 'done') {
      await recordEffect(manager, connector, {
        ...{ workspaceId, key, accountId: delivery.accountId, now },
        payload: made.payload ?? {},
        result: outcome.result,
      });
    }
    if (settlement.status === 'done') await tellDone(manager, workspaceId, [key], now);
    if (settlement.status === 'failed') await tellFailed(manager, workspaceId, [key], now);
    if (GIVES_PLACE_BACK.has(settlement.status) && MESSAGE_KINDS.includes(delivery.kind)) {
      await lookAgainAtCapped(manager, workspaceId, [delivery.accountId], now);
    }
    await moveOn(manager, workspaceId, { delivery, status: settlement.status }, now);
    // Last, since it locks the endpoint and what waits for it: claims lock their accounts before these.
    const endpoint = made.payload === null ? null : connector.endpointOf?.(made.payload);
    if (endpoint) await noteAnswer(manager, workspaceId, { endpoint, key, outcome }, now);
  });
}

/** Takes the journey on from where it stands by now, where it waited for just this. */
async function moveOn(
  manager: EntityManager,
  workspaceId: string,
  { delivery, status }: { delivery: LockedDelivery; status: Settlement['status'] },
  now: Date,
): Promise<void> {
  const result = RESULTS[status];
  if (result === null || !delivery.journeyUnderWay) return;
  const { key, step, occurrence } = delivery;
  const versions = new VersionsInWorkspace(manager, workspaceId);
  const moved = [{ ...delivery, outcome: { step, occurrence, result } }];
  const forOperator = await advanceJourneys(manager, workspaceId, versions, moved, now);
  if (forOperator.size > 0) await markNeedsAttention(manager, workspaceId, [key]);
}

/** A message that has come to nothing keeps no place under the contact cap (S14). */
const GIVES_PLACE_BACK: ReadonlySet<Settlement['status']> = new Set(['failed', 'ended']);

/** What a journey is told; null: it goes on waiting. */
const RESULTS: Readonly<Record<Settlement['status'], Outcome['result'] | null>> = {
  done: 'done',
  failed: 'failed',
  due: null,
  accepted: null,
  uncertain: null,
  ended: null,
};

function settlementOf(
  { key, attempt, outcome }: AttemptMade,
  journeyUnderWay: boolean,
  now: Date,
): Settlement {
  const common = { key, attempt, dueAt: null, result: null, attemptOutcome: outcome.kind } as const;
  switch (outcome.kind) {
    case 'done':
      return { ...common, status: 'done', result: outcome.result, code: null, problem: null };
    case 'refused':
      return {
        ...{ ...common, status: 'failed', code: outcome.code, problem: outcome.problem },
        result: outcome.failure ? { failure: outcome.failure } : null,
      };
    case 'accepted': {
      const dueAt = new Date(now.getTime() + OUTCOME_WITHIN);
      return { ...common, status: 'accepted', dueAt, result: outcome.result, code: null, problem: null };
    }
    case 'uncertain':
      return { ...common, status: 'uncertain', code: outcome.code, problem: outcome.problem };
    case 'retry': {
      const { code, problem } = outcome;
      if (!journeyUnderWay) return { ...common, status: 'ended', code, problem };
      if (attempt >= MOST_ATTEMPTS) return { ...common, status: 'failed', code, problem };
      const dueAt = new Date(now.getTime() + retryDelay(attempt, key, outcome.afterSeconds));
      return { ...common, status: 'due', dueAt, code, problem };
    }
  }
}
