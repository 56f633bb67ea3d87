import type { AccountRibbon, MovementEffect } from '@dunwell/contract';
import { doneInWords, plannedInWords, type EffectInWords } from './effect-words.js';
import { movementInWords, type MovementContext, type MovementInWords } from './movement-words.js';

/** What Dunwell does on one date: above the ribbon. */
export interface Flag {
  date: string;
  effects: readonly EffectInWords[];
}

/** What moved the balance on one date: below the ribbon. The most telling movement comes first. */
export interface Cause {
  date: string;
  movements: readonly MovementInWords[];
  rank: number;
  ifNothingChanges: boolean;
}

/** What Dunwell did and will do, date by date. */
export function flagsOf({ done, planned }: AccountRibbon): Flag[] {
  const effects = [
    ...done.map((effect) => ({ date: effect.date, effect: doneInWords(effect) })),
    ...planned.map((effect) => ({ date: effect.date, effect: plannedInWords(effect) })),
  ];
  return byDate(effects).map(([date, listed]) => ({ date, effects: listed.map(({ effect }) => effect) }));
}

/** How much a movement tells: what begins and ends a streak before what only changes it. */
const RANKS: Readonly<Record<MovementEffect, number>> = { ends: 0, opens: 1, lowers: 2, raises: 3 };

/** What moved the balance, date by date. */
export function causesOf({ movements }: AccountRibbon, context: MovementContext): Cause[] {
  return byDate(movements).map(([date, listed]) => {
    const ranked = listed.toSorted((a, b) => RANKS[a.effect] - RANKS[b.effect]);
    return {
      date,
      movements: ranked.map((movement) => movementInWords(movement, context)),
      rank: Math.min(...ranked.map(({ effect }) => RANKS[effect])),
      ifNothingChanges: listed.every(({ ifNothingChanges }) => ifNothingChanges),
    };
  });
}

function byDate<T extends { date: string }>(listed: readonly T[]): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const each of listed) groups.set(each.date, [...(groups.get(each.date) ?? []), each]);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
