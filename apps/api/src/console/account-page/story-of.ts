import type { PlannedEffect, RibbonMovement } from '@dunwell/contract';
import { daysBetween, type CalendarDate } from '@dunwell/engine';
import type { AccountStory } from '@dunwell/language';

/** What the sentence about an account says, from what moved its balance and what is planned. */
export function storyOf({
  today,
  currency,
  movements,
  planned,
}: {
  today: CalendarDate;
  currency: string;
  /** Of all time, in order. */
  movements: readonly RibbonMovement[];
  planned: readonly PlannedEffect[];
}): AccountStory {
  const past = movements.filter(({ ifNothingChanges }) => !ifNothingChanges);
  const turn = past.findLast(({ effect }) => effect === 'opens' || effect === 'ends');
  const next = planned[0];
  return {
    today,
    currency,
    overdue: past.at(-1)?.after ?? 0,
    streak: turn?.effect === 'opens' ? { day: daysBetween(turn.date, today) + 1, openedOn: turn.date } : null,
    notReset: lastMoneyOf(turn === undefined ? [] : past.slice(past.indexOf(turn) + 1)),
    lastStreak:
      turn?.effect === 'ends' && turn.streakDay !== null
        ? { days: turn.streakDay, endedOn: turn.date }
        : null,
    next: next === undefined ? null : { step: next.step, on: next.date },
  };
}

/** The last payment or credit that lowered the balance and left something. */
function lastMoneyOf(movements: readonly RibbonMovement[]): AccountStory['notReset'] {
  const came = movements.flatMap(({ effect, date, causes }) =>
    effect === 'lowers'
      ? causes.flatMap((cause) =>
          cause.kind === 'payment' || cause.kind === 'credit'
            ? [{ by: cause.kind, amount: cause.amount, on: date }]
            : [],
        )
      : [],
  );
  return came.at(-1) ?? null;
}
