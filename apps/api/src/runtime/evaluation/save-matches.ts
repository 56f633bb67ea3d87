import type { EntryReasons } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import type { DecidedSubject } from '../decide/decide-entries.js';
import { onlyRow } from '../../platform/must.js';

/** A subject that would enter on a date, as decided by the facts of that date (S0). */
export interface Match {
  subjectId: string;
  accountId: string;
  entryKey: string;
  path: string[];
  /** The first step of its journey. */
  first: string;
  /** The streak it was decided in. */
  streakId: string | null;
  explanation: Pick<EntryReasons, 'entry' | 'branches'>;
}

/** A subject that would enter, as a match to be acted on. */
export function toMatch({ subject, decision }: DecidedSubject): Match[] {
  if (decision.kind !== 'enter') return [];
  const { subjectId, accountId } = subject;
  const { key, path, first, streakId, entry, branches } = decision;
  return [{ subjectId, accountId, entryKey: key, path, first, streakId, explanation: { entry, branches } }];
}

export interface MatchOf {
  workspaceId: string;
  automationId: string;
  timeZone: string;
  date: string;
  version: number;
  /** Found when facts changed after the date had been evaluated (S10). */
  lateData: boolean;
  now: Date;
}

/**
 * Records matches of one date, to be acted on. Those whose key is taken already and those recorded before are left
 * out; returns the number recorded.
 */
export async function saveMatches(
  manager: EntityManager,
  of: MatchOf,
  matches: readonly Match[],
): Promise<number> {
  if (matches.length === 0) return 0;
  const rows = await manager.query<{ recorded: number }[]>(
    `with recorded as (
       insert into matches (workspace_id, automation_id, business_date, subject_id, account_id, time_zone, version,
         entry_key, path, start, explanation, outcome, late_data, decided_at)
       select $1, $2, $3, m."subjectId", m."accountId", $4, $5,
         m."entryKey", m.path, jsonb_build_object('first', m.first, 'streakId', m."streakId"), m.explanation,
         'pending', $6, $7
       from jsonb_to_recordset($8::jsonb)
         m("subjectId" uuid, "accountId" uuid, "entryKey" text, path text[], first text, "streakId" uuid, explanation jsonb)
       -- one look-up each, whatever the planner believes of a table that has grown; the key implies the subject
       where (
         select k.entry_key from entry_keys k
         where k.workspace_id = $1 and k.automation_id = $2 and k.entry_key = m."entryKey" and k.subject_id = m."subjectId"
       ) is null
       on conflict (workspace_id, automation_id, subject_id, business_date) do nothing
       returning 1
     )
     select count(*)::int as recorded from recorded`,
    [
      of.workspaceId,
      of.automationId,
      of.date,
      of.timeZone,
      of.version,
      of.lateData,
      of.now,
      JSON.stringify(matches),
    ],
  );
  return onlyRow(rows).recorded;
}
