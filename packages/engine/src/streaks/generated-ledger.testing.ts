import fc from 'fast-check';
import { addDays } from '../calendar/epoch-day.js';
import type { CalendarDate, Instant } from '../calendar/types.js';
import { startOfDateIn, type ZoneHistory } from '../calendar/zone-history.js';
import type {
  AccountLedger,
  InvoiceState,
  LedgerAllocation,
  LedgerCredit,
  LedgerInvoice,
  LedgerPayment,
} from './account-ledger.js';

/** Where and when a generated account lives: a few days around something odd in its calendar. */
interface Setting {
  name: string;
  zones: ZoneHistory;
  firstDate: CalendarDate;
}

const HOUR = 3_600_000;
const DAYS = 10;

export const settings: Setting[] = [
  inZone('UTC', '2026-01-10'),
  inZone('Europe/Berlin', '2026-03-24'),
  inZone('Europe/Berlin', '2026-10-20'),
  inZone('America/New_York', '2026-10-28'),
  inZone('Pacific/Auckland', '2026-09-22'),
  inZone('Asia/Kathmandu', '2026-05-01'),
  inZone('Australia/Lord_Howe', '2026-10-01'),
  inZone('Pacific/Apia', '2011-12-26'),
  moving('Europe/Berlin', 'America/New_York', '2026-03-06'),
  moving('America/New_York', 'Pacific/Auckland', '2026-09-22'),
  moving('Pacific/Pago_Pago', 'Pacific/Kiritimati', '2026-06-01'),
];

/** Ledgers full of coincidences: few amounts and a handful of instants each, midnights and some hours, so that facts meet. */
export function ledgerIn(setting: Setting): fc.Arbitrary<AccountLedger> {
  return fc
    .array(instantIn(setting), { minLength: 3, maxLength: 6 })
    .chain((instants) => ledgerAt(setting, fc.constantFrom(...instants)));
}

function ledgerAt(setting: Setting, instant: fc.Arbitrary<Instant>): fc.Arbitrary<AccountLedger> {
  return fc
    .array(invoiceIn(setting, instant), { minLength: 2, maxLength: 4 })
    .map((list) => list.map((invoice, index) => ({ ...invoice, id: `invoice${index}` })))
    .chain((invoices) => {
      const allocations = allocationsTo(
        invoices.map(({ id }) => id),
        instant,
      );
      return fc.record({
        zones: fc.constant(setting.zones),
        invoices: fc.constant(invoices),
        payments: fc
          .array(paymentWith(allocations, instant), { minLength: 2, maxLength: 6 })
          .map(numbered('payment')),
        credits: fc.array(moneyWith(allocations, instant), { maxLength: 4 }).map(numbered('credit')),
      });
    });
}

/** The same facts in another order of arrival. */
export function shuffled(ledger: AccountLedger): fc.Arbitrary<AccountLedger> {
  const anyOrder = <T>(list: readonly T[]) =>
    fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length });
  const each = <T>(list: readonly T[], inside: (item: T) => fc.Arbitrary<T>) =>
    anyOrder(list).chain((items) => fc.tuple(...items.map(inside)));
  const insideMoney = <T extends LedgerCredit>(money: T) =>
    anyOrder(money.allocations).map((allocations) => ({ ...money, allocations }));
  const insideInvoice = (invoice: LedgerInvoice) =>
    fc
      .tuple(anyOrder(invoice.states), anyOrder(invoice.leftOut))
      .map(([states, leftOut]) => ({ ...invoice, states, leftOut }));
  return fc.record({
    zones: fc.constant(ledger.zones),
    invoices: each(ledger.invoices, insideInvoice),
    payments: each(ledger.payments, insideMoney),
    credits: each(ledger.credits, insideMoney),
  });
}

function inZone(zone: string, firstDate: CalendarDate): Setting {
  return { name: `${zone} from ${firstDate}`, zones: [{ from: null, zone }], firstDate };
}

function moving(from: string, to: string, firstDate: CalendarDate): Setting {
  const zones = [
    { from: null, zone: from },
    { from: addDays(firstDate, DAYS / 2), zone: to },
  ];
  return { name: `${from} to ${to}`, zones, firstDate };
}

