import { currencyDigits } from './currency.js';

/**
 * An amount in minor units as people write it in a language: 16000, EUR, de -> "160,00 €". Never goes through
 * a float (S3). A language nobody knows is read as English; a fraction of a minor unit is refused.
 */
export function formatMoney(amount: number, currency: string, language: string): string {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`${amount} is not a whole number of minor units`);
  const digits = currencyDigits(currency);
  return new Intl.NumberFormat(knownLanguage(language), {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(decimal(amount, digits) as Intl.StringNumericLiteral);
}

/** A language tag that Intl accepts: the given one, or `en` where it is none. */
export function knownLanguage(language: string): string {
  try {
    return Intl.getCanonicalLocales(language)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

function decimal(amount: number, digits: number): string {
  const sign = amount < 0 ? '-' : '';
  const figures = String(Math.abs(amount)).padStart(digits + 1, '0');
  if (digits === 0) return sign + figures;
  return `${sign}${figures.slice(0, -digits)}.${figures.slice(-digits)}`;
}
