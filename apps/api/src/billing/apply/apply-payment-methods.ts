import type { PaymentMethodInput } from '@dunwell/contract';
import { daysInMonth } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { newId } from '../../platform/database/ids.js';
import { firstDifference } from '../facts/held.js';
import { loadStated, saveStated, type StatedFacts, type StatedTables } from '../facts/stated-facts.js';
import { PAYMENT_METHODS, PAYMENT_METHOD_STATES } from '../facts/tables.js';
import { applyBatch } from './apply-batch.js';
import type { ApplyContext, RowOutcome } from './apply-context.js';
import { changeKnown, firstKnown } from './change-known.js';
import type { FactChange } from './changed-accounts.js';
import type { EntityChange, EntityRules, RowContext } from './entity-rules.js';

export interface PaymentMethodState {
  type: string;
  brand: string | null;
  expiresOn: string | null;
  status: NonNullable<PaymentMethodInput['status']>;
  isDefault: boolean;
}

type PaymentMethod = StatedFacts<PaymentMethodState>;

export const PAYMENT_METHOD_TABLES: StatedTables<PaymentMethodState, 'paymentMethodId'> = {
  id: 'paymentMethodId',
  things: PAYMENT_METHODS,
  states: PAYMENT_METHOD_STATES,
  stateSql: `'type', type, 'brand', brand, 'expiresOn', expires_on, 'status', status, 'isDefault', is_default`,
};

const STATUSES = ['active', 'expired', 'blocked', 'removed'] as const;
const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;

/** Creates and changes payment methods. */
export async function applyPaymentMethods(
  manager: EntityManager,
  context: ApplyContext,
  inputs: readonly PaymentMethodInput[],
): Promise<RowOutcome[]> {
  const { workspaceId } = context;
  const rules: EntityRules<PaymentMethodInput, PaymentMethod> = {
    noun: 'payment method',
    keyField: 'key',
    statementOf: ({ key, effectiveAt = '' }) => JSON.stringify([key, effectiveAt]),
    load: (_, keys) => loadStated(manager, workspaceId, { tables: PAYMENT_METHOD_TABLES, keys }),
    apply: applyPaymentMethod,
    save: (_, changes) => saveStated(manager, context, { tables: PAYMENT_METHOD_TABLES, changes }),
    effect: (change) => effectOf(change, context.now.getTime()),
  };
  return applyBatch(manager, context, { rules, inputs });
}

function applyPaymentMethod(
  before: PaymentMethod | null,
  input: PaymentMethodInput,
  { check, account, zones, now }: RowContext,
): PaymentMethod | undefined {
  const effectiveAt = check.instant('effectiveAt', input.effectiveAt, zones) ?? undefined;
  check.text('type', input.type);
  check.text('brand', input.brand);
  check.oneOf('status', input.status, STATUSES);
  check.form('expiresOn', input.expiresOn, {
    test: (month) => MONTH.test(month) && check.date('expiresOn', lastDayOf(month)) !== undefined,
    words: 'a month, YYYY-MM',
  });
  if (before === null) {
    const type = check.required('type', input.type);
    if (!check.passed() || type === undefined) return undefined;
    const fields = { ...fieldsOf(input), type };
    const states = firstKnown({ ...NOT_SET, ...fields }, fields, effectiveAt);
    return { id: newId(), accountId: account.accountId, key: input.key, createdAt: now, states };
  }
  if (!check.passed()) return undefined;
  const states = changeKnown(before.states, fieldsOf(input), { effectiveAt, now, notSet: NOT_SET });
  return states === before.states ? before : { ...before, states };
}

const NOT_SET: Omit<PaymentMethodState, 'type'> = {
  brand: null,
  expiresOn: null,
  status: 'active',
  isDefault: false,
};

function fieldsOf({
  type,
  brand,
  expiresOn,
  status,
  isDefault,
}: PaymentMethodInput): Partial<PaymentMethodState> {
  const fields = { type, brand, expiresOn: expiresOn ? lastDayOf(expiresOn) : expiresOn, status, isDefault };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Cards expire on the last day of their month. */
function lastDayOf(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return `${month}-${String(daysInMonth(year ?? 0, number ?? 0)).padStart(2, '0')}`;
}

/** One that is new begins to count now, although what is known of it holds always (S10). */
function effectOf({ before, after }: EntityChange<PaymentMethod>, now: number): FactChange {
  const earliestAt = before === null ? now : firstDifference(before.states, after.states);
  return { earliestAt, movesMoney: false };
}