function dateIn(setting: Setting, days = DAYS): fc.Arbitrary<CalendarDate> {
  return fc.integer({ min: 0, max: days }).map((day) => addDays(setting.firstDate, day));
}

/** Mostly within the first days, so that what follows finds debts. */
function earlyDateIn(setting: Setting): fc.Arbitrary<CalendarDate> {
  return fc.oneof({ weight: 3, arbitrary: dateIn(setting, 2) }, { weight: 1, arbitrary: dateIn(setting) });
}

function instantIn(setting: Setting): fc.Arbitrary<Instant> {
  return fc
    .tuple(dateIn(setting), fc.constantFrom(0, 0, 9, 9, 9, 23))
    .map(([date, hours]) => startOfDateIn(setting.zones, date) + hours * HOUR);
}

function amount(): fc.Arbitrary<number> {
  return fc.constantFrom(0, 10, 30, 30, 50, 50, 100);
}

function invoiceIn(
  setting: Setting,
  instant: fc.Arbitrary<Instant>,
): fc.Arbitrary<Omit<LedgerInvoice, 'id'>> {
  const status = fc.constantFrom<InvoiceState>('draft', 'open', 'open', 'void', 'uncollectible');
  const first = fc.constantFrom<InvoiceState>(
    'open',
    'open',
    'open',
    'open',
    'draft',
    'void',
    'uncollectible',
  );
  const changes = fc.uniqueArray(fc.record({ from: instant, status }), {
    maxLength: 2,
    selector: (s) => s.from,
  });
  const to = fc.option(instant);
  return fc.record({
    reference: fc.constantFrom('N1', 'N2', 'N3'),
    issuedOn: earlyDateIn(setting),
    dueOn: fc.oneof(earlyDateIn(setting), dateIn(setting)),
    total: fc.constantFrom(0, 30, 50, 50, 100, 200),
    states: fc.oneof(
      { weight: 4, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: changes },
      {
        weight: 1,
        arbitrary: fc
          .tuple(first, changes)
          .map(([initial, later]) => [{ from: null, status: initial }, ...later]),
      },
    ),
    leftOut: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(fc.record({ from: instant, to }), { maxLength: 2 }) },
    ),
    fee: fc.constantFrom(false, false, false, true),
  });
}

function allocationsTo(
  invoiceIds: readonly string[],
  instant: fc.Arbitrary<Instant>,
): fc.Arbitrary<LedgerAllocation[]> {
  return fc.array(
    fc.record({ invoiceId: fc.constantFrom(...invoiceIds, 'unknown'), amount: amount(), at: instant }),
    { minLength: 1, maxLength: 3 },
  );
}

type Unnamed<T> = Omit<T, 'id'>;

/** Allocations start with their money or later, and never exceed it: both are refused at the write (S3). */
function moneyWith(
  allocations: fc.Arbitrary<LedgerAllocation[]>,
  instant: fc.Arbitrary<Instant>,
): fc.Arbitrary<Unnamed<LedgerCredit>> {
  return fc
    .record({
      reference: fc.constantFrom('a', 'b', 'c'),
      at: instant,
      unapplied: fc.constantFrom(0, 0, 0, 0, 10, 30),
      allocations,
      atOnce: fc.boolean(),
    })
    .map(({ reference, at, unapplied, allocations: wanted, atOnce }) => ({
      reference,
      at,
      amount: wanted.reduce<number>((total, allocation) => total + allocation.amount, unapplied),
      allocations: wanted.map((each) => ({ ...each, at: atOnce ? at : Math.max(at, each.at) })),
    }));
}

function paymentWith(
  allocations: fc.Arbitrary<LedgerAllocation[]>,
  instant: fc.Arbitrary<Instant>,
): fc.Arbitrary<Unnamed<LedgerPayment>> {
  return fc
    .tuple(moneyWith(allocations, instant), fc.option(instant, { freq: 3 }))
    .map(([money, reversedAt]) => ({
      ...money,
      reversedAt: reversedAt !== null && reversedAt >= money.at ? reversedAt : null,
    }));
}

function numbered(prefix: string): <T>(list: T[]) => (T & { id: string })[] {
  return (list) => list.map((item, index) => ({ ...item, id: `${prefix}${index}` }));
}
