import type { DiaryDay, DiaryEntry, DiaryResult } from '@dunwell/contract';
import { formatMoney, SUBJECT_WORDS } from '@dunwell/language';

/** A diary day by day, as an operator reads it; without `messages`, of those that are sent only the subject. */
export function diaryLines(diary: DiaryResult, { messages = false }: { messages?: boolean } = {}): string[] {
  return diary.days.flatMap((day) => {
    const line = dayLine(day, diary.currency);
    const [only, ...more] = day.entries;
    // A date on which nothing happens is one line.
    if (only?.kind === 'staysOut' && more.length === 0) return [`${line}; ${entryWords(only, diary)}`];
    return [line, ...day.entries.flatMap((entry) => entryLines(entry, diary, messages))];
  });
}

/** What is said beside it about those who match before its first date (S12). */
export function backlogLine({ backlog, from }: DiaryResult): string | null {
  if (backlog.length === 0) return null;
  const who = backlog.map(({ kind, key }) => `${SUBJECT_WORDS[kind]} ${key}`).join(', ');
  return `The entry held on the date before ${from} too (${who}): published only then, that would be backlog, skipped unless included.`;
}

function dayLine({ date, streakDay, overdue }: DiaryDay, currency: string): string {
  const streak = streakDay === null ? 'nothing overdue' : `day ${streakDay}`;
  const balance = overdue > 0 ? `, ${formatMoney(overdue, currency, 'en')} overdue` : '';
  return `${date}  ${streak}${streakDay === null ? '' : balance}`;
}

function entryLines(entry: DiaryEntry, diary: DiaryResult, messages: boolean): string[] {
  const { time, message } = entry;
  const text = messages && message ? message.text.trimEnd().split('\n') : [];
  return [
    `    ${time}  ${entryWords(entry, diary)}`,
    ...text.map((line) => `           | ${line}`.trimEnd()),
  ];
}

/** Which journey and whom it is about, and what happens. */
function entryWords({ subject, journey, words }: DiaryEntry, { account }: DiaryResult): string {
  // In rules about the account itself, whom it is about goes without saying.
  const isNamed = subject !== null && !(subject.kind === 'account' && subject.key === account);
  const who = isNamed ? `${SUBJECT_WORDS[subject.kind]} ${subject.key}: ` : '';
  return `${journey === null ? '' : `[${journey}] `}${who}${words}`;
}
