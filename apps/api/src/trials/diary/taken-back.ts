import type { Instant } from '@dunwell/engine';
import type { ActionStep } from '@dunwell/language';
import { streakEnds } from '../../billing/billing-reader.js';
import type { Trial } from '../play/trial.js';
import { effectName, effectWords } from '../test-run/trial-effect.js';
import type { DiaryJourney } from './diary.js';
import type { Told } from './tell-journey.js';

/** Effects that are taken back when their journey's streak ends within the diary (S22), in words, by journey. */
export async function tellTakenBack(
  { manager, automation }: Trial,
  journeys: readonly DiaryJourney[],
  until: Instant,
): Promise<Map<DiaryJourney, Told[]>> {
  const streakIds = journeys.flatMap(({ entered }) => entered.streakId ?? []);
  const ends = await streakEnds(manager, automation.workspaceId, [...new Set(streakIds)]);
  const { tree } = automation.prepared;
  return new Map(
    journeys.map((journey) => {
      const { streakId } = journey.entered;
      const at = streakId === null ? undefined : ends.get(streakId);
      if (at === undefined || at > until) return [journey, []];
      const told = undoable(journey).map(({ step, occurrence }): Told => ({
        kind: 'takenBack',
        at,
        step,
        occurrence: occurrence === '' ? null : occurrence,
        words: `taken back, since the streak is over: ${effectWords(tree.step(step) as ActionStep)}`,
        message: null,
      }));
      return [journey, told];
    }),
  );
}

/** Effects that were had, changed something and are to be taken back. */
function undoable({ played, effects }: DiaryJourney): { step: string; occurrence: string }[] {
  const done = new Set(
    played.trace.flatMap(({ happened }) =>
      happened.kind === 'outcome' && happened.result === 'done' ? [effectName(happened)] : [],
    ),
  );
  return played.trace.flatMap(({ happened }) => {
    if (happened.kind !== 'act' || !happened.undoWhenCured || !done.has(effectName(happened))) return [];
    return effects.get(effectName(happened))?.isDoneAlready ? [] : [happened];
  });
}
