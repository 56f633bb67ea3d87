import type { DeliveryDecision } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { conflict, notFound } from '../../platform/http/app-error.js';
import { VersionsInWorkspace } from '../decide/versions-in-workspace.js';
import { advanceJourneys, type JourneyWithOutcome } from './advance-journeys.js';

type ToDecide = Omit<JourneyWithOutcome, 'outcome'> & { status: string; step: string; occurrence: string };

/**
 * What an operator decides about a delivery that needs attention or is uncertain (S15, S17): try it again, or let its
 * journey go on with or without it. Everything else is refused and changes nothing.
 */
export async function decideDelivery(
  manager: EntityManager,
  workspaceId: string,
  key: string,
  decision: DeliveryDecision,
  now: Date,
): Promise<void> {
  const [delivery] = await manager.query<ToDecide[]>(
    `select d.status, d.step_id as step, d.occurrence, d.journey_id as "journeyId", d.automation_id as "automationId",
       d.account_id as "accountId", j.version, j.subject_id as "subjectId", j.state
     from deliveries d
     join journeys j on j.workspace_id = d.workspace_id and j.journey_id = d.journey_id
     where d.workspace_id = $1 and d.key = $2 for update of d`,
    [workspaceId, key],
  );
  if (!delivery) throw notFound('delivery', key);
  const { status, step, occurrence } = delivery;
  if (status !== 'needsAttention' && status !== 'uncertain') {
    throw conflict(
      'nothingToDecide',
      `The delivery is ${status}; only one that needs attention or is uncertain is decided by a person.`,
    );
  }
  await manager.query(
    `update deliveries set status = $3::text, due_at = case when $3::text = 'due' then $4::timestamptz else due_at end,
       finished_at = case when $3::text = 'due' then null else $4::timestamptz end
     where workspace_id = $1 and key = $2`,
    [workspaceId, key, STATUS_AFTER[decision], now],
  );
  if (decision === 'retry') return;
  const result = decision === 'confirm' ? 'done' : 'skipped';
  const versions = new VersionsInWorkspace(manager, workspaceId);
  await advanceJourneys(
    manager,
    workspaceId,
    versions,
    [{ ...delivery, outcome: { step, occurrence, result } }],
    now,
  );
}

const STATUS_AFTER: Readonly<Record<DeliveryDecision, string>> = {
  retry: 'due',
  confirm: 'done',
  skip: 'ended',
};
