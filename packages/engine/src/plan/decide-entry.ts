import type { Explanation, StepId } from '@dunwell/language';
import { daysBetween } from '../calendar/epoch-day.js';
import type { CalendarDate } from '../calendar/types.js';
import type { SubjectFacts } from '../facts.js';
import type { EntryVerdicts } from './entry-conditions.js';
import { entryKey } from './entry-key.js';
import { type ExactDay, exactDays } from './exact-days.js';
import { firstHolding, type HoldingExit } from './first-exit.js';
import type { PreparedAutomation } from './prepare-automation.js';
import { type BranchTaken, takeCase } from './take-branch.js';

/** The evaluation, event or manual start that asks: its business date and, for an event, its id. */
export interface EntryMoment {
  date: CalendarDate;
  eventId?: string;
}

/** What the automation did with this subject before. */
export interface EntryHistory {
  /** The business date of the latest start under a path, for `afterDays`. */
  lastStartOn(path: readonly string[]): CalendarDate | null;
}

/** Why a subject came as far as it did. */
export interface EntryReasons {
  entry: Explanation;
  /** The branches met before the first step that is not one. */
  branches: BranchTaken[];
  /** Ids of the cases taken at them; an `otherwise` adds nothing (S11). */
  path: string[];
}

export type EntryDecision =
  /** The entry condition does not hold. */
  | { kind: 'noMatch'; entry: Explanation }
  /** The path meets only branches and exits: nothing to do, so no journey (S11). */
  | ({ kind: 'noStep' } & EntryReasons)
  /** An exit holds already: no journey (S13). */
  | ({ kind: 'exitHolds'; exit: HoldingExit } & EntryReasons)
  /** The last start of the same path is less than `afterDays` ago (S11). */
  | ({ kind: 'tooSoon'; lastStartOn: CalendarDate } & EntryReasons)
  | ({ kind: 'enter' } & EntryReasons & Entered);

export interface Entered {
  exactDays: ExactDay[];
  /** Unique per automation; whoever saves the journey finds out whether it is taken (S11). */
  key: string;
  /** The first step that is not a branch. */
  first: StepId;
  /** The streak the journey will belong to: the one that was decided on, also where it starts late (S10, S22). */
  streakId: string | null;
}

/** The strict streak's day count, whose use in a rule makes its day 1 part of the episode (S5). */
const STRICT_STREAK = 'account.pastDueStreakDaysSincePayment';

/**
 * Whether a subject enters an automation on a business date, by facts read at the instant of its evaluation (S0), and
 * under which key (S11). Says nothing of keys taken before.
 */
export async function decideEntry(
  automation: PreparedAutomation,
  facts: SubjectFacts,
  moment: EntryMoment,
  history: EntryHistory,
): Promise<EntryDecision> {
  const verdicts = await automation.judgeEntry(facts);
  const { entry } = verdicts;
  if (!entry.holds) return { kind: 'noMatch', entry };
  const { branches, first } = walkBranches(automation, verdicts);
  const path = branches.flatMap(({ taken }) => (taken === null ? [] : [taken]));
  const reasons: EntryReasons = { entry, branches, path };
  if (first === null) return { kind: 'noStep', ...reasons };
  const exit = firstHolding(automation.exits, verdicts.exits);
  if (exit) return { kind: 'exitHolds', exit, ...reasons };
  const {
    subject,
    entry: { reentry },
  } = automation.document;
  if (reentry.kind === 'afterDays') {
    const lastStartOn = history.lastStartOn(path);
    if (lastStartOn !== null && startsTooSoon(lastStartOn, moment.date, reentry.days)) {
      return { kind: 'tooSoon', lastStartOn, ...reasons };
    }
  }
  const metOnTheWay = [entry, ...branches.flatMap(explanationOfTaken)];
  const days = exactDays(metOnTheWay, moment.date, automation.fieldOf);
  const strict = metOnTheWay.some(speaksOfStrictStreak);
  const key = entryKey({ reentry, subject, facts, ...moment, path, exactDays: days, strict });
  return { kind: 'enter', ...reasons, exactDays: days, key, first, streakId: facts.episode.streakId };
}

/** `afterDays` n: whether a start n dates after another would come too soon (S11); exactly n dates later is allowed. */
export function startsTooSoon(lastStartOn: CalendarDate, date: CalendarDate, afterDays: number): boolean {
  return daysBetween(lastStartOn, date) < afterDays;
}

function walkBranches(
  automation: PreparedAutomation,
  verdicts: EntryVerdicts,
): { branches: BranchTaken[]; first: StepId | null } {
  const branches: BranchTaken[] = [];
  let target = automation.tree.first;
  while (target.kind === 'step') {
    const { kind } = automation.tree.step(target.step);
    if (kind === 'exit') break;
    if (kind !== 'branch') return { branches, first: target.step };
    const { branch, to } = takeCase(automation, target.step, verdicts.branches.get(target.step) ?? []);
    branches.push(branch);
    target = to;
  }
  return { branches, first: null };
}

function explanationOfTaken({ taken, cases }: BranchTaken): Explanation[] {
  return cases.filter(({ id }) => id === taken).map(({ explanation }) => explanation);
}

function speaksOfStrictStreak(explanation: Explanation): boolean {
  switch (explanation.kind) {
    case 'all':
    case 'any':
      return explanation.children.some(speaksOfStrictStreak);
    case 'not':
      return speaksOfStrictStreak(explanation.child);
    case 'comparison':
      return explanation.field === STRICT_STREAK;
  }
}
