import { currencyDigits } from './currency.js';

/**
 * An amount in minor units as people write it in a language: 16000, EUR, de -> "160,00 €". Never goes through
 * a float (S3). A language nobody knows is read as English; a fraction of a minor unit is refused.
 */
export function formatMoney(amount: number, currency: string, language: string): string {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${amount} is not a whole number of minor units`);
  const digits = currencyDigits(currency);
  return formatFor(currency, language).format(decimal(amount, digits) as Intl.StringNumericLiteral);
}

/** Making a format costs far more than using it; languages come from data, so the number kept is bounded. */
const formats = new Map<string, Intl.NumberFormat>();
const MAX_FORMATS = 500;

function formatFor(currency: string, language: string): Intl.NumberFormat {
  const key = `${currency} ${language}`;
  const known = formats.get(key);
  if (known) return known;
  const digits = currencyDigits(currency);
  const format = new Intl.NumberFormat(knownLanguage(language), {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  if (formats.size >= MAX_FORMATS) formats.clear();
  formats.set(key, format);
  return format;
}

/** A language tag that Intl accepts: the given one, or `en` where it is none. */
export function knownLanguage(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** An amount in minor units as a plain decimal in major units: 16000, EUR -> "160.00". Never goes through a float (S3). */
export function decimalAmount(amount: number, currency: string): string {
  return decimal(amount, currencyDigits(currency));
}

function decimal(amount: number, digits: number): string {
  const sign = amount < 0 ? '-' : '';
  const figures = String(Math.abs(amount)).padStart(digits + 1, '0');
  if (digits === 0) return sign + figures;
  return `${sign}${figures.slice(0, -digits)}.${figures.slice(-digits)}`;
}
