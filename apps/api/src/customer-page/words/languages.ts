import type { CustomerWords } from './customer-words.js';
import { de } from './de.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';
import { it } from './it.js';
import { nl } from './nl.js';

/** The languages of the customer's page, by the code that `?lang=` takes. */
export const LANGUAGES = { en, de, es, fr, it, nl } as const satisfies Record<string, CustomerWords>;

export type PageLanguage = keyof typeof LANGUAGES;

/** A page language, and the locale in which amounts and dates are written. */
export interface Reading {
  language: PageLanguage;
  locale: string;
}

/**
 * The first of these wishes that the page can fulfil: what was chosen, the account's own, what the browser asks for;
 * English where it can fulfil none. `de-CH` is read in German and written as in Switzerland.
 */
export function chooseLanguage(
  chosen: string | undefined,
  own: string | null,
  accepted: string | undefined,
): Reading {
  const asked = (accepted ?? '').split(',').map((one) => one.split(';')[0]?.trim());
  const ownLocale = localeOf(own);
  for (const locale of [localeOf(chosen), ownLocale, ...asked.map(localeOf)]) {
    const language = locale?.split('-')[0];
    if (locale === undefined || language === undefined || !isPageLanguage(language)) continue;
    // Somebody who switches back to the account's own language keeps its country.
    return { language, locale: ownLocale?.split('-')[0] === language ? ownLocale : locale };
  }
  return { language: 'en', locale: 'en' };
}

const isPageLanguage = (code: string): code is PageLanguage => Object.hasOwn(LANGUAGES, code);

function localeOf(wish: string | null | undefined): string | undefined {
  try {
    return wish ? Intl.getCanonicalLocales(wish)[0] : undefined;
  } catch {
    // No language at all, whoever wrote it.
    return undefined;
  }
}
