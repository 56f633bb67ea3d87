import type {
  AuditEntry,
  Automation,
  Backlog,
  Evaluation,
  MissedMatch,
  PublishResult,
} from '@dunwell/contract';
import type { AutomationDocument, Condition, Step } from '@dunwell/language';
import { startTestApp, type TestApp, type TestAppOptions } from '../support/start-test-app.js';
import { World, type AccountStory } from '../support/world.js';

export const streakDay = (operator: 'equals' | 'atLeast', value: number): Condition => ({
  field: 'account.pastDueStreakDays',
  operator,
  value,
});

export const tagged = (tag: string, next: string | null = null): Step => ({
  kind: 'action',
  action: { kind: 'addTag', tag },
  next,
});

/** Who is past due for 14 days gets a tag, once in a streak; ends when nothing is overdue. */
export function pastDue14(changes: Partial<AutomationDocument> = {}): AutomationDocument {
  return {
    schemaVersion: 1,
    name: 'Past due 14 days',
    subject: 'account',
    trigger: { kind: 'schedule', every: 'day', at: '09:00' },
    entry: { when: streakDay('equals', 14), reentry: { kind: 'oncePerStreak' } },
    exit: [
      { id: 'paid', label: 'Paid', when: { field: 'account.overdueBalance', operator: 'equals', value: 0 } },
    ],
    first: 'tag',
    steps: { tag: tagged('late') },
    ...changes,
  };
}

/** The same from the 14th day on. */
export const since14 = (changes: Partial<AutomationDocument> = {}): AutomationDocument =>
  pastDue14({ entry: { when: streakDay('atLeast', 14), reentry: { kind: 'oncePerStreak' } }, ...changes });

/** The whole application, its clock in the test's hand. */
export class EvaluationWorld {
  automationId = '';

  private constructor(
    readonly app: TestApp,
    private readonly facts: World,
  ) {}

  static async open(now: string, options: TestAppOptions = {}): Promise<EvaluationWorld> {
    return EvaluationWorld.within(await startTestApp({ now, ...options }), now);
  }

  /** In an application that runs already. */
  static within(app: TestApp, now: string): EvaluationWorld {
    return new EvaluationWorld(app, World.in(app.dataSource, app.workspaceId, now));
  }

  account(key: string, details: { timeZone?: string; currency?: string } = {}): AccountStory {
    return this.facts.account(key, details);
  }

  save(): Promise<unknown> {
    return this.facts.save();
  }

  async create(document: AutomationDocument): Promise<Automation> {
    const created = await this.app.http.post('/api/v1/automations').send({ document }).expect(201);
    this.automationId = (created.body as Automation).id;
    return created.body as Automation;
  }

  async publish(document: AutomationDocument, backlog: Backlog = 'skip'): Promise<PublishResult> {
    await this.create(document);
    return this.putLive(backlog);
  }

  /** Saves another draft and publishes it. */
  async revise(document: AutomationDocument, backlog: Backlog = 'skip'): Promise<PublishResult> {
    const { body } = await this.app.http.get(this.path()).expect(200);
    const { revision } = body as Automation;
    await this.app.http.put(this.path('/draft')).send({ document, revision }).expect(200);
    return this.putLive(backlog);
  }

  private async putLive(backlog: Backlog): Promise<PublishResult> {
    const response = await this.app.http.post(this.path('/publish')).send({ backlog });
    if (response.status !== 200) throw new Error(response.text);
    return response.body as PublishResult;
  }

  async change(status: 'pause' | 'resume' | 'archive'): Promise<void> {
    await this.app.http.post(this.path(`/${status}`)).expect(200);
  }

  /** Moves the clock and does everything that has become due; a date stands for its 09:00 UTC. */
  async moveTo(instant: string): Promise<void> {
    await this.waitUntil(instant);
    const now = instantOf(instant);
    const response = await this.app.http.put('/api/v1/clock?drain=true').send({ now });
    if (response.status !== 200) throw new Error(response.text);
  }

  /** Lets time pass while nobody evaluates. */
  async waitUntil(instant: string): Promise<void> {
    await this.app.clock.set(instantOf(instant));
    this.facts.at(instantOf(instant));
  }

  evaluate(date: string): ReturnType<TestApp['http']['post']> {
    return this.app.http.post(this.path('/evaluations')).send({ date });
  }

  /** "2026-03-14 A day14", in order of date and subject. */
  async entered(): Promise<string[]> {
    const rows = await this.app.dataSource.query<{ entry: string }[]>(
      `select concat_ws(' ', j.business_date, coalesce(i.number, s.key, p.key, a.key), nullif(array_to_string(j.path, '>'), '')) as entry
       from journeys j
       join accounts a on a.workspace_id = j.workspace_id and a.account_id = j.account_id
       left join invoices i on i.workspace_id = j.workspace_id and i.invoice_id = j.subject_id
       left join subscriptions s on s.workspace_id = j.workspace_id and s.subscription_id = j.subject_id
       left join payment_methods p on p.workspace_id = j.workspace_id and p.payment_method_id = j.subject_id
       where j.workspace_id = $1
       order by 1`,
      [this.app.workspaceId],
    );
    return rows.map(({ entry }) => entry);
  }

  /** "2026-03-14 A missed late", in order of date and account. */
  async matches(): Promise<string[]> {
    const rows = await this.app.dataSource.query<{ match: string }[]>(
      `select concat_ws(' ', m.business_date, a.key, m.outcome, m.missed_because) as match
       from matches m join accounts a using (workspace_id, account_id) order by 1`,
    );
    return rows.map(({ match }) => match);
  }

  async evaluations(): Promise<Evaluation[]> {
    const { body } = await this.app.http.get(this.path('/evaluations?limit=200')).expect(200);
    return (body as { items: Evaluation[] }).items;
  }

  async evaluation(date: string): Promise<Evaluation> {
    const found = (await this.evaluations()).filter((one) => one.date === date);
    if (found.length !== 1) throw new Error(`There are ${found.length} evaluations of ${date}.`);
    return found[0]!;
  }

  /** "2026-03-14 A lateData" */
  async missed(): Promise<string[]> {
    const { body } = await this.app.http.get('/api/v1/missed').expect(200);
    const { items } = body as { items: MissedMatch[] };
    return items.map(({ date, subject, because }) => `${date} ${subject.key} ${because}`);
  }

  decide(decision: 'run' | 'dismiss', date: string, subject: string): ReturnType<TestApp['http']['post']> {
    const items = [{ automationId: this.automationId, date, subject }];
    return this.app.http.post('/api/v1/missed/decide').send({ decision, items });
  }

  /** What the audit log says was decided about missed matches, in order. */
  async decided(): Promise<unknown[]> {
    const { body } = await this.app.http.get('/api/v1/audit').query({ search: 'missed.' }).expect(200);
    const { items } = body as { items: AuditEntry[] };
    return items.reverse().map(({ action, subject, after }) => [action, subject.key, after?.items]);
  }

  path(rest = ''): string {
    return `/api/v1/automations/${this.automationId}${rest}`;
  }
}

export const instantOf = (instant: string): string =>
  instant.length === 10 ? `${instant}T09:00:00Z` : instant;
