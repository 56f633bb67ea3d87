import { describe, expect, it } from '@jest/globals';
import type { BillingEntity, ImportMapping } from '@dunwell/contract';
import { buildRow } from './build-row.js';
import { planColumns } from './column-plan.js';
import { parseMapping } from './parse-mapping.js';

/** What a row of a file becomes: its input, or `column: reason`. */
function build(mapping: Partial<ImportMapping> & { entity: BillingEntity }, cells: Record<string, unknown>) {
  const plan = planColumns(parseMapping(mapping, mapping.entity));
  const built = buildRow({ kind: 'row', line: 2, raw: '', cells: new Map(Object.entries(cells)) }, plan);
  return built.kind === 'row' ? built.row.input : `${built.rejection.column}: ${built.rejection.reason}`;
}

const RECEIVABLES: ImportMapping = {
  entity: 'invoices',
  columns: {
    account: 'customerID',
    number: 'invoiceNumber',
    issuedOn: 'InvoiceDate',
    dueOn: 'DueDate',
    total: 'InvoiceAmount',
    paidOn: 'SettledDate',
    'attributes.disputed': 'Disputed',
  },
  constants: { currency: 'USD' },
  dateFormat: 'M/D/YYYY',
  createAccounts: true,
};

const RECEIVABLE = {
  customerID: '0379-NEVHP',
  invoiceNumber: '0000611365',
  InvoiceDate: '1/2/2013',
  DueDate: '2/1/2013',
  InvoiceAmount: '55.94',
  SettledDate: '1/15/2013',
  Disputed: 'No',
};

const PAYMENT = { account: 'A', reference: 'P', amount: '10', currency: 'EUR', at: '2026-01-05' };

