import type { ColumnLook } from '@dunwell/contract';
import { isCurrency } from '@dunwell/language';
import { isMailAddress } from '../../../platform/mailbox.js';
import { readDecimal } from '../columns/decimal.js';
import { DATE_FORMATS, reads } from './date-formats.js';

/** What the values of a column look like, by those that are not empty; text where they do not agree. */
export function columnLook(values: readonly string[]): ColumnLook {
  const filled = values.map((value) => value.trim()).filter((value) => value !== '');
  if (filled.length === 0) return 'empty';
  const look = LOOKS.find(([, test]) => filled.every(test));
  return look?.[0] ?? 'text';
}

const isAmount = (value: string): boolean =>
  [',', '.'].some((mark) => (readDecimal(value, mark as '.' | ',')?.decimals.length ?? 0) > 0);
const isNumber = (value: string): boolean => readDecimal(value) !== null;

/** In order: what fits several is the first. */
const LOOKS: readonly (readonly [ColumnLook, (value: string) => boolean])[] = [
  ['date', (value) => DATE_FORMATS.some((format) => reads(format, value))],
  ['email', isMailAddress],
  ['currency', isCurrency],
  ['country', (value) => /^[A-Z]{2}$/.test(value)],
  ['boolean', (value) => /^(true|false|yes|no|ja|nein|oui|non|si|y|n)$/i.test(value)],
  ['number', (value) => isNumber(value) && !isAmount(value)],
  ['amount', (value) => isAmount(value) || isNumber(value)],
];
