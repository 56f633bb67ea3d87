import { currencyDigits } from '@dunwell/language';
import { readDecimal, type DecimalMark } from './decimal.js';
import { parsed, refused, type Parsed } from './parsed.js';

/**
 * Reads a decimal in major units as an integer of minor units, without a float in between (S3): "160.5" in EUR
 * is 16050. More decimals than the currency has are refused, zeros too: nobody can say what they mean.
 */
export function parseAmount(text: string, currency: string, mark?: DecimalMark): Parsed<number> {
  const decimal = readDecimal(text, mark);
  if (!decimal) return refused(`"${text}" is not an amount. ${HOW[mark ?? 'none']}`);
  const { sign, whole, decimals } = decimal;
  const digits = currencyDigits(currency);
  if (decimals.length > digits)
    return refused(`"${text}" has ${decimals.length} decimals, but ${currency} has ${digits}.`);
  const amount = Number(`${sign}${whole}${decimals.padEnd(digits, '0')}`);
  return Number.isSafeInteger(amount)
    ? parsed(amount === 0 ? 0 : amount)
    : refused(`"${text}" is too large an amount.`);
}

const HOW: Readonly<Record<DecimalMark | 'none', string>> = {
  none: 'Write it like 1234.50, without separators or signs of a currency.',
  '.': 'Write it like 1,234.50 or 1234.50, without signs of a currency.',
  ',': 'Write it like 1.234,50 or 1234,50, without signs of a currency.',
};
