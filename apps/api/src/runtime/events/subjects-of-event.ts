import type { Subject } from '@dunwell/language';

/** What an event is about, as far as rules ask for it. */
export interface AboutEvent {
  accountId: string;
  subjectKind: Subject | null;
  subjectIds: readonly string[];
}

/** The subjects an event asks a rule to start with: its account, or what it is about where the rule is about that. */
export function subjectsOfEvent(
  { accountId, subjectKind, subjectIds }: AboutEvent,
  subject: Subject,
): string[] {
  if (subject === 'account') return [accountId];
  return subject === subjectKind ? [...new Set(subjectIds)] : [];
}