describe('buildRow', () => {
  it('reads the receivables by their mapping', () => {
    expect(build(RECEIVABLES, RECEIVABLE)).toEqual({
      account: '0379-NEVHP',
      number: '0000611365',
      issuedOn: '2013-01-02',
      dueOn: '2013-02-01',
      total: 5594,
      currency: 'USD',
      paidOn: '2013-01-15',
      attributes: { disputed: 'No' },
    });
  });

  it.each<[string, ImportMapping, Record<string, unknown>, unknown]>([
    [
      'an empty cell of what can be cleared clears it',
      RECEIVABLES,
      { ...RECEIVABLE, SettledDate: ' ', Disputed: '' },
      { paidOn: null, attributes: { disputed: null } },
    ],
    [
      'types of attributes',
      { ...RECEIVABLES, types: { disputed: 'boolean' } },
      RECEIVABLE,
      { attributes: { disputed: false } },
    ],
    [
      'tags',
      { entity: 'accounts', columns: {} },
      { account: 'A', currency: 'EUR', tags: 'vip| gold |' },
      { tags: ['vip', 'gold'] },
    ],
    ['no tags', { entity: 'accounts', columns: {} }, { account: 'A', tags: '' }, { tags: [] }],
    [
      'JSON types of attributes',
      { entity: 'accounts', columns: {} },
      { account: 'A', 'attributes.seats': 5, 'attributes.vip': true, 'attributes.note': null },
      { attributes: { seats: 5, vip: true, note: null } },
    ],
    [
      'a payment of one invoice',
      { entity: 'payments', columns: {} },
      { ...PAYMENT, invoice: 'INV-1' },
      { amount: 1000, allocations: [{ invoice: 'INV-1', amount: 1000 }] },
    ],
    [
      'an unapplied payment',
      { entity: 'payments', columns: {} },
      { ...PAYMENT, invoice: '' },
      { allocations: [] },
    ],
    [
      'a payment of several invoices',
      { entity: 'payments', columns: {} },
      { ...PAYMENT, allocations: 'INV=1=4.50|INV-2=5.5' },
      {
        allocations: [
          { invoice: 'INV=1', amount: 450 },
          { invoice: 'INV-2', amount: 550 },
        ],
      },
    ],
    [
      'allocations of NDJSON',
      { entity: 'payments', columns: {} },
      { ...PAYMENT, amount: 10.5, allocations: [{ invoice: 'INV-1', amount: 4.5, at: '2026-01-06' }] },
      { amount: 1050, allocations: [{ invoice: 'INV-1', amount: 450, at: '2026-01-06' }] },
    ],
    [
      'a month',
      { entity: 'paymentMethods', columns: {} },
      { account: 'A', key: 'K', expiresOn: '2027-03', isDefault: 'yes' },
      { expiresOn: '2027-03', isDefault: true },
    ],
    [
      'a local time in the zone of the file',
      { entity: 'tags', columns: {}, dateFormat: 'DD.MM.YYYY HH:mm', timeZone: 'Europe/Berlin' },
      { account: 'A', tag: 'vip', from: '05.01.2026 08:00', to: '2026-02-01T00:00:00Z' },
      { from: '2026-01-05T07:00:00.000Z', to: '2026-02-01T00:00:00Z' },
    ],
    [
      'constants in standard form, whatever the form of the file',
      { ...RECEIVABLES, columns: { account: 'customerID', number: 'n' }, constants: { dueOn: '2026-01-31' } },
      { customerID: 'A', n: '1' },
      { dueOn: '2026-01-31' },
    ],
    [
      'effectiveAt of a payment as the instant of its status',
      { entity: 'payments', columns: {} },
      { account: 'A', reference: 'P', effectiveAt: '2026-01-05T10:00:00Z' },
      { at: '2026-01-05T10:00:00Z' },
    ],
  ])('reads %s', (_, mapping, cells, expected) => {
    expect(build(mapping, cells)).toMatchObject(expected as object);
  });

  it.each<[string, ImportMapping, Record<string, unknown>, string]>([
    [
      'an unknown currency',
      { entity: 'invoices', columns: {} },
      { account: 'A', number: '1', total: '1', currency: 'EURO' },
      'total: "EURO" is not a currency. Use an ISO 4217 code such as EUR or USD.',
    ],
    [
      'no currency beside an amount',
      { entity: 'invoices', columns: {} },
      { account: 'A', number: '1', total: '1', currency: '' },
      'total: The amount 1 has no currency.',
    ],
    [
      'a negative total',
      RECEIVABLES,
      { ...RECEIVABLE, InvoiceAmount: '-5.00' },
      'InvoiceAmount: The amount is negative.',
    ],
    [
      'too many decimals',
      RECEIVABLES,
      { ...RECEIVABLE, InvoiceAmount: '5.001' },
      'InvoiceAmount: "5.001" has 3 decimals, but USD has 2.',
    ],
    [
      'an impossible date',
      RECEIVABLES,
      { ...RECEIVABLE, DueDate: '2/30/2013' },
      'DueDate: "2/30/2013" is not a date that exists.',
    ],
    ['an empty key', RECEIVABLES, { ...RECEIVABLE, customerID: ' ' }, 'customerID: account is empty.'],
    ['a missing key', { entity: 'tags', columns: {} }, { account: 'A' }, 'null: tag is missing.'],
    [
      'an unknown choice',
      { entity: 'subscriptions', columns: {} },
      { account: 'A', key: 'S', status: 'running' },
      'status: "running" is not one of active, trialing, pastDue, paused, cancelled, ended.',
    ],
    [
      'an invoice without an amount',
      { entity: 'payments', columns: {} },
      { account: 'A', reference: 'P', invoice: 'INV-1' },
      'invoice: An invoice needs the amount that is allocated to it.',
    ],
    [
      'an invoice beside allocations',
      { entity: 'payments', columns: {} },
      { ...PAYMENT, invoice: 'INV-1', allocations: 'INV-2=1.00' },
      'invoice: Give either an invoice or allocations, not both.',
    ],
    [
      'an object for a text',
      { entity: 'tags', columns: {} },
      { account: { key: 'A' }, tag: 'x' },
      'account: The value is a list or an object, where one text belongs.',
    ],
  ])('rejects %s', (_, mapping, cells, expected) => {
    expect(build(mapping, cells)).toBe(expected);
  });
});
