import type { BusinessEvent, BusinessEventWithReasons, EventFilter } from '@dunwell/contract';
import type { AutomationDocument, EventName } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { announceEvents } from '../../src/billing/events/announce-events.js';
import { EventIntake } from '../../src/runtime/events/event-intake.js';
import supertest from 'supertest';
import { addWorkspace, startTestApp, type TestApp } from '../support/start-test-app.js';
import { EvaluationWorld, pastDue14, tagged } from '../runtime/evaluation-world.testing.js';

/** One application for a file of tests, each of which has a workspace of its own and business now where it wants it. */
export class SharedApp {
  private constructor(private readonly app: TestApp) {}

  static async start(): Promise<SharedApp> {
    return new SharedApp(await startTestApp({ now: '2026-01-01T00:00:00Z' }));
  }

  async world(now: string): Promise<EvaluationWorld> {
    // Tests begin where they want; only the clock itself goes forwards only.
    await this.app.dataSource.query('update clock set business_now = $1', [now]);
    const { workspaceId, key } = await addWorkspace(this.app.app);
    const http = supertest.agent(this.app.url).set('Authorization', `Bearer ${key}`);
    return EvaluationWorld.within({ ...this.app, http, workspaceId, key }, now);
  }

  close(): Promise<void> {
    return this.app.close();
  }
}

/** A rule that tags the account of whatever an event is about, as often as the event happens. */
export const onEvent = (event: EventName, changes: Partial<AutomationDocument> = {}): AutomationDocument =>
  pastDue14({
    name: `On ${event}`,
    trigger: { kind: 'event', event },
    entry: { when: null, reentry: { kind: 'everyMatch' } },
    exit: [],
    steps: { tag: tagged('told') },
    ...changes,
  });

/** "2026-03-15T00:00 invoice.overdue A {"number":"A-1"}", in order of time and name. */
export async function published(world: EvaluationWorld): Promise<string[]> {
  const rows = await world.app.dataSource.query<
    { at: Date; name: string; account: string; payload: object }[]
  >(
    `select e.at, e.name, a.key as account, e.payload from billing_events e
     join accounts a using (workspace_id, account_id)
     where workspace_id = $1 order by e.at, e.name, a.key, e.payload::text`,
    [world.app.workspaceId],
  );
  return rows.map(
    ({ at, name, account, payload }) =>
      `${at.toISOString().slice(0, 16)} ${name} ${account} ${JSON.stringify(payload)}`,
  );
}

/** The names of what was published, with their accounts. */
export const names = async (world: EvaluationWorld): Promise<string[]> =>
  (await published(world)).map((one) => one.split(' ').slice(1, 3).join(' '));

/** Announces what has begun by an instant, as the minute tick of one process does. */
export const announce = (world: EvaluationWorld, now: string): Promise<void> =>
  announceEvents(world.app.dataSource.manager, world.app.workspaceId, new Date(now));

/** Announces what has begun and looks up what events start, as the minute tick of one process does. */
export async function takeIn(world: EvaluationWorld, now: string): Promise<void> {
  await announce(world, now);
  await world.app.app.get(EventIntake).runWorkspace(world.app.workspaceId, new Date(now));
}

export async function events(world: EvaluationWorld, filter: EventFilter = {}): Promise<BusinessEvent[]> {
  const { body } = await world.app.http
    .get('/api/v1/events')
    .query({ limit: 200, ...filter })
    .expect(200);
  return (body as { items: BusinessEvent[] }).items;
}

export async function event(world: EvaluationWorld, id: string): Promise<BusinessEventWithReasons> {
  const { body } = await world.app.http.get(`/api/v1/events/${id}`).expect(200);
  return body as BusinessEventWithReasons;
}

/** "payment.failed A entered", the latest first; what started nothing anywhere is not in it. */
export async function outcomes(world: EvaluationWorld, filter: EventFilter = {}): Promise<string[]> {
  return (await events(world, filter)).flatMap(({ name, outcomes: all }) =>
    all.map(({ subject, outcome, missedBecause }) =>
      [name, subject.key, outcome, missedBecause].filter((one) => one !== null).join(' '),
    ),
  );
}

/** A row as a request sends it. */
export async function send(world: EvaluationWorld, path: string, body: object): Promise<void> {
  const response = await world.app.http.post(`/api/v1/${path}`).send(body);
  if (response.status >= 300) throw new Error(response.text);
}

/** Rolls back whatever is done in it. */
export async function rolledBack(
  world: EvaluationWorld,
  work: (manager: EntityManager) => Promise<unknown>,
): Promise<void> {
  await world.app.dataSource
    .transaction(async (manager) => {
      await work(manager);
      throw new Error('rolled back');
    })
    .catch((error: unknown) => {
      if (!(error instanceof Error) || error.message !== 'rolled back') throw error;
    });
}
