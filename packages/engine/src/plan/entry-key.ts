import type { Reentry, Subject } from '@dunwell/language';
import type { CalendarDate } from '../calendar/types.js';
import type { SubjectFacts } from '../facts.js';
import type { ExactDay } from './exact-days.js';

/** What an entry key is made of (S11). */
export interface EntryKeyParts {
  reentry: Reentry;
  subject: Subject;
  facts: Pick<SubjectFacts, 'subjectId' | 'episode'>;
  date: CalendarDate;
  /** Of event rules. */
  eventId?: string;
  /** Ids of the cases taken before the first step that is not a branch. */
  path: readonly string[];
  exactDays: readonly ExactDay[];
  /** Whether the entry or a taken case speaks of the strict streak, whose episode has its own day 1 (S5). */
  strict: boolean;
}

/**
 * The key under which a subject enters an automation once (S11), unique per automation, the same in every version:
 * `name=value` parts joined by `/`, values escaped, e.g. `subject=7f3/streak=9ab/path=day14/day=14`.
 */
export function entryKey(parts: EntryKeyParts): string {
  return [['subject', parts.facts.subjectId], ...EPISODES[parts.reentry.kind](parts)]
    .map(([name, value]) => `${name}=${value}`)
    .join('/');
}

type KeyPart = readonly [name: string, value: string];

const escaped = encodeURIComponent;

const EPISODES: Readonly<Record<Reentry['kind'], (parts: EntryKeyParts) => KeyPart[]>> = {
  oncePerStreak: (parts) => [...episodeOf(parts), ...pathAndDay(parts)],
  once: pathAndDay,
  everyMatch: ({ eventId, date }) => (eventId === undefined ? [['on', date]] : [['event', escaped(eventId)]]),
  afterDays: ({ date }) => [['on', date]],
};

/** A subject without an episode (a subscription without an end) has one for good: `none`. */
function episodeOf({ subject, facts: { episode }, strict }: EntryKeyParts): KeyPart[] {
  switch (subject) {
    case 'account':
    case 'invoice': {
      const streak: KeyPart = ['streak', escaped(episode.streakId ?? 'none')];
      return strict ? [streak, ['since', episode.strictSince ?? 'none']] : [streak];
    }
    case 'subscription':
      return [['term', episode.termEndsOn ?? 'none']];
    case 'paymentMethod':
      return [['expiry', episode.expiresOn ?? 'none']];
  }
}

function pathAndDay({ path, exactDays }: EntryKeyParts): KeyPart[] {
  const days = [...exactDays]
    .sort((a, b) => a.value - b.value || (a.countedTo ?? '').localeCompare(b.countedTo ?? ''))
    .map(({ value, countedTo }) => (countedTo === null ? `${value}` : `${value}@${countedTo}`));
  return [
    ...(path.length > 0 ? [['path', path.map(escaped).join('>')] as const] : []),
    ...(days.length > 0 ? [['day', [...new Set(days)].join(',')] as const] : []),
  ];
}
