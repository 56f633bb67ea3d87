/** `open`: the text ends inside a quoted field, so the record goes on in the next line. */
export type CsvRecord =
  { kind: 'fields'; fields: string[] } | { kind: 'open' } | { kind: 'broken'; reason: string };

const QUOTE = '"';

/**
 * Parses one record of RFC 4180. Ours, since a parser of whole files cannot go back: after a quote that is
 * never closed, everything behind it would be lost, where only its line is at fault.
 */
export function parseCsvRecord(text: string, delimiter: string): CsvRecord {
  if (!text.includes(QUOTE)) return { kind: 'fields', fields: text.split(delimiter) };
  const fields: string[] = [];
  for (let at = 0; ; at += delimiter.length) {
    const field = text.startsWith(QUOTE, at) ? quotedField(text, at) : plainField(text, at, delimiter);
    if (typeof field === 'string') return field === 'open' ? { kind: 'open' } : broken(field);
    fields.push(field.value);
    at = field.end;
    if (at >= text.length) return { kind: 'fields', fields };
    if (!text.startsWith(delimiter, at)) return broken('There is text behind a closing quote.');
  }
}

interface Field {
  value: string;
  /** Where the delimiter or the end of the record follows. */
  end: number;
}

function quotedField(text: string, start: number): Field | 'open' {
  let value = '';
  for (let from = start + 1; ;) {
    const quote = text.indexOf(QUOTE, from);
    if (quote < 0) return 'open';
    value += text.slice(from, quote);
    if (!text.startsWith(QUOTE, quote + 1)) return { value, end: quote + 1 };
    value += QUOTE;
    from = quote + 2;
  }
}

function plainField(text: string, start: number, delimiter: string): Field | string {
  const next = text.indexOf(delimiter, start);
  const end = next < 0 ? text.length : next;
  const value = text.slice(start, end);
  return value.includes(QUOTE)
    ? 'There is a quote inside a field that does not begin with one.'
    : { value, end };
}

const broken = (reason: string): CsvRecord => ({ kind: 'broken', reason });
