import { currencyDigits } from '@dunwell/language';

const AMOUNT = /^(\d+)(?:\.(\d+))?$/;

/** `160` or `160.5` of a currency as minor units, without going through a float (S3); null where it is no amount of it. */
export function toMinorUnits(amount: string | number, currency: string): number | null {
  const [, whole, fraction = ''] = AMOUNT.exec(String(amount).trim()) ?? [];
  const digits = currencyDigits(currency);
  if (whole === undefined || fraction.length > digits) return null;
  const units = Number(whole + fraction.padEnd(digits, '0'));
  return Number.isSafeInteger(units) ? units : null;
}

/** Minor units as a field takes them: 16000 of EUR is `160.00`. */
export function toMajorUnits(units: number, currency: string): string {
  const digits = currencyDigits(currency);
  const figures = String(units).padStart(digits + 1, '0');
  return digits === 0 ? figures : `${figures.slice(0, -digits)}.${figures.slice(-digits)}`;
}
