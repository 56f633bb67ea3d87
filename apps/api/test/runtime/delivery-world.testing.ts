import type { DeliveryDecision, HoldInput } from '@dunwell/contract';
import type { AutomationDocument, Step } from '@dunwell/language';
import type { SMTPServerOptions } from 'smtp-server';
import { DataSource } from 'typeorm';
import type { ProcessConfig } from '../../src/config/config.js';
import { mailSink, type MailSink, type Script } from '../../src/connectors/email/mail-sink.testing.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { Log } from '../../src/platform/logging/log.js';
import { Metrics } from '../../src/platform/metrics/metrics.js';
import { DeliveryWorker } from '../../src/runtime/deliveries/delivery-worker.js';
import { EffectTools } from '../../src/runtime/deliveries/effect-tools.js';
import { TickRegistry } from '../../src/platform/clock/tick-registry.js';
import { startTestApp, type TestApp } from '../support/start-test-app.js';
import { World, type AccountStory } from '../support/world.js';

export const PUBLISHED = '2026-03-01T00:00:00Z';
/** The date on which accounts of these tests become past due, and its evaluation. */
export const DAY = '2026-03-02';
export const NINE = `${DAY}T09:00:00Z`;

export const REMIND = {
  kind: 'emailCustomer',
  subject: 'You owe {{ account.overdueBalance | money }}',
  body: 'Hello {{ account.name }}, please pay {{ account.overdueBalance | money }}.',
} as const;

type Steps = Readonly<Record<string, Step>>;

/** Who is past due gets the steps given, from `first` on; ends when it has paid. */
export function rule(
  steps: Steps = { remind: { kind: 'action', action: REMIND, next: null } },
  overrides: Partial<AutomationDocument> = {},
): AutomationDocument {
  return {
    schemaVersion: 1,
    name: 'Past due',
    subject: 'account',
    trigger: { kind: 'schedule', every: 'day', at: '09:00' },
    entry: {
      when: { field: 'account.pastDueStreakDays', operator: 'atLeast', value: 1 },
      reentry: { kind: 'oncePerStreak' },
    },
    exit: [
      {
        id: 'paid',
        label: 'Nothing overdue any more',
        when: { field: 'account.overdueBalance', operator: 'equals', value: 0 },
      },
    ],
    first: Object.keys(steps)[0]!,
    steps,
    ...overrides,
  };
}

export const act = (
  action: Extract<Step, { kind: 'action' }>['action'],
  then: { next?: string | null; onFailure?: string } = {},
): Step => ({ kind: 'action', action, next: null, ...then });

export interface DeliverySeen {
  key: string;
  account: string;
  step: string;
  status: string;
  heldBecause: string | null;
  problemCode: string | null;
  problem: string | null;
  attempts: number;
  dueAt: Date | number;
}

interface WorldOptions {
  script?: Script;
  mailOptions?: SMTPServerOptions;
  config?: Partial<ProcessConfig>;
}

/** The whole application with a mail server beside it; ticks run when told. */
export class DeliveryWorld {
  automationId = '';
  private readonly facts: World;

  private constructor(
    readonly app: TestApp,
    readonly mail: MailSink,
    /** What the mail server does; may be changed while it runs. */
    readonly script: Script,
  ) {
    this.facts = World.in(app.dataSource, app.workspaceId, PUBLISHED);
  }

  static async open(
    document: AutomationDocument = rule(),
    { script = {}, mailOptions = {}, config = {} }: WorldOptions = {},
  ): Promise<DeliveryWorld> {
    const mail = await mailSink(script, mailOptions);
    const app = await startTestApp({
      now: PUBLISHED,
      config: { smtpUrl: `smtp://127.0.0.1:${mail.port}`, allowPrivateNetworks: true, ...config },
    });
    const world = new DeliveryWorld(app, mail, script);
    await world.publish(document);
    return world;
  }

  get dataSource(): DataSource {
    return this.app.dataSource;
  }

  async publish(document: AutomationDocument): Promise<void> {
    const created = await this.app.http.post('/api/v1/automations').send({ document }).expect(201);
    this.automationId = (created.body as { id: string }).id;
    await this.change('publish', { backlog: 'skip' });
  }

  async change(status: 'publish' | 'pause' | 'resume' | 'archive', body: object = {}): Promise<void> {
    const path = `/api/v1/automations/${this.automationId}/${status}`;
    const response = await this.app.http.post(path).send(body);
    if (response.status >= 300) throw new Error(response.text);
  }

