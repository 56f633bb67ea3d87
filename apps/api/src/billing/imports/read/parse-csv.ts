import { CsvError, parse } from 'csv-parse/sync';

export interface ParsedCsv {
  /** Those before the first that is broken, with as many fields as they have. */
  records: string[][];
  /** What is wrong with the one behind them; null: the text is well formed to its end. */
  problem: string | null;
}

/** What csv-parse finds wrong with a record, in the words of the report. */
const PROBLEMS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'A quote is opened and never closed.',
  CSV_INVALID_CLOSING_QUOTE: 'There is text behind a closing quote.',
  INVALID_OPENING_QUOTE: 'There is a quote inside a field that does not begin with one.',
};

/** Parses records of RFC 4180 that are separated by line feeds. */
export function parseCsv(text: string, delimiter: string): ParsedCsv {
  const records: string[][] = [];
  try {
    parse(text, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      // The answer would be lost with an error; here what comes before it stays.
      on_record: (record) => {
        records.push(record);
        return null;
      },
    });
  } catch (error) {
    const problem = error instanceof CsvError ? PROBLEMS[error.code] : undefined;
    if (problem === undefined) throw error;
    return { records, problem };
  }
  return { records, problem: null };
}
