import { compileCondition, type CalendarDate } from '@dunwell/engine';
import { FIELDS, type Condition, type FieldDefinition, type FieldId, type Subject } from '@dunwell/language';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../test/support/create-test-database.js';
import { BillingWorld } from './billing-world.testing.js';
import { factSource } from './fact-source.js';
import { factStatement } from './fact-statement.js';
import { momentFor } from './moment.js';
import { CANDIDATE } from './subject-tables.js';

/** Enough history that reading all of it loses against every index. */
const ACCOUNTS = 3_000;
const DATE: CalendarDate = '2026-03-20';

let database: TestDatabase;
let world: BillingWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await BillingWorld.create(database.dataSource.manager);
  for (const statement of SEED) await world.manager.query(statement, [world.workspaceId, ACCOUNTS]);
  await world.manager.query(`analyze`);
}, 60_000);
afterAll(() => database.drop());

const id = (kind: string, n: string) => `md5('${kind}' || ${n})::uuid`;
/** Each account has eight months: in each it owes an invoice, past due for ten days, on days that differ. */
const MONTHS = `generate_series(1, $2::integer) n, generate_series(0, 7) month,
  lateral (select '2025-08-01'::date + month * 30 + n % 30 as due_on) invoice`;
const SEED = [
  `insert into accounts
   select $1, ${id('account', 'n')}, 'A' || n, 'EUR', '2025-01-01' from generate_series(1, $2::integer) n`,
  `insert into account_timeline (workspace_id, account_id, from_at, to_at, outstanding, overdue, unapplied,
     overdue_invoices, oldest_due_on, opened_on, strict_since)
   select $1, ${id('account', 'n')}, (due_on + past.first) at time zone 'UTC', (due_on + past.last) at time zone 'UTC',
     past.owed, past.owed, 0, sign(past.owed), oldest_due_on, oldest_due_on + 1, oldest_due_on + 1
   from ${MONTHS},
   lateral (values (1, 11, 100, due_on), (11, 31, 0, null)) past (first, last, owed, oldest_due_on)`,
  `insert into invoices (workspace_id, invoice_id, account_id, number, issued_on, due_on, total, created_at)
   select $1, ${id('invoice', `n || '-' || month`)}, ${id('account', 'n')}, n || '-' || month, due_on - 14, due_on, 100,
     due_on
   from ${MONTHS}`,
  `insert into invoice_timeline (workspace_id, invoice_id, account_id, from_at, to_at, status, left_out, remaining,
     past_due, opened_on)
   select $1, ${id('invoice', `n || '-' || month`)}, ${id('account', 'n')}, past.from_at, past.to_at, past.status, false,
     100, past.past_due, due_on + 1
   from ${MONTHS},
   lateral (values
     ('-infinity'::timestamptz, (due_on + 1) at time zone 'UTC', 'open', false),
     ((due_on + 1) at time zone 'UTC', (due_on + 11) at time zone 'UTC', 'open', true),
     ((due_on + 11) at time zone 'UTC', 'infinity', 'paid', false)
   ) past (from_at, to_at, status, past_due)`,
  `insert into payment_methods
   select $1, ${id('method', 'n')}, ${id('account', 'n')}, 'M' || n, '2025-01-01' from generate_series(1, $2::integer) n`,
  `insert into payment_method_states (workspace_id, payment_method_id, account_id, from_at, to_at, type, status,
     is_default, expires_on)
   select $1, ${id('method', 'n')}, ${id('account', 'n')}, '-infinity', 'infinity', 'card', 'active', true,
     '2026-01-01'::date + n % 1000
   from generate_series(1, $2::integer) n`,
];

/** The plan by which the candidates of a condition are found. */
async function planFor(subject: Subject, condition: Condition, field: FieldId): Promise<string> {
  const moment = momentFor({ every: 'day', at: '09:00' }, DATE, 'UTC');
  const source = factSource({ subject, moment, attributeTypes: { account: {}, invoice: {} } });
  const { where } = compileCondition(condition, fieldOf, source, {
    date: DATE,
    currency: CANDIDATE.currency,
  });
  const { text, values } = factStatement({
    workspaceId: world.workspaceId,
    subject,
    moment,
    source,
    fields: [{ field }],
    where: { sql: where, fields: [{ field }] },
    limit: 1_000,
  });
  const rows = await world.manager.query<Record<'QUERY PLAN', string>[]>(`explain ${text}`, [...values]);
  const lines = rows.map((row) => row['QUERY PLAN']);
  return lines
    .slice(
      0,
      lines.findIndex((line) => line.includes('CTE page')),
    )
    .join('\n');
}

function fieldOf(fieldId: FieldId): FieldDefinition {
  const field = FIELDS.find((each) => each.id === fieldId);
  if (!field) throw new Error(fieldId);
  return field;
}

describe('the candidates of a condition', () => {
  it.each<[Subject, FieldId, 'equals' | 'atLeast' | 'moreThan', number, string]>([
    ['account', 'account.pastDueStreakDays', 'equals', 5, 'account_timeline_by_opened_on'],
    ['account', 'account.pastDueStreakDaysSincePayment', 'equals', 5, 'account_timeline_by_strict_since'],
    ['account', 'account.oldestOverdueAgeDays', 'equals', 5, 'account_timeline_by_oldest_due'],
    ['account', 'account.pastDueStreakDays', 'atLeast', 5, 'account_timeline_overdue_at'],
    ['account', 'account.overdueBalance', 'moreThan', 0, 'account_timeline_overdue_at'],
    ['account', 'account.cardExpiresInDays', 'equals', 14, 'payment_method_states_by_expiry'],
    ['invoice', 'invoice.daysPastDue', 'equals', 5, 'invoices_by_due_date'],
    ['invoice', 'invoice.daysUntilDue', 'equals', 5, 'invoices_by_due_date'],
    ['invoice', 'account.pastDueStreakDays', 'equals', 5, 'account_timeline_by_opened_on'],
    ['paymentMethod', 'paymentMethod.expiresInDays', 'equals', 14, 'payment_method_states_by_expiry'],
  ])('%s: %s %s %d are looked up in %s', async (subject, field, operator, days, index) => {
    const plan = await planFor(subject, { field, operator, value: days }, field);
    expect(plan).toContain(index);
    expect(plan).not.toContain('Seq Scan');
  });
});