  /** An account that can be written to. */
  account(
    key = 'A',
    details: { email?: string | null; currency?: string; timeZone?: string } = {},
  ): AccountStory {
    return this.facts.account(key, { name: `Customer ${key}`, email: `${key}@customer.example`, ...details });
  }

  /** Stores what was told, as of business now. */
  async save(): Promise<void> {
    await this.facts.save();
  }

  /** Accounts that owe 120.00 since `DAY` on an invoice named after them, entered on that date and not written to yet. */
  async entered(...keys: string[]): Promise<void> {
    for (const key of keys)
      this.account(key)
        .owes('120.00', { number: `${key}-owed` })
        .since(DAY);
    await this.save();
    await this.setClock(NINE);
    await this.tick('evaluations');
  }

  async setClock(now: string): Promise<void> {
    await this.app.clock.set(now);
    this.facts.at(now);
  }

  async tick(name: 'practice' | 'journeys' | 'evaluations' | 'deliveries'): Promise<void> {
    const tick = this.app.app.get(TickRegistry).ticks.find((one) => one.name === name);
    if (!tick) throw new Error(`There is no tick ${name}.`);
    const [row] = await this.dataSource.query<{ business_now: Date }[]>('select business_now from clock');
    await tick.run(row!.business_now);
  }

  /** As another process has it, on the same database. */
  anotherWorker(): DeliveryWorker {
    const { app } = this.app;
    const own = new TickRegistry();
    return new DeliveryWorker(
      app.get(DataSource),
      app.get(Clock),
      own,
      app.get(Log),
      app.get(EffectTools),
      app.get(Metrics),
    );
  }

  /** Journeys under way hear of what has happened, and what they ask for is delivered. */
  async deliver(): Promise<void> {
    await this.tick('journeys');
    await this.tick('deliveries');
  }

  /** Moves the clock and has everything done that is then due. */
  async moveTo(now: string): Promise<void> {
    this.facts.at(now);
    const response = await this.app.http.put('/api/v1/clock?drain=true').send({ now });
    if (response.status !== 200) throw new Error(response.text);
  }

  async deliverAt(now: string): Promise<void> {
    await this.setClock(now);
    await this.deliver();
  }

  async pays(key = 'A', at = NINE, payment: object = {}): Promise<void> {
    this.account(key).pays('120.00', payment).for(`${key}-owed`, at);
    await this.save();
  }

  async hold(hold: Partial<HoldInput> = {}): Promise<string> {
    const input = { account: 'A', reason: 'dispute', ...hold };
    const response = await this.app.http.post('/api/v1/holds').send(input);
    if (response.status !== 201) throw new Error(response.text);
    return (response.body as { id: string }).id;
  }

  async lift(holdId: string): Promise<void> {
    const response = await this.app.http.post(`/api/v1/holds/${holdId}/lift`).send({});
    if (response.status >= 300) throw new Error(response.text);
  }

  decide(key: string, decision: DeliveryDecision) {
    return this.app.http.post('/api/v1/deliveries/decide').send({ key, decision });
  }

  async deliveries(account?: string): Promise<DeliverySeen[]> {
    return this.dataSource.query<DeliverySeen[]>(
      `select d.key, a.key as account, d.step_id as step, d.status, d.held_because as "heldBecause",
         d.problem_code as "problemCode", d.problem, d.attempts, d.due_at as "dueAt"
       from deliveries d join accounts a using (workspace_id, account_id)
       where $1::text is null or a.key = $1 order by d.first_due_at, a.key, d.key`,
      [account ?? null],
    );
  }

  /** The only delivery, or the last of an account. */
  async delivery(account?: string): Promise<DeliverySeen> {
    const last = (await this.deliveries(account)).at(-1);
    if (!last) throw new Error('There is no delivery.');
    return last;
  }

  /** As `step status`, in order. */
  async steps(account?: string): Promise<string[]> {
    return (await this.deliveries(account)).map(({ step, status }) => `${step} ${status}`);
  }

  async journey(account = 'A'): Promise<{ status: string; because: string | null }> {
    const rows = await this.dataSource.query<{ status: string; because: string | null }[]>(
      `select j.status, j.ended_because as because from journeys j join accounts a using (workspace_id, account_id)
       where a.key = $1 order by j.entered_at desc limit 1`,
      [account],
    );
    if (!rows[0]) throw new Error(`${account} has no journey.`);
    return rows[0];
  }

  /** Who got mail, in order. */
  get recipients(): string[] {
    return this.mail.mails.map(({ to }) => [to].flat()[0]?.text ?? '');
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.mail.close();
  }
}
