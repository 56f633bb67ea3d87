import type { RepeatStep } from '@dunwell/language';
import { addDays } from '../../calendar/epoch-day.js';
import { here, into, type Move, past, type Walk } from './walk.js';

/** The first pass at once, and each later one when its wait is over. */
export function runRepeat(step: RepeatStep, walk: Walk): Move {
  return walk.waiting === null ? startPass(step, walk, 1) : nextPass(step, walk);
}

/**
 * The next pass, `everyDays` business dates after the start of the last but never before its body ended, or, after
 * `atMost` passes, what follows the repeat.
 */
export function nextPass(step: RepeatStep, walk: Walk): Move {
  const last = walk.passes.at(-1);
  if (last?.repeat !== walk.step) throw new Error(`no pass of "${walk.step}" is under way`);
  if (last.number >= step.atMost) {
    walk.passes = walk.passes.slice(0, -1);
    return past(walk);
  }
  const on = addDays(last.startedOn, step.everyDays);
  const until = walk.look.calendar.instantAt(on, walk.dailyAt);
  if (walk.look.at < until) return { kind: 'wait', waiting: { for: 'nextPass', on, until } };
  walk.passes = walk.passes.slice(0, -1);
  return startPass(step, walk, last.number + 1);
}

/** The walk's passes are those around the repeat. */
function startPass(step: RepeatStep, walk: Walk, number: number): Move {
  walk.decisions.push({ kind: 'passStarted', ...here(walk), pass: number });
  walk.passes = [...walk.passes, { repeat: walk.step, number, startedOn: walk.look.date }];
  return into(walk, step.first);
}
