import type { Reentry } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { takeEntryKeys } from '../journeys/entry-keys.js';
import type { Match } from './save-matches.js';

/** Rules that enter on every match, or again after some days, have no backlog (S12). */
export function hasBacklog({ kind }: Reentry): boolean {
  return kind === 'once' || kind === 'oncePerStreak';
}

/** Writes the keys of backlog as skipped: nobody enters under them any more (S12). */
export async function skipKeys(
  manager: EntityManager,
  { workspaceId, automationId, date }: { workspaceId: string; automationId: string; date: string },
  matches: readonly Pick<Match, 'entryKey' | 'subjectId' | 'path'>[],
): Promise<void> {
  if (matches.length === 0) return;
  const keys = matches.map(({ entryKey, subjectId, path }) => ({
    ...{ automationId, entryKey, subjectId, date, path },
    journeyId: null,
  }));
  await takeEntryKeys(manager, workspaceId, keys);
}
