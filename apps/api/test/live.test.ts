import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DunwellClient, type Counts, type LiveEvent, type LiveTopic } from '@dunwell/contract';
import pg from 'pg';
import { CONFIG, type ProcessConfig } from '../src/config/config.js';
import { CONNECTIONS_PER_CALLER } from '../src/console/live/live-hub.js';
import { LIVE_TIMES, type LiveTimes } from '../src/console/live/live-times.js';
import { announce } from '../src/platform/notify/announce.js';
import { exampleDocument, importFile } from './support/receivables.js';
import { startTestApp, type TestApp } from './support/start-test-app.js';
import { World } from './support/world.js';

const NOW = '2026-03-10T12:00:00Z';
/** Nothing here is told by time alone, unless a test says so. */
const TIMES: LiveTimes = { gather: 20, heartbeat: 3_600_000, recount: 3_600_000, lifetime: 3_600_000 };

const NONE: Counts = {
  ...{ pastDueAccounts: 0, openTasks: 0, openHolds: 0, liveAutomations: 0, missed: 0, attention: 0 },
};

let running: TestApp;
let world: World;
const readers: Reader[] = [];

async function start(times: Partial<LiveTimes> = {}): Promise<TestApp> {
  return startTestApp({
    now: NOW,
    override: (module) => module.overrideProvider(LIVE_TIMES).useValue({ ...TIMES, ...times }),
  });
}

beforeAll(async () => {
  running = await start();
  world = World.in(running.dataSource, running.workspaceId, NOW);
});

afterEach(() => {
  for (const reader of readers.splice(0)) reader.leave();
});

afterAll(() => running.close());

/** Somebody who watches, and waits for what is to come. */
class Reader {
  private readonly leaving = new AbortController();
  private readonly events: AsyncGenerator<LiveEvent>;

  constructor({ url, key }: TestApp) {
    this.events = new DunwellClient({ url, key }).live.events(this.leaving.signal);
    readers.push(this);
  }

  leave(): void {
    this.leaving.abort();
  }

  async next(): Promise<LiveEvent | undefined> {
    const next = await this.events.next();
    return next.done ? undefined : next.value;
  }

  /** Reads on until a change of this topic was told. */
  async hears(topic: LiveTopic): Promise<void> {
    for (;;) {
      const event = await this.next();
      if (!event) throw new Error(`It ended without ${topic}.`);
      if (event.event === 'changed' && event.data.topics.includes(topic)) return;
    }
  }

  /** Reads on until the figures are these. */
  async counts(expected: Counts): Promise<void> {
    for (;;) {
      const event = await this.next();
      if (!event) throw new Error(`It ended without ${JSON.stringify(expected)}.`);
      if (event.event === 'counts' && JSON.stringify(event.data) === JSON.stringify(expected)) return;
    }
  }
}

async function watching(app = running): Promise<Reader> {
  const reader = new Reader(app);
  const first = await reader.next();
  if (first?.event !== 'counts') throw new Error('The figures come first.');
  return reader;
}

const countsOf = async (agent = running.http): Promise<Counts> =>
  (await agent.get('/api/v1/counts').expect(200)).body as Counts;

describe('the figures beside the navigation', () => {
  it('count what is there now, in this workspace', async () => {
    expect(await countsOf()).toEqual(NONE);
    world.account('DUE').owes('10.00').since('2026-03-05');
    world.account('PAID').owes('10.00').since('2026-03-01').pays('10.00').on('2026-03-02');
    world.account('SOON').owes('10.00').since('2026-03-11');
    await world.save();
    await running.http
      .post('/api/v1/holds')
      .send({ account: 'DUE', reason: 'courtesy', until: '2026-03-20' })
      .expect(201);
    await running.http
      .post('/api/v1/holds')
      .send({ account: 'DUE', reason: 'dispute', from: '2026-03-01', until: '2026-03-05' })
      .expect(201);
    const { body } = await running.http
      .post('/api/v1/automations')
      .send({ document: exampleDocument('past-due-14-30.json') })
      .expect(201);
    const { id } = body as { id: string };
    expect(await countsOf()).toEqual({ ...NONE, pastDueAccounts: 1, openHolds: 1 });
    await running.http.post(`/api/v1/automations/${id}/publish`).send({ backlog: 'skip' }).expect(200);
    expect(await countsOf()).toEqual({ ...NONE, pastDueAccounts: 1, openHolds: 1, liveAutomations: 1 });
    expect(await countsOf(await running.stranger())).toEqual(NONE);
  });
});

