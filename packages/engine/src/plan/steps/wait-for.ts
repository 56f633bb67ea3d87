import type { WaitForStep } from '@dunwell/language';
import { addDays } from '../../calendar/epoch-day.js';
import { here, into, type Move, type Walk } from './walk.js';

/** A waitFor looks at once and at every later look; at its timeout the condition is asked before the clock (S1). */
export async function runWaitFor(step: WaitForStep, walk: Walk): Promise<Move> {
  const { facts, at, date, calendar } = walk.look;
  const explanation = await walk.automation.awaitedBy(walk.step).evaluate(facts.values, facts.currency);
  if (explanation.holds) {
    walk.decisions.push({ kind: 'met', ...here(walk), explanation });
    return into(walk, step.onMet);
  }
  const on = walk.waiting?.for === 'condition' ? walk.waiting.on : addDays(date, step.timeoutDays);
  const until = calendar.instantAt(on, walk.dailyAt);
  if (at < until) return { kind: 'wait', waiting: { for: 'condition', on, until } };
  walk.decisions.push({ kind: 'timedOut', ...here(walk), explanation });
  return into(walk, step.onTimeout);
}
