import type { BillingEntity } from '@dunwell/contract';

export type CellKind =
  | 'text'
  | 'choice'
  | 'currency'
  | 'amount'
  | 'date'
  | 'month'
  | 'instant'
  | 'boolean'
  | 'tags'
  | 'invoice'
  | 'allocations'
  | 'attribute';

export interface StandardColumn {
  /** The field of the entity's input that it fills. */
  field: string;
  kind: CellKind;
  /** Names the row: a file without it is refused. */
  required?: true;
  /** An empty cell clears the field; in other columns it leaves the field as it is. */
  clearable?: true;
  /** Of a `choice`. */
  options?: readonly string[];
}

type Columns = Readonly<Record<string, StandardColumn>>;

const column = (
  field: string,
  kind: CellKind,
  more: Omit<StandardColumn, 'field' | 'kind'> = {},
): StandardColumn => ({
  field,
  kind,
  ...more,
});
const key = (field: string) => column(field, 'text', { required: true });
const text = (field: string) => column(field, 'text');
const clearable = (field: string, kind: CellKind) => column(field, kind, { clearable: true });
const choice = (field: string, ...options: string[]) => column(field, 'choice', { options });
const clearableChoice = (field: string, ...options: string[]) =>
  column(field, 'choice', { options, clearable: true });

const named = (...columns: StandardColumn[]): Columns =>
  Object.fromEntries(columns.map((one) => [one.field, one]));

const collectionMethod = clearableChoice('collectionMethod', 'automatic', 'manual');
const effectiveAt = column('effectiveAt', 'instant');
const allocated = [clearable('invoice', 'invoice'), clearable('allocations', 'allocations')];

/** The columns of each entity's files by their standard names; `attributes.*` come on top. */
export const STANDARD_COLUMNS: Readonly<Record<BillingEntity, Columns>> = {
  accounts: named(
    key('account'),
    clearable('name', 'text'),
    clearable('email', 'text'),
    column('currency', 'currency'),
    clearable('timeZone', 'text'),
    clearable('country', 'text'),
    clearable('language', 'text'),
    clearable('paymentUrl', 'text'),
    clearable('tags', 'tags'),
    effectiveAt,
  ),
  invoices: named(
    key('account'),
    key('number'),
    column('issuedOn', 'date'),
    column('dueOn', 'date'),
    column('total', 'amount'),
    column('currency', 'currency'),
    choice('status', 'draft', 'open', 'paid', 'void', 'uncollectible'),
    collectionMethod,
    clearable('paidOn', 'date'),
    effectiveAt,
  ),
  payments: {
    ...named(
      key('account'),
      key('reference'),
      ...allocated,
      column('amount', 'amount'),
      column('currency', 'currency'),
      choice('status', 'succeeded', 'failed', 'pending', 'refunded', 'chargedBack'),
      column('at', 'instant'),
      clearable('reversedAt', 'instant'),
      clearable('failureCode', 'text'),
      clearableChoice('failureKind', 'hard', 'soft'),
      column('automatic', 'boolean'),
    ),
    // A status holds from its own instant on, which is what effectiveAt says elsewhere (S23).
    effectiveAt: column('at', 'instant'),
  },
  credits: {
    ...named(
      key('account'),
      key('reference'),
      ...allocated,
      column('amount', 'amount'),
      column('currency', 'currency'),
      column('at', 'instant'),
    ),
    effectiveAt: column('at', 'instant'),
  },
  subscriptions: named(
    key('account'),
    key('key'),
    clearable('plan', 'text'),
    choice('status', 'active', 'trialing', 'pastDue', 'paused', 'cancelled', 'ended'),
    column('startedOn', 'date'),
    clearable('endedOn', 'date'),
    clearable('renewsOn', 'date'),
    clearable('trialEndsOn', 'date'),
    collectionMethod,
    effectiveAt,
  ),
  paymentMethods: named(
    key('account'),
    key('key'),
    text('type'),
    clearable('brand', 'text'),
    clearable('expiresOn', 'month'),
    choice('status', 'active', 'expired', 'blocked', 'removed'),
    column('isDefault', 'boolean'),
    effectiveAt,
  ),
  tags: {
    ...named(key('account'), key('tag'), clearable('from', 'instant'), clearable('to', 'instant')),
    effectiveAt: column('from', 'instant'),
  },
};

const WITH_ATTRIBUTES: ReadonlySet<BillingEntity> = new Set(['accounts', 'invoices']);
/** Whether rows of the entity may have attributes. */
export const takesAttributes = (entity: BillingEntity): boolean => WITH_ATTRIBUTES.has(entity);

const ATTRIBUTE = /^attributes\.([A-Za-z][A-Za-z0-9_]{0,63})$/;

/** The column of that name in files of the entity, `attributes.*` included. */
export function findStandardColumn(entity: BillingEntity, name: string): StandardColumn | undefined {
  const known = STANDARD_COLUMNS[entity];
  if (Object.hasOwn(known, name)) return known[name];
  const attribute = takesAttributes(entity) ? ATTRIBUTE.exec(name)?.[1] : undefined;
  return attribute === undefined ? undefined : { field: attribute, kind: 'attribute', clearable: true };
}
