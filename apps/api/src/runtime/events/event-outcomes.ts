import type { EventMissedBecause, EventOutcomeKind } from '@dunwell/contract';
import type { EntryReasons } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';

/** What an event came to in one automation for one subject. */
export interface OutcomeOfEvent {
  eventId: string;
  automationId: string;
  /** Its account's id where it is about nothing the rule is about. */
  subjectId: string;
  accountId: string;
  version: number | null;
  outcome: EventOutcomeKind;
  missedBecause?: EventMissedBecause;
  entryKey?: string;
  path?: string[];
  exitId?: string;
  explanation?: Pick<EntryReasons, 'entry'> & Partial<Pick<EntryReasons, 'branches'>>;
  journeyId?: string;
  problem?: string;
}

/** Writes down what events came to, in the transaction that starts what they start. */
export async function saveOutcomes(
  manager: EntityManager,
  workspaceId: string,
  outcomes: readonly OutcomeOfEvent[],
  now: Date,
): Promise<void> {
  if (outcomes.length === 0) return;
  await manager.query(
    `insert into event_outcomes (workspace_id, event_id, automation_id, subject_id, account_id, version, outcome,
       missed_because, entry_key, path, exit_id, explanation, journey_id, problem, decided_at)
     select $1, o."eventId", o."automationId", o."subjectId", o."accountId", o.version, o.outcome, o."missedBecause",
       o."entryKey", coalesce(o.path, '{}'), o."exitId", o.explanation, o."journeyId", o.problem, $3
     from jsonb_to_recordset($2::jsonb) o("eventId" uuid, "automationId" uuid, "subjectId" uuid, "accountId" uuid,
       version integer, outcome text, "missedBecause" text, "entryKey" text, path text[], "exitId" text,
       explanation jsonb, "journeyId" uuid, problem text)
     on conflict (workspace_id, event_id, automation_id, subject_id) do update set
       outcome = excluded.outcome, missed_because = excluded.missed_because, exit_id = excluded.exit_id,
       journey_id = excluded.journey_id, problem = excluded.problem, decided_at = excluded.decided_at`,
    [workspaceId, JSON.stringify(outcomes), now],
  );
}

/** What was missed leaves the list when its key is taken by another start (S10). */
export async function leaveMissed(
  manager: EntityManager,
  workspaceId: string,
  taken: readonly { automationId: string; entryKey: string }[],
): Promise<void> {
  if (taken.length === 0) return;
  await manager.query(
    `update event_outcomes o set outcome = 'alreadyEntered', missed_because = null
     from jsonb_to_recordset($2::jsonb) t("automationId" uuid, "entryKey" text)
     where o.workspace_id = $1 and o.automation_id = t."automationId" and o.entry_key = t."entryKey"
       and o.outcome = 'missed'`,
    [workspaceId, JSON.stringify(taken.map(({ automationId, entryKey }) => ({ automationId, entryKey })))],
  );
}
