import {
  ACT_IF_WITHIN_DAYS,
  businessDateAt,
  chooseMatchToActOn,
  firstExitThatHolds,
  mapInTurns,
  type CalendarDate,
  type Entered,
} from '@dunwell/engine';
import type { AutomationDocument } from '@dunwell/language';
import type { Moment, ReadSubject } from '../../billing/billing-reader.js';
import { looksAt, type SubjectOfAccount } from '../../runtime/decide/looks-at.js';
import { ACT_BATCH } from '../../runtime/evaluation/act-on-matches.js';
import type { Trial } from '../play/trial.js';

/** A subject that is about to begin its journey. */
export interface Beginning {
  /** As read at the look at which it begins. */
  subject: ReadSubject;
  entered: Pick<Entered, 'key' | 'first' | 'streakId'> & { path: string[] };
  /** The business date on which it matched. */
  date: CalendarDate;
}

/** A match nobody has acted on yet, without its facts: they are read anew when it is. */
type Waiting = SubjectOfAccount & Omit<Beginning, 'subject'>;

/**
 * Spreads entries over the dates as live evaluation does under `maxEntriesPerRun` (S12, S20): in order of subject, in
 * the same batches, each zone for itself. What is left over waits for its zone's next date; what has become too old is
 * dropped, and a newer match of the same subject takes the place of an older one (S10).
 */
export class EntriesWithinLimit {
  private readonly byZone = new Map<string, Map<string, Waiting[]>>();

  constructor(
    private readonly trial: Trial,
    private readonly limit: number,
  ) {}

  add({ zone, date }: Moment, matches: readonly Omit<Beginning, 'date'>[]): void {
    const waiting = this.waitingIn(zone);
    for (const { subject, entered } of matches) {
      const { subjectId, accountId } = subject;
      const { key, path, first, streakId } = entered;
      const match = { subjectId, accountId, date, entered: { key, path, first, streakId } };
      waiting.set(subjectId, [...(waiting.get(subjectId) ?? []), match]);
    }
  }

  /** Acts on what waits in a zone; `begin` answers how many journeys it has begun. */
  async actAt(moment: Moment, begin: (beginnings: Beginning[]) => Promise<number>): Promise<void> {
    const waiting = this.waitingIn(moment.zone);
    // The database's order of ids.
    const subjectIds = [...waiting.keys()].sort();
    let begun = 0;
    for (let from = 0; from < subjectIds.length; from += ACT_BATCH) {
      const chosen = this.choose(waiting, subjectIds.slice(from, from + ACT_BATCH), moment);
      const allowed = chosen.slice(0, Math.max(0, this.limit - begun));
      if (allowed.length === 0) continue;
      for (const { subjectId } of allowed) waiting.delete(subjectId);
      begun += await begin(await this.notEnded(allowed, moment));
    }
  }

  /** Of each subject the match to act on; the others are forgotten. */
  private choose(
    waiting: Map<string, Waiting[]>,
    subjectIds: readonly string[],
    { at, zone }: Moment,
  ): Waiting[] {
    const today = businessDateAt(at, zone);
    const within = actsWithinDays(this.trial.automation.prepared.document);
    return subjectIds.flatMap((subjectId) => {
      const { act } = chooseMatchToActOn(waiting.get(subjectId) ?? [], today, within);
      if (act === null) waiting.delete(subjectId);
      else waiting.set(subjectId, [act]);
      return act ?? [];
    });
  }

  /** Those whose exits do not hold by the facts of the look at which they begin (S13). */
  private async notEnded(matches: readonly Waiting[], { at }: Moment): Promise<Beginning[]> {
    const { manager, automation, fields, ownEffects } = this.trial;
    const looks = await looksAt(manager, automation, matches, at, fields);
    const beginnings = await mapInTurns(matches, async ({ subjectId, entered, date }) => {
      const look = looks.get(subjectId);
      if (look === undefined) return [];
      const exit = await firstExitThatHolds(automation.prepared, ownEffects.appliedTo(look.facts, look));
      return exit === null ? [{ subject: look.facts, entered, date }] : [];
    });
    return beginnings.flat();
  }

  private waitingIn(zone: string): Map<string, Waiting[]> {
    const waiting = this.byZone.get(zone) ?? new Map<string, Waiting[]>();
    this.byZone.set(zone, waiting);
    return waiting;
  }
}

/** How many dates after the one it matched on a journey may still begin. */
export function latestBeginning({ entry, limits }: AutomationDocument): number {
  return limits?.maxEntriesPerRun === undefined ? 0 : actsWithinDays({ entry });
}

const actsWithinDays = ({ entry }: Pick<AutomationDocument, 'entry'>): number =>
  entry.actIfWithinDays ?? ACT_IF_WITHIN_DAYS;
