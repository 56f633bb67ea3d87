import type { Instant } from '../calendar/types.js';

/** The time a streak lasts: from, inclusive, to, exclusive; `null`: as far as is known it never ends. */
export interface StreakSpan {
  openedAt: Instant;
  endedAt: Instant | null;
}

export interface StoredStreak extends StreakSpan {
  id: string;
  /** The streak under whose id it lives on. */
  mergedInto?: string | null;
}

export interface StreakInheritance {
  /** The id of each rebuilt streak, in their order. */
  ids: string[];
  /** Stored streaks that live on under another's id, those that were merged into them before included. */
  merged: { id: string; into: string }[];
}

interface Overlap {
  old: StoredStreak;
  rebuilt: number;
  rebuiltOpenedAt: Instant;
  length: number;
}

/**
 * Gives rebuilt streaks the ids of the stored ones they continue (S7). Both are those of one account or one invoice. The
 * longest overlap up to business now decides first; equal: the earlier; what is left gets a new id. A stored streak
 * whose id was not inherited is merged into the rebuilt one that it overlaps most; one that nothing overlaps is gone:
 * neither among the ids nor merged. The instant of business now belongs to the time measured. A streak that lies wholly
 * in the future has decided nothing yet and keeps its id while it opens at the same instant.
 */
export function inheritStreakIds(input: {
  old: readonly StoredStreak[];
  rebuilt: readonly StreakSpan[];
  now: Instant;
  newId: () => string;
}): StreakInheritance {
  const { rebuilt, newId } = input;
  const living = input.old.filter(({ mergedInto }) => typeof mergedInto !== 'string');
  const overlaps = overlapsOf(living, rebuilt, input.now);
  const inherited = new Map<number, string>();
  const heirs = new Set<string>();
  for (const { old, rebuilt: index } of overlaps) {
    if (inherited.has(index) || heirs.has(old.id)) continue;
    inherited.set(index, old.id);
    heirs.add(old.id);
  }
  const ids = rebuilt.map((_, index) => inherited.get(index) ?? newId());
  const into = new Map<string, string>();
  for (const { old, rebuilt: index } of overlaps) {
    const id = ids[index];
    if (id !== undefined && !heirs.has(old.id) && !into.has(old.id)) into.set(old.id, id);
  }
  for (const { id, mergedInto } of input.old) {
    const target = typeof mergedInto === 'string' ? into.get(mergedInto) : undefined;
    if (target !== undefined) into.set(id, target);
  }
  return { ids, merged: [...into].map(([id, target]) => ({ id, into: target })) };
}

function overlapsOf(old: readonly StoredStreak[], rebuilt: readonly StreakSpan[], now: Instant): Overlap[] {
  const overlaps = old.flatMap((streak) =>
    rebuilt.flatMap((span, index) => {
      const length = overlapLength(streak, span, now);
      return length > 0 ? [{ old: streak, rebuilt: index, rebuiltOpenedAt: span.openedAt, length }] : [];
    }),
  );
  return overlaps.sort(
    (a, b) => b.length - a.length || a.rebuiltOpenedAt - b.rebuiltOpenedAt || a.old.openedAt - b.old.openedAt,
  );
}

function overlapLength(a: StreakSpan, b: StreakSpan, now: Instant): number {
  if (a.openedAt > now) return a.openedAt === b.openedAt ? 1 : 0;
  const end = Math.min(a.endedAt ?? Infinity, b.endedAt ?? Infinity, now + 1);
  return end - Math.max(a.openedAt, b.openedAt);
}
