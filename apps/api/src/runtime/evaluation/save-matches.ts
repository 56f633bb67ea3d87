import type { EntryReasons } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import type { DecidedSubject } from '../decide/decide-entries.js';
import type { SettledMatch } from './settle-matches.js';

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

/** A match with what became of it, where it was acted on before it was recorded. */
export type MatchToSave = Match & Partial<Omit<SettledMatch, 'subjectId' | 'date'>>;

export type Outcome = SettledMatch['outcome'] | 'pending';

/** How many matches were recorded, by outcome. */
export type Recorded = ReadonlyMap<Outcome, number>;

/**
 * Records matches of one date; those that have not been acted on are pending. Those whose key was taken before and those
 * recorded before are left out.
 */
export async function saveMatches(
  manager: EntityManager,
  of: MatchOf,
  matches: readonly MatchToSave[],
): Promise<Recorded> {
  if (matches.length === 0) return new Map();
  const { workspaceId, automationId, date, timeZone, version, lateData, now } = of;
  const parameters = [
    workspaceId,
    automationId,
    date,
    timeZone,
    version,
    lateData,
    now,
    JSON.stringify(matches),
  ];
  const rows = await manager.query<{ outcome: Outcome; count: number }[]>(SAVE_MATCHES, parameters);
  return new Map(rows.map(({ outcome, count }) => [outcome, count]));
}

const SAVE_MATCHES = `
  with recorded as (
    insert into matches (workspace_id, automation_id, business_date, subject_id, account_id, time_zone, version,
      entry_key, path, start, explanation, outcome, missed_because, exit_id, late_data, decided_at)
    select $1, $2, $3, m."subjectId", m."accountId", $4, $5,
      m."entryKey", m.path, jsonb_build_object('first', m.first, 'streakId', m."streakId"), m.explanation,
      coalesce(m.outcome, 'pending'), m."missedBecause", m."exitId", $6, $7
    from jsonb_to_recordset($8::jsonb)
      m("subjectId" uuid, "accountId" uuid, "entryKey" text, path text[], first text, "streakId" uuid,
        explanation jsonb, outcome text, "missedBecause" text, "exitId" text)
    -- one look-up each, whatever the planner believes of a table that has grown; the key implies the subject
    where m.outcome = 'entered' or (
      select k.entry_key from entry_keys k
      where k.workspace_id = $1 and k.automation_id = $2 and k.entry_key = m."entryKey" and k.subject_id = m."subjectId"
    ) is null
    on conflict (workspace_id, automation_id, subject_id, business_date) do nothing
    returning outcome
  )
  select outcome, count(*)::int as count from recorded group by outcome`;
