import type { BillingEntity, BillingInputs } from '@dunwell/contract';
import { addDays } from '@dunwell/engine';
import { currencyDigits } from '@dunwell/language';
import type { DataSource } from 'typeorm';
import type { RowOutcome } from '../../src/billing/apply/apply-context.js';
import { applyRows } from '../../src/billing/imports/apply-rows.js';
import { newId } from '../../src/platform/database/ids.js';

type Told = { [Entity in BillingEntity]: BillingInputs[Entity][] };

const nothing = (): Told => ({
  accounts: [],
  invoices: [],
  payments: [],
  credits: [],
  subscriptions: [],
  paymentMethods: [],
  tags: [],
});

const ORDER: readonly BillingEntity[] = [
  'accounts',
  'invoices',
  'payments',
  'credits',
  'subscriptions',
  'paymentMethods',
  'tags',
];

/** Days from issue to due date where a test does not care. */
const USUAL_TERM = 14;

/**
 * A workspace told in the words of the domain, stored through the same functions as everything that arrives:
 *
 *     const world = await World.create(dataSource, { now: '2026-01-01T09:00:00Z' });
 *     world.account('A').owes('120.00').since('2026-01-03').pays('20.00').on('2026-01-05');
 *     await world.save();
 */
export class World {
  private told = nothing();
  private now: Date;
  private numbers = 0;

  private constructor(
    private readonly dataSource: DataSource,
    readonly workspaceId: string,
    now: string,
  ) {
    this.now = new Date(now);
  }

  /** A workspace of its own. */
  static async create(
    dataSource: DataSource,
    { now = '2026-01-01T00:00:00Z', timeZone = 'UTC' }: { now?: string; timeZone?: string } = {},
  ): Promise<World> {
    const workspaceId = newId();
    await dataSource.query('insert into workspaces (workspace_id, name, created_at) values ($1, $2, $3)', [
      workspaceId,
      'Test',
      now,
    ]);
    await dataSource.query(
      `insert into workspace_zones (workspace_id, from_date, time_zone) values ($1, '0001-01-01', $2)`,
      [workspaceId, timeZone],
    );
    return new World(dataSource, workspaceId, now);
  }

  /** A workspace that is already there, such as that of `startTestApp`. */
  static in(dataSource: DataSource, workspaceId: string, now: string): World {
    return new World(dataSource, workspaceId, now);
  }

  /** Business now of what is saved from here on. */
  at(now: string): this {
    this.now = new Date(now);
    return this;
  }

  /** Begins, or goes on with, the story of an account. */
  account(key: string, details: Omit<BillingInputs['accounts'], 'account'> = {}): AccountStory {
    const currency = details.currency ?? 'EUR';
    const isKnown = this.told.accounts.some(({ account }) => account === key);
    if (!isKnown) this.told.accounts.push({ account: key, ...details, currency });
    return new AccountStory(key, currency, {
      told: this.told,
      number: () => `${key}-${(this.numbers += 1)}`,
    });
  }

  /** Stores what was told since the last time, in one transaction; a row that is refused fails the test. */
  async save(): Promise<this> {
    const told = this.told;
    this.told = nothing();
    await this.dataSource.transaction(async (manager) => {
      for (const entity of ORDER) {
        const outcomes = await applyRows(
          manager,
          { workspaceId: this.workspaceId, now: this.now },
          { entity, inputs: told[entity] },
        );
        failOnRefusal(entity, outcomes);
      }
    });
    return this;
  }

  /** The id behind an account's key. */
  async accountId(key: string): Promise<string> {
    const [row] = await this.dataSource.query<{ account_id: string }[]>(
      'select account_id from accounts where workspace_id = $1 and key = $2',
      [this.workspaceId, key],
    );
    if (row === undefined) throw new Error(`There is no account ${key}; was the world saved?`);
    return row.account_id;
  }
}

interface Pen {
  told: Told;
  /** A new number for an invoice or a reference for money. */
  number: () => string;
}

/** What is told of one account; every sentence ends where it began, so that the next can follow. */
export class AccountStory {
  /** The invoice that was told of last. */
  private lastInvoice: string | undefined;

