import pg from 'pg';

const { INT8, DATE } = pg.types.builtins;
/* eslint-disable @typescript-eslint/no-unsafe-enum-assignment -- the library's list leaves out array types */
const INT8_ARRAY = 1016 as typeof INT8;
const DATE_ARRAY = 1182 as typeof DATE;
/* eslint-enable @typescript-eslint/no-unsafe-enum-assignment */

/**
 * How values leave the database, for every connection of the process: days stay the text they are (a JS
 * Date would shift them by the machine's zone), bigint becomes a number, which is refused beyond 2^53.
 */
export function setTypeParsers(): void {
  pg.types.setTypeParser(DATE, (text) => text);
  pg.types.setTypeParser(INT8, parseSafeInteger);
  pg.types.setTypeParser(DATE_ARRAY, (text) => parseArray(text, (day) => day));
  pg.types.setTypeParser(INT8_ARRAY, (text) => parseArray(text, parseSafeInteger));
}

function parseSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(
      `The database holds ${text}, which is beyond the integers that can be counted exactly.`,
    );
  }
  return value;
}

/** Elements of these types never need quotes, so the array literal splits at its commas. */
function parseArray<T>(text: string, parse: (element: string) => T): (T | null)[] {
  if (text === '{}') return [];
  return text
    .slice(1, -1)
    .split(',')
    .map((element) => (element === 'NULL' ? null : parse(element)));
}
