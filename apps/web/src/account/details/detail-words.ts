import type { AttributeValue } from '@dunwell/contract';
import { isDate } from '@dunwell/language';

const LANGUAGES = new Intl.DisplayNames(undefined, { type: 'language', fallback: 'code' });
const COUNTRIES = new Intl.DisplayNames(undefined, { type: 'region', fallback: 'code' });

/** `English` of `en`; what is no tag of a language stays as it is. */
export const languageName = (tag: string): string => named(LANGUAGES, tag);

/** `Germany` of `DE`. */
export const countryName = (code: string): string => named(COUNTRIES, code.toUpperCase());

function named(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}

/** What an attribute says. */
export function attributeWords(value: AttributeValue, date: (date: string) => string): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return value.toLocaleString();
  return isDate(value) ? date(value) : value;
}
