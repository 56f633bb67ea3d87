import type { RepeatStep } from '@dunwell/language';
import type { Entered } from './decide-entry.js';
import type { Target } from './document-tree.js';
import { endByExit, firstExitThatHolds } from './first-exit.js';
import {
  type Decision,
  endJourney,
  type JourneyEnd,
  type JourneyState,
  type Outcome,
  type Waiting,
} from './journey.js';
import { type JourneyCause, withEvent } from './journey-event.js';
import type { Look } from './look.js';
import type { PreparedAutomation } from './prepare-automation.js';
import { runAction, settleAction } from './steps/action.js';
import { runBranch } from './steps/branch.js';
import { nextPass, runRepeat } from './steps/repeat.js';
import { runWait } from './steps/wait.js';
import { runWaitFor } from './steps/wait-for.js';
import { here, type Move, type Walk } from './steps/walk.js';

/** A journey after a look, and what was decided at it, in order. */
export interface Advanced {
  journey: JourneyState;
  decisions: Decision[];
}

/** The outcome is not that of the delivery the journey waits for. */
export class UnexpectedOutcomeError extends Error {
  readonly code = 'unexpectedOutcome';

  constructor(message: string) {
    super(message);
    this.name = 'UnexpectedOutcomeError';
  }
}

/** A journey that has just entered, standing before its first step; `advance` takes it from there. */
export function startJourney(
  automation: PreparedAutomation,
  { first, streakId, event }: Pick<Entered, 'first' | 'streakId'> & { event?: JourneyCause },
  { at, date, calendar }: Pick<Look, 'at' | 'date' | 'calendar'>,
): JourneyState {
  const { trigger } = automation.document;
  return {
    startedAt: at,
    startedOn: date,
    dailyAt: trigger.kind === 'schedule' ? trigger.at : calendar.timeAt(at),
    ...(event && { event }),
    streakId,
    step: first,
    passes: [],
    waiting: null,
    ended: null,
  };
}

/**
 * Takes a journey as far as it gets at one look: exits first (S1, S13), then a wait that is over or the outcome of its
 * delivery, then through branches and repeats up to the next effect, wait or end. Looking again on the same facts
 * changes nothing. Refuses (UnexpectedOutcomeError) an outcome the journey does not wait for; one that comes after
 * its end changes nothing.
 */
export async function advance(
  automation: PreparedAutomation,
  journey: JourneyState,
  { facts, ...around }: Look,
  outcome?: Outcome,
): Promise<Advanced> {
  if (journey.ended !== null) return { journey, decisions: [] };
  const look: Look = { ...around, facts: withEvent(facts, journey.event) };
  const exit = await firstExitThatHolds(automation, look.facts);
  if (exit) return finish(journey, [], endByExit(exit));
  const { dailyAt, streakId, step, passes, waiting } = journey;
  const walk: Walk = { automation, look, dailyAt, streakId, step, passes, waiting, decisions: [] };
  let move = outcome === undefined ? await runStep(walk) : settle(walk, outcome);
  while (move.kind === 'goOn') {
    walk.waiting = null;
    move = await follow(move.to, walk);
  }
  const stands = { ...journey, step: walk.step, passes: [...walk.passes] };
  if (move.kind === 'end') return finish(stands, walk.decisions, move.end);
  noteWaiting(move.waiting, journey.waiting, walk);
  return { journey: { ...stands, waiting: move.waiting }, decisions: walk.decisions };
}

async function runStep(walk: Walk): Promise<Move> {
  const step = walk.automation.tree.step(walk.step);
  switch (step.kind) {
    case 'action':
      return runAction(step, walk);
    case 'wait':
      return runWait(step, walk);
    case 'waitFor':
      return runWaitFor(step, walk);
    case 'branch':
      return runBranch(walk);
    case 'repeat':
      return runRepeat(step, walk);
    case 'exit':
      return { kind: 'end', end: { kind: 'exitStep', step: walk.step, reason: step.reason } };
  }
}

function follow(target: Target, walk: Walk): Promise<Move> | Move {
  switch (target.kind) {
    case 'step':
      walk.step = target.step;
      return runStep(walk);
    case 'passEnd':
      walk.step = target.repeat;
      return nextPass(walk.automation.tree.step(target.repeat) as RepeatStep, walk);
    case 'completed':
      return { kind: 'end', end: { kind: 'completed' } };
  }
}

function settle(walk: Walk, outcome: Outcome): Move {
  const awaited = here(walk);
  const step = walk.automation.tree.step(walk.step);
  const awaits = walk.waiting?.for === 'outcome' || walk.waiting?.for === 'operator';
  if (
    step.kind !== 'action' ||
    !awaits ||
    outcome.step !== awaited.step ||
    outcome.occurrence !== awaited.occurrence
  ) {
    throw new UnexpectedOutcomeError(
      `an outcome of ${outcome.step} (${outcome.occurrence}) came while at ${awaited.step} (${awaited.occurrence})`,
    );
  }
  return settleAction(step, outcome, walk);
}

/** A wait is told when it begins and when its end has moved, not at every look. */
function noteWaiting(waiting: Waiting, before: Waiting | null, walk: Walk): void {
  if (waiting.for === 'outcome' || waiting.for === 'operator') return;
  const isNew = walk.decisions.length > 0 || JSON.stringify(waiting) !== JSON.stringify(before);
  if (isNew) walk.decisions.push({ kind: 'waits', ...here(walk), waiting });
}

function finish(journey: JourneyState, decisions: Decision[], end: JourneyEnd): Advanced {
  return { journey: endJourney(journey, end), decisions: [...decisions, { kind: 'ended', end }] };
}
