import { isDeepStrictEqual } from 'node:util';
import { isCurrency } from '@dunwell/language';
import type { AccountRow, EntityRules } from './entity-rules.js';
import { RowCheck } from './row-check.js';

const LONGEST_KEY = 200;

export interface CheckedRow<Input> {
  input: Input;
  /** The caller's own key of what the row is about. */
  key: string;
  check: RowCheck;
  /** An earlier row of the batch says exactly the same. */
  repeated: boolean;
}

/** What can be told of rows without looking at what is stored: keys, currencies, contradictions among them. */
export function checkRows<Input extends AccountRow, Entity extends { accountId: string }>(
  rules: EntityRules<Input, Entity>,
  inputs: readonly Input[],
): CheckedRow<Input>[] {
  const first = new Map<string, Input>();
  return inputs.map((input) => {
    const check = new RowCheck();
    const key = String(input[rules.keyField] ?? '');
    checkKey(check, 'account', input.account);
    if (rules.keyField !== 'account') checkKey(check, rules.keyField, key);
    if (input.currency !== undefined && !isCurrency(input.currency)) {
      check.refuse(
        'currency',
        'unknownCurrency',
        `"${input.currency}" is not a currency; use its three letters, such as EUR.`,
      );
    }
    const statement = rules.statementOf(input);
    const earlier = first.get(statement);
    if (earlier === undefined) first.set(statement, input);
    const repeated = earlier !== undefined && isDeepStrictEqual(earlier, input);
    if (earlier !== undefined && !repeated) {
      check.refuse(
        rules.keyField,
        'duplicate',
        `The ${rules.noun} ${key} was sent twice with different values; send it once, or say since when each holds.`,
      );
    }
    return { input, key, check, repeated };
  });
}

function checkKey(check: RowCheck, field: string, key: unknown): void {
  if (typeof key === 'string' && key !== '' && key.length <= LONGEST_KEY && !key.includes('\0')) return;
  check.refuse(field, 'key', `${field} must be a key of 1 to ${LONGEST_KEY} characters.`);
}
