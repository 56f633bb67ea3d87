const MOST_CHARACTERS = 300;

/** What somebody outside said, fit for one line of the history: no control characters, not endless. */
export function outsideWords(text: string, most = MOST_CHARACTERS): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  if (line.length <= most) return line;
  // Half of a surrogate pair is nothing that PostgreSQL could store.
  return `${line.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
