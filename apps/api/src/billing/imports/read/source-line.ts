/** One physical line of a file, without its line break; the first has number 1. */
export type SourceLine =
  | { kind: 'text'; number: number; text: string }
  /** Not valid UTF-8, or too long; `raw` is its beginning, as far as it can be shown. */
  | { kind: 'unreadable'; number: number; reason: string; raw: string };

/** How much of a rejected line the report keeps. */
export const RAW_LENGTH = 2_000;

/** The text a report shows for a line. PostgreSQL cannot store NUL, which binary files are full of. */
export function rawOf(text: string): string {
  return text.slice(0, RAW_LENGTH).replaceAll('\0', '\uFFFD');
}
