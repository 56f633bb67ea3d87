import { fieldKey, type FactValue, type FieldId, type Subject } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { newId } from '../../platform/database/ids.js';
import { factSource } from './fact-source.js';
import type { FactField } from './fact-sql.js';
import type { FactQuery } from './fact-statement.js';
import { momentAt, type Moment } from './moment.js';
import { readSubjects } from './read-subjects.js';
import { attributeTypes } from './workspace-facts.js';

/** Values by column; a test names those that matter to it. */
export type Columns = Record<string, string | number | boolean | null>;

export const ALWAYS = { from_at: '-infinity', to_at: 'infinity' };

/** A workspace whose rows a test states one by one, leaving out what does not matter to it. */
export class BillingWorld {
  readonly workspaceId = newId();

  private constructor(
    readonly manager: EntityManager,
    readonly zone: string,
  ) {}

  static async create(manager: EntityManager, zone = 'Europe/Berlin'): Promise<BillingWorld> {
    const world = new BillingWorld(manager, zone);
    await manager.query(`insert into workspaces values ($1, 'Test', '2026-01-01')`, [world.workspaceId]);
    return world;
  }

  /** An account that owes nothing; periods of its timeline, if given, say otherwise. */
  async account(key: string, account: Columns = {}, timeline: readonly Columns[] = [{}]): Promise<string> {
    const { time_zone = this.zone, ...columns } = account;
    const account_id = newId();
    await this.insert('accounts', {
      account_id,
      key,
      currency: 'EUR',
      created_at: '2026-01-01T00:00:00Z',
      ...columns,
    });
    await this.insert('account_zones', {
      account_id,
      from_date: '-infinity',
      to_date: 'infinity',
      time_zone,
      own: time_zone !== this.zone,
    });
    for (const period of timeline) await this.balance(account_id, period);
    return account_id;
  }

  async balance(account_id: string, period: Columns): Promise<void> {
    const nothing = { outstanding: 0, overdue: 0, unapplied: 0, overdue_invoices: 0 };
    await this.insert('account_timeline', { account_id, ...ALWAYS, ...nothing, ...period });
  }

  /** An invoice with the periods of its timeline, open and not past due unless they say otherwise. */
  async invoice(
    account_id: string,
    invoice: Columns = {},
    timeline: readonly Columns[] = [{}],
  ): Promise<string> {
    const invoice_id = newId();
    const row = {
      invoice_id,
      account_id,
      number: invoice_id,
      issued_on: '2026-03-01',
      due_on: '2026-03-15',
      total: 10_000,
      created_at: '2026-03-01T00:00:00Z',
      ...invoice,
    };
    await this.insert('invoices', row);
    for (const period of timeline) {
      await this.insert('invoice_timeline', {
        invoice_id,
        account_id,
        ...ALWAYS,
        status: 'open',
        left_out: false,
        remaining: row.total,
        past_due: false,
        ...period,
      });
    }
    return invoice_id;
  }

  async subscription(account_id: string, ...states: Columns[]): Promise<string> {
    const subscription_id = newId();
    const created_at = '2026-01-01T00:00:00Z';
    await this.insert('subscriptions', { subscription_id, account_id, key: subscription_id, created_at });
    for (const state of states) {
      const usual = { ...ALWAYS, status: 'active', started_on: '2025-01-01' };
      await this.insert('subscription_states', { subscription_id, account_id, ...usual, ...state });
    }
    return subscription_id;
  }

  async paymentMethod(account_id: string, ...states: Columns[]): Promise<string> {
    const payment_method_id = newId();
    const created_at = '2026-01-01T00:00:00Z';
    await this.insert('payment_methods', {
      payment_method_id,
      account_id,
      key: payment_method_id,
      created_at,
    });
    for (const state of states) {
      const usual = { ...ALWAYS, type: 'card', status: 'active', is_default: true };
      await this.insert('payment_method_states', { payment_method_id, account_id, ...usual, ...state });
    }
    return payment_method_id;
  }

  /** A payment with its statuses, meant for an invoice if one is named. */
  async payment(
    account_id: string,
    { amount = 10_000, invoice_id }: { amount?: number; invoice_id?: string },
    ...states: Columns[]
  ): Promise<string> {
    const payment_id = newId();
    const created_at = '2026-01-01T00:00:00Z';
    await this.insert('payments', { payment_id, account_id, reference: payment_id, amount, created_at });
    for (const state of states) await this.insert('payment_states', { payment_id, account_id, ...state });
    if (invoice_id) {
      const at = String(states[0]?.at);
      await this.insert('payment_allocations', { payment_id, position: 1, invoice_id, amount, at });
    }
    return payment_id;
  }

  async hold(account_id: string, hold: Columns): Promise<string> {
    const hold_id = newId();
    const usual = {
      reason: 'courtesy',
      until_at: 'infinity',
      author: 'test',
      created_at: '2026-01-01T00:00:00Z',
    };
    await this.insert('holds', { hold_id, account_id, ...usual, ...hold });
    return hold_id;
  }

  async attribute(subject: 'account' | 'invoice', type: string, period: Columns): Promise<void> {
    await this.manager.query(
      `insert into attribute_definitions values ($1, $2, $3, $4) on conflict do nothing`,
      [this.workspaceId, subject, period.name, type],
    );
    await this.insert('attribute_periods', { subject, ...ALWAYS, ...period });
  }

  async insert(table: string, row: Columns): Promise<void> {
    const columns = Object.entries({ workspace_id: this.workspaceId, ...row });
    await this.manager.query(
      `insert into ${table} (${columns.map(([name]) => name).join(', ')})
       values (${columns.map((_, index) => `$${index + 1}`).join(', ')})`,
      columns.map(([, value]) => value),
    );
  }

  moment(at: string): Moment {
    return momentAt(Date.parse(at), this.zone);
  }

  /** Subjects of the workspace at a moment, with the values of fields. */
  async read(subject: Subject, at: string, fields: readonly FactField[], only: Partial<FactQuery> = {}) {
    const moment = this.moment(at);
    const types = await attributeTypes(this.manager, this.workspaceId);
    return readSubjects(this.manager, {
      workspaceId: this.workspaceId,
      subject,
      moment,
      source: factSource({ subject, moment, attributeTypes: types }),
      fields,
      limit: 1_000,
      ...only,
    });
  }

  /** One value of one subject. */
  async value(
    subject: Subject,
    id: string,
    at: string,
    { field, params }: { field: FieldId; params?: FactField['params'] },
  ): Promise<FactValue | undefined> {
    const [read] = await this.read(subject, at, [{ field, params }], { subjectIds: [id] });
    return read?.values[fieldKey(field, params)];
  }
}
