import { currencyDigits } from '@dunwell/language';

/** An amount in minor units of its currency. */
export interface Money {
  currency: string;
  amount: number;
}

const formats = new Map<string, Intl.NumberFormat>();

/** `€160.00`, in the words of the viewer's language. `amount` is in minor units. */
export function formatMoney(amount: number, currency: string, locale?: string): string {
  return formatOf(currency, locale).format(amount / 10 ** currencyDigits(currency));
}

/** Sums of several currencies stand side by side and are never added up (S3). */
export function formatSums(sums: readonly Money[], locale?: string): string {
  return sums.map(({ amount, currency }) => formatMoney(amount, currency, locale)).join(' · ');
}

/** `€60k` for axes. */
export function formatShortMoney(amount: number, currency: string, locale?: string): string {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    notation: 'compact',
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
  }).format(amount / 10 ** currencyDigits(currency));
}

function formatOf(currency: string, locale?: string): Intl.NumberFormat {
  const key = `${locale ?? ''} ${currency}`;
  const known = formats.get(key);
  if (known) return known;
  const digits = currencyDigits(currency);
  const made = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formats.set(key, made);
  return made;
}
