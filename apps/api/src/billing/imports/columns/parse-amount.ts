import { currencyDigits } from '@dunwell/language';
import { parsed, refused, type Parsed } from './parsed.js';

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Reads a decimal in major units as an integer of minor units, without a float in between (S3): "160.5" in EUR
 * is 16050. More decimals than the currency has are refused, zeros too: nobody can say what they mean.
 */
export function parseAmount(text: string, currency: string): Parsed<number> {
  const parts = DECIMAL.exec(text);
  if (!parts)
    return refused(
      `"${text}" is not an amount. Write it like 1234.50, without separators or signs of a currency.`,
    );
  const [, sign = '', whole = '', decimals = ''] = parts;
  const digits = currencyDigits(currency);
  if (decimals.length > digits)
    return refused(`"${text}" has ${decimals.length} decimals, but ${currency} has ${digits}.`);
  const amount = Number(`${sign}${whole}${decimals.padEnd(digits, '0')}`);
  return Number.isSafeInteger(amount)
    ? parsed(amount === 0 ? 0 : amount)
    : refused(`"${text}" is too large an amount.`);
}
