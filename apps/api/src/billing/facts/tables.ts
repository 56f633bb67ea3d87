import type { ColumnType, RowTable } from './rows.js';

const table = <Column extends string>(
  name: string,
  columns: Readonly<Record<Column, ColumnType>>,
): RowTable<Column> => ({ name, columns });

const period = { fromAt: 'timestamptz', toAt: 'timestamptz' } as const;
/** A period of several fields, with those that were said to hold from its beginning on. */
const statedPeriod = { ...period, stated: 'jsonb' } as const;

export const ACCOUNT_DETAILS = table('account_details', {
  accountId: 'uuid',
  ...statedPeriod,
  name: 'text',
  email: 'text',
  country: 'text',
  language: 'text',
  paymentUrl: 'text',
  collectionStatus: 'text',
  serviceStatus: 'text',
});

export const ACCOUNT_ZONES = table('account_zones', {
  accountId: 'uuid',
  fromDate: 'date',
  toDate: 'date',
  timeZone: 'text',
  own: 'boolean',
});

export const ACCOUNT_TAGS = table('account_tags', { accountId: 'uuid', tag: 'text', ...period });

export const ATTRIBUTE_PERIODS = table('attribute_periods', {
  subject: 'text',
  subjectId: 'uuid',
  accountId: 'uuid',
  name: 'text',
  ...period,
  textValue: 'text',
  numberValue: 'double precision',
  booleanValue: 'boolean',
  dateValue: 'date',
});

export const INVOICES = table('invoices', {
  invoiceId: 'uuid',
  accountId: 'uuid',
  number: 'text',
  issuedOn: 'date',
  dueOn: 'date',
  total: 'bigint',
  fee: 'boolean',
  createdAt: 'timestamptz',
});

export const INVOICE_STATES = table('invoice_states', {
  invoiceId: 'uuid',
  ...statedPeriod,
  status: 'text',
  collectionMethod: 'text',
});

export const PAYMENTS = table('payments', {
  paymentId: 'uuid',
  accountId: 'uuid',
  reference: 'text',
  amount: 'bigint',
  automatic: 'boolean',
  paidOnInvoiceId: 'uuid',
  createdAt: 'timestamptz',
});

export const PAYMENT_STATES = table('payment_states', {
  paymentId: 'uuid',
  accountId: 'uuid',
  at: 'timestamptz',
  status: 'text',
  failureCode: 'text',
  failureKind: 'text',
  reversedAt: 'timestamptz',
});

export const PAYMENT_ALLOCATIONS = table('payment_allocations', {
  paymentId: 'uuid',
  position: 'integer',
  invoiceId: 'uuid',
  amount: 'bigint',
  at: 'timestamptz',
});

export const CREDITS = table('credits', {
  creditId: 'uuid',
  accountId: 'uuid',
  reference: 'text',
  amount: 'bigint',
  at: 'timestamptz',
  createdAt: 'timestamptz',
});

export const CREDIT_ALLOCATIONS = table('credit_allocations', {
  creditId: 'uuid',
  position: 'integer',
  invoiceId: 'uuid',
  amount: 'bigint',
  at: 'timestamptz',
});

export const SUBSCRIPTIONS = table('subscriptions', {
  subscriptionId: 'uuid',
  accountId: 'uuid',
  key: 'text',
  createdAt: 'timestamptz',
});

export const SUBSCRIPTION_STATES = table('subscription_states', {
  subscriptionId: 'uuid',
  accountId: 'uuid',
  ...statedPeriod,
  status: 'text',
  plan: 'text',
  collectionMethod: 'text',
  startedOn: 'date',
  endedOn: 'date',
  renewsOn: 'date',
  trialEndsOn: 'date',
});

export const PAYMENT_METHODS = table('payment_methods', {
  paymentMethodId: 'uuid',
  accountId: 'uuid',
  key: 'text',
  createdAt: 'timestamptz',
});

export const PAYMENT_METHOD_STATES = table('payment_method_states', {
  paymentMethodId: 'uuid',
  accountId: 'uuid',
  ...statedPeriod,
  type: 'text',
  brand: 'text',
  expiresOn: 'date',
  status: 'text',
  isDefault: 'boolean',
});

export const STREAKS = table('streaks', {
  streakId: 'uuid',
  accountId: 'uuid',
  invoiceId: 'uuid',
  openedAt: 'timestamptz',
  openedOn: 'date',
  endedAt: 'timestamptz',
  endedOn: 'date',
  mergedInto: 'uuid',
});

export const ACCOUNT_TIMELINE = table('account_timeline', {
  accountId: 'uuid',
  ...period,
  outstanding: 'bigint',
  overdue: 'bigint',
  unapplied: 'bigint',
  overdueInvoices: 'integer',
  oldestDueOn: 'date',
  streakId: 'uuid',
  openedOn: 'date',
  strictSince: 'date',
  lastPaymentOn: 'date',
});

export const INVOICE_TIMELINE = table('invoice_timeline', {
  invoiceId: 'uuid',
  accountId: 'uuid',
  ...period,
  status: 'text',
  leftOut: 'boolean',
  remaining: 'bigint',
  pastDue: 'boolean',
  streakId: 'uuid',
  openedOn: 'date',
});

export const HOLDS = table('holds', {
  holdId: 'uuid',
  accountId: 'uuid',
  invoiceId: 'uuid',
  reason: 'text',
  leaveOut: 'boolean',
  fromAt: 'timestamptz',
  untilAt: 'timestamptz',
  liftedAt: 'timestamptz',
  note: 'text',
  author: 'text',
  promisedAmount: 'bigint',
  createdAt: 'timestamptz',
});