  constructor(
    readonly key: string,
    readonly currency: string,
    private readonly pen: Pen,
  ) {}

  /** An invoice: `.since(date)` it is past due, or `.dueOn(date)`. */
  owes(amount: string, invoice: Partial<BillingInputs['invoices']> = {}): Debt {
    const number = invoice.number ?? this.pen.number();
    this.lastInvoice = number;
    return new Debt(this, (dates) => {
      this.pen.told.invoices.push({
        account: this.key,
        number,
        total: this.minor(amount),
        ...dates,
        ...invoice,
      });
    });
  }

  /** A payment for the invoice told of last, unless `.unapplied(date)` or `.for(number, date)` says otherwise. */
  pays(amount: string, payment: Partial<BillingInputs['payments']> = {}): Money {
    return new Money(this, this.lastInvoice, (at, invoice) => {
      this.pen.told.payments.push({
        account: this.key,
        reference: this.pen.number(),
        status: 'succeeded',
        amount: this.minor(amount),
        at,
        allocations: invoice === undefined ? [] : [{ invoice, amount: this.minor(amount) }],
        ...payment,
      });
    });
  }

  /** A credit, in the words of a payment. */
  isCredited(amount: string, credit: Partial<BillingInputs['credits']> = {}): Money {
    return new Money(this, this.lastInvoice, (at, invoice) => {
      this.pen.told.credits.push({
        account: this.key,
        reference: this.pen.number(),
        amount: this.minor(amount),
        at,
        allocations: invoice === undefined ? [] : [{ invoice, amount: this.minor(amount) }],
        ...credit,
      });
    });
  }

  /** An active subscription since long ago, unless told otherwise. */
  subscribes(plan: string, subscription: Partial<BillingInputs['subscriptions']> = {}): this {
    this.pen.told.subscriptions.push({
      account: this.key,
      key: `${this.key}-${plan}`,
      plan,
      status: 'active',
      startedOn: '2000-01-01',
      ...subscription,
    });
    return this;
  }

  /** A card that is the default. */
  hasCard(expiresOn: string, card: Partial<BillingInputs['paymentMethods']> = {}): this {
    this.pen.told.paymentMethods.push({
      account: this.key,
      key: `${this.key}-card`,
      type: 'card',
      status: 'active',
      isDefault: true,
      expiresOn,
      ...card,
    });
    return this;
  }

  isTagged(tag: string, { from = null, to = null }: { from?: string | null; to?: string | null } = {}): this {
    this.pen.told.tags.push({ account: this.key, tag, from, to });
    return this;
  }

  private minor(amount: string): number {
    return Math.round(Number(amount) * 10 ** currencyDigits(this.currency));
  }
}

/** An invoice whose dates are still to be told. */
export class Debt {
  constructor(
    private readonly story: AccountStory,
    private readonly tell: (dates: { issuedOn: string; dueOn: string }) => void,
  ) {}

  /** The first date on which it is past due. */
  since(date: string): AccountStory {
    return this.dueOn(addDays(date, -1));
  }

  dueOn(date: string): AccountStory {
    this.tell({ issuedOn: addDays(date, -USUAL_TERM), dueOn: date });
    return this.story;
  }
}

/** Money whose time and purpose are still to be told. */
export class Money {
  constructor(
    private readonly story: AccountStory,
    private readonly lastInvoice: string | undefined,
    private readonly tell: (at: string, invoice: string | undefined) => void,
  ) {}

  /** At a date (00:00 of it) or an instant, for the invoice told of last. */
  on(at: string): AccountStory {
    return this.for(this.lastInvoice, at);
  }

  for(invoice: string | undefined, at: string): AccountStory {
    this.tell(at, invoice);
    return this.story;
  }

  unapplied(at: string): AccountStory {
    return this.for(undefined, at);
  }
}

function failOnRefusal(entity: BillingEntity, outcomes: readonly RowOutcome[]): void {
  for (const [index, outcome] of outcomes.entries()) {
    if (outcome.status !== 'rejected') continue;
    throw new Error(`${entity}[${index}] was refused: ${JSON.stringify(outcome.problems)}`);
  }
}
