import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InvoiceQuery, InvoiceTotals, ListedInvoice } from '@dunwell/contract';
import { startTestApp, type TestApp } from '../support/start-test-app.js';
import { World } from '../support/world.js';
import { walkList } from './walk-list.testing.js';

/** In Kiritimati it is the 11th already. */
const NOW = '2026-03-10T11:30:00Z';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ now: NOW });
  const world = World.in(app.dataSource, app.workspaceId, NOW);
  world
    .account('A', { name: 'Ann' })
    .owes('100.00', { number: 'I-1' })
    .since('2026-03-04')
    .pays('30.00')
    .on('2026-03-05')
    .owes('40.00', { number: 'I-2' })
    .dueOn('2026-03-20')
    .owes('50.00', { number: 'I-3' })
    .since('2026-01-01')
    .pays('50.00')
    .on('2026-02-01')
    .owes('60.00', { number: 'I-4', status: 'void' })
    .since('2026-01-01')
    .owes('70.00', { number: 'I-5', status: 'uncollectible' })
    .since('2026-01-01')
    .owes('80.00', { number: 'I-6', status: 'draft' })
    .since('2026-01-01')
    // Covered by unapplied money, which lowers no invoice (S3).
    .pays('500.00')
    .unapplied('2026-03-01');
  world
    .account('B', { currency: 'JPY', timeZone: 'Pacific/Kiritimati' })
    .owes('9000', { number: 'J-1' })
    .since('2026-03-04')
    .pays('9000', { status: 'failed', failureCode: 'expired_card', failureKind: 'hard' })
    .on('2026-03-06T10:00:00Z')
    .owes('8000', { number: 'J-2' })
    .since('2026-02-01')
    .owes('7000', { number: 'J-3' })
    .since('2026-02-01');
  await world.save();
  await app.http
    .post('/api/v1/holds')
    .send({ account: 'B', invoice: 'J-2', reason: 'dispute', until: '2026-03-15' })
    .expect(201);
  await app.http
    .post('/api/v1/holds')
    .send({ account: 'B', invoice: 'J-3', reason: 'other', leaveOut: true, note: 'Billed twice' })
    .expect(201);
});

afterAll(() => app.close());

const list = (query: InvoiceQuery, limit = 2) =>
  walkList<ListedInvoice>(app.http, { path: '/invoices', query }, { limit });

describe('invoices', () => {
  it.each<[string, InvoiceQuery, string]>([
    ['all, by number', {}, 'I-1 I-2 I-3 I-4 I-5 I-6 J-1 J-2 J-3'],
    ['outstanding, the earliest due first', { view: 'outstanding' }, 'J-2 I-1 J-1 I-2'],
    ['overdue', { view: 'overdue' }, 'J-2 I-1 J-1'],
    ['paid', { view: 'paid' }, 'I-3'],
    ['disputed', { view: 'disputed' }, 'J-2'],
    ['void', { view: 'void' }, 'I-4'],
    ['written off', { view: 'writtenOff' }, 'I-5'],
    ['with failed payments', { view: 'failedPayments' }, 'J-1'],
    ['left out of balances', { leftOut: true }, 'J-3'],
    ['of an account', { account: 'B' }, 'J-1 J-2 J-3'],
    ['of a currency', { view: 'overdue', currency: 'JPY' }, 'J-2 J-1'],
    ['7 days past due in their own zone (S21)', { daysPastDueMin: 7, daysPastDueMax: 7 }, 'I-1'],
    ['8 days past due in their own zone', { daysPastDueMin: 8, daysPastDueMax: 8 }, 'J-1'],
    ['more than 8 days past due', { daysPastDueMin: 9 }, 'J-2'],
    ['found by their number', { q: 'j-' }, 'J-1 J-2 J-3'],
    ['largest remaining first', { view: 'outstanding', sort: 'remaining' }, 'J-1 J-2 I-1 I-2'],
    ['by number', { view: 'outstanding', sort: 'number' }, 'I-1 I-2 J-1 J-2'],
  ])('%s', async (_, query, expected) => {
    const found = await list(query);
    expect(found.map(({ number }) => number).join(' ')).toBe(expected);
    const { body } = await app.http
      .get('/api/v1/invoices/totals')
      .query({ ...query, sort: undefined })
      .expect(200);
    const totals = body as InvoiceTotals;
    expect(totals.invoices).toBe(found.length);
    for (const { currency, invoices, accounts, total, remaining } of totals.currencies) {
      const own = found.filter((invoice) => invoice.currency === currency);
      expect({ invoices, accounts, total, remaining }).toEqual({
        invoices: own.length,
        accounts: new Set(own.map(({ account }) => account)).size,
        total: own.reduce((sum, invoice) => sum + invoice.total, 0),
        remaining: own.reduce((sum, invoice) => sum + invoice.remaining, 0),
      });
    }
  });

  it('carry what stands around them', async () => {
    const [first] = await list({ q: 'I-1' });
    expect(first).toMatchObject({
      account: 'A',
      name: 'Ann',
      total: 10_000,
      remaining: 7_000,
      status: 'open',
      pastDue: true,
      daysPastDue: 7,
      disputed: false,
      hold: null,
      lastFailure: null,
    });
    const [failed, disputed, leftOut] = await list({ account: 'B' });
    expect(failed).toMatchObject({
      daysPastDue: 8,
      lastFailure: { at: '2026-03-06T10:00:00.000Z', code: 'expired_card', kind: 'hard' },
    });
    expect(disputed).toMatchObject({
      disputed: true,
      hold: { reason: 'dispute', until: '2026-03-15', note: null },
    });
    expect(leftOut).toMatchObject({
      leftOut: true,
      pastDue: false,
      daysPastDue: null,
      hold: { reason: 'other', leaveOut: true, until: null, note: 'Billed twice' },
    });
  });

  it('are refused of an account nobody knows, and by a view nobody knows', async () => {
    await app.http.get('/api/v1/invoices?account=Z').expect(404);
    await app.http.get('/api/v1/invoices/totals?account=Z').expect(404);
    await app.http.get('/api/v1/invoices?view=open').expect(400);
  });
});