describe('those who watch', () => {
  it('are told the figures first, and then what changes', async () => {
    const reader = await watching();
    world.account('WATCHED').owes('10.00').since('2026-03-09');
    await world.save();
    await reader.hears('accounts');
    await reader.counts({ ...(await countsOf()) });
  });

  it('hear of time too: a due date that has passed', async () => {
    const reader = await watching();
    const before = await countsOf();
    await running.clock.set('2026-03-11T12:00:00Z');
    await reader.counts({ ...before, pastDueAccounts: before.pastDueAccounts + 1 });
  });

  it.each<[LiveTopic, () => Promise<unknown>]>([
    ['imports', () => importFile(running, 'accounts', 'account,currency\nIMPORTED,EUR')],
    [
      'accounts',
      () => running.http.post('/api/v1/holds').send({ account: 'DUE', reason: 'other' }).expect(201),
    ],
    [
      'automations',
      () =>
        running.http
          .post('/api/v1/automations')
          .send({ document: { ...exampleDocument('past-due-14-30.json'), name: 'Another' } })
          .expect(201),
    ],
    [
      'evaluations',
      () => running.http.put('/api/v1/clock?drain=true').send({ now: '2026-03-12T12:00:00Z' }).expect(200),
    ],
  ])('hear of %s', async (topic, change) => {
    const reader = await watching();
    await change();
    await reader.hears(topic);
  });

  it('hear of messages and tasks', async () => {
    const reader = await watching();
    const at = '2026-03-13T12:00:00Z';
    world.at(at).account('TOLD', { email: 't@customer.example' });
    await world.save();
    await publishTelling();
    world.account('TOLD').owes('10.00').since('2026-03-14');
    await world.save();
    await running.http.put('/api/v1/clock?drain=true').send({ now: '2026-03-14T09:00:00Z' }).expect(200);
    await reader.hears('messages');
    const { openTasks } = await countsOf();
    expect(openTasks).toBe(1);
  });

  it('hear nothing that was rolled back, and nothing of another workspace', async () => {
    const other = await World.create(running.dataSource, { now: NOW });
    const reader = await watching();
    other.account('THEIRS').owes('10.00').since('2026-03-05');
    await other.save();
    await running.dataSource
      .transaction(async (manager) => {
        await announce(manager, running.workspaceId, 'imports');
        throw new Error('no');
      })
      .catch(() => undefined);
    await announce(running.dataSource, running.workspaceId, 'tasks');
    expect(await reader.next()).toEqual({ event: 'changed', data: { topics: ['tasks'] } });
  });

  it('are told several changes together', async () => {
    const reader = await watching();
    await running.dataSource.transaction(async (manager) => {
      for (const topic of ['tasks', 'accounts', 'tasks'] as const)
        await announce(manager, running.workspaceId, topic);
    });
    expect(await reader.next()).toEqual({ event: 'changed', data: { topics: ['accounts', 'tasks'] } });
  });

  it('hear again after the connection to the database was lost', async () => {
    const reader = await watching();
    const client = new pg.Client({ connectionString: running.app.get<ProcessConfig>(CONFIG).databaseUrl });
    await client.connect();
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'dunwell listens'`,
    );
    await client.end();
    // What it may have missed is everything.
    const told = await reader.next();
    expect(told).toMatchObject({ event: 'changed', data: { topics: { length: 6 } } });
    await announce(running.dataSource, running.workspaceId, 'tasks');
    await reader.hears('tasks');
  });
});

async function publishTelling(): Promise<void> {
  const document = {
    ...{ schemaVersion: 1, name: 'Tell', subject: 'account', exit: [], first: 'mail' },
    trigger: { kind: 'schedule', every: 'day', at: '09:00' },
    entry: {
      when: { field: 'account.pastDueStreakDays', operator: 'equals', value: 1 },
      reentry: { kind: 'oncePerStreak' },
    },
    steps: {
      mail: { kind: 'action', action: { kind: 'emailCustomer', subject: 'Hi', body: 'Hi' }, next: 'task' },
      task: { kind: 'action', action: { kind: 'createTask', title: 'Call', dueInDays: 1 }, next: null },
    },
  };
  const created = await running.http.post('/api/v1/automations').send({ document }).expect(201);
  const { id } = created.body as { id: string };
  await running.http.post(`/api/v1/automations/${id}/publish`).send({ backlog: 'skip' }).expect(200);
}

describe('a connection', () => {
  const raw = (app: TestApp, headers: Record<string, string> = {}) =>
    fetch(`${app.url}/api/v1/live`, {
      headers: { Authorization: `Bearer ${app.key}`, Accept: 'text/event-stream', ...headers },
    });

  it('says how to come back, and is kept by nobody', async () => {
    const answer = await raw(running);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    const reader = answer.body!.getReader();
    const { value } = await reader.read();
    expect(new TextDecoder().decode(value)).toMatch(/^retry: 3000\n\n/);
    await reader.cancel();
  });

  it('is given to those who know that it does not end, and to whoever may read', async () => {
    expect((await running.http.get('/api/v1/live')).status).toBe(406);
    expect((await running.anonymous.get('/api/v1/live').set('Accept', 'text/event-stream')).status).toBe(401);
  });

  it('is refused to a caller who has too many, until one is closed', async () => {
    const open: Response[] = [];
    while (open.length < CONNECTIONS_PER_CALLER) open.push(await raw(running));
    expect(open.map(({ status }) => status)).toEqual(Array(CONNECTIONS_PER_CALLER).fill(200));
    const refused = await raw(running);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30']);
    for (const answer of open) await answer.body!.cancel();
    for (;;) {
      const again = await raw(running);
      await again.body!.cancel();
      if (again.status === 200) break;
    }
  });

  it('beats, recounts and ends by itself after a while', async () => {
    const app = await start({ heartbeat: 20, recount: 20, lifetime: 400 });
    const facts = World.in(app.dataSource, app.workspaceId, NOW);
    const answer = await raw(app);
    facts.account('A').owes('10.00').since('2026-03-11');
    await facts.save();
    await app.dataSource.query(`update clock set business_now = '2026-03-12T00:00:00Z'`);
    const text = await answer.text();
    expect(text).toContain('\n: still here\n\n');
    expect(text).toContain('"pastDueAccounts":1');
    await app.close();
  });

  it('does not keep the process from closing', async () => {
    const app = await start();
    const reader = await watching(app);
    await app.close();
    expect(await reader.next()).toBeUndefined();
  });
});
