import type { SubjectReference } from '@dunwell/contract';
import { SUBJECT_WORDS } from '@dunwell/language';

/** `account 1604-LIFKX`, `invoice 0000611365 of account 0379-NEVHP`. */
export function subjectWords({ kind, key, account }: SubjectReference): string {
  const words = `${SUBJECT_WORDS[kind]} ${key}`;
  return kind === 'account' ? words : `${words} of account ${account}`;
}
