import type { EntityManager } from 'typeorm';
import type { DecidedSubject } from '../decide/decide-entries.js';
import type { ReadyVersion } from '../decide/versions-in-workspace.js';
import { ActingBatch } from './acting-batch.js';
import type { EvaluationRecord } from './evaluation-record.js';
import type { LaneLease } from './lanes.js';
import { saveMatches, toMatch, type MatchOf, type Recorded } from './save-matches.js';

/**
 * Whether what is decided of a date can be acted on in the same transaction: there is nothing else to be decided first,
 * nothing that waits for this date, and no limit that counts across dates (S10).
 */
export function canActAtOnce(
  { prepared }: ReadyVersion,
  { kind, cursor, afterPending }: EvaluationRecord,
  openDates: number,
): boolean {
  const isLimited = prepared.document.limits?.maxEntriesPerRun !== undefined;
  return openDates === 1 && kind === 'scheduled' && cursor === null && !afterPending && !isLimited;
}

/** Acts on the matches among some decided subjects, and records them with what became of them. */
export async function actAtOnce(
  manager: EntityManager,
  lane: LaneLease,
  { automation, of }: { automation: ReadyVersion; of: MatchOf },
  decided: readonly DecidedSubject[],
): Promise<{ recorded: Recorded; begun: number }> {
  const { date, version, now } = of;
  const matches = decided.flatMap((one) =>
    toMatch(one).map((match) => ({ ...match, changeNo: one.subject.changeNo })),
  );
  const fresh = {
    ...{ date, version, lateData: false, runByOperator: false, backlog: false, leftOver: false },
    releasedOn: null,
  };
  const acting = new ActingBatch(manager, lane, new Map([[version, automation]]), now);
  const { settled, begun } = await acting.run(matches.map((match) => ({ ...match, ...fresh })));
  const became = new Map(settled.map((one) => [one.subjectId, one]));
  const recorded = await saveMatches(
    manager,
    of,
    matches.map(({ changeNo: _, ...match }) => ({ ...match, ...became.get(match.subjectId) })),
  );
  return { recorded, begun };
}
