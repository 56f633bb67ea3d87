import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Demo, type DemoRequest } from '../../src/demo/demo.js';
import { fillDemoWorkspace } from '../../src/demo/fill-demo-workspace.js';
import { createDemoWorkspace, isDemo, readyDemo } from '../../src/identity/demo-workspace.js';
import { Log } from '../../src/platform/logging/log.js';
import { Metrics } from '../../src/platform/metrics/metrics.js';
import { EffectTools } from '../../src/runtime/deliveries/effect-tools.js';
import { disposablePlace } from '../support/disposable-place.js';
import { ServerProgram } from '../support/server-program.js';
import { startTestApp, type TestApp, type TestAppOptions } from '../support/start-test-app.js';
import { World } from '../support/world.js';

jest.setTimeout(180_000);

const NOW = '2026-11-24T10:42:00Z';
/** As few as have all who are scripted among them. */
const ACCOUNTS = 190;

let app: TestApp;
afterEach(async () => {
  await app.close();
});

async function start(options: TestAppOptions = {}): Promise<Demo> {
  app = await startTestApp({ now: NOW, ...options, config: { demo: true, ...options.config } });
  return app.app.get(Demo);
}

const prepare = (demo: Demo, request: Partial<DemoRequest> = {}): Promise<string | null> =>
  demo.prepare({ embedded: true, accounts: ACCOUNTS, say: () => undefined, ...request });

const workspaces = async (): Promise<string[]> => {
  const rows = await app.dataSource.query<{ name: string }[]>(
    'select name from workspaces order by created_at',
  );
  return rows.map(({ name }) => name);
};

async function count(table: string): Promise<number> {
  const [row] = await app.dataSource.query<{ count: number }[]>(
    `select count(*)::int as count from ${table}`,
  );
  return row!.count;
}

const REAL = 'My company';
const DEMO = 'Alder Row Studios (demo)';

describe('a first start', () => {
  it('adds the demo to an empty installation, once', async () => {
    const demo = await start();
    const workspaceId = await prepare(demo);
    expect(await workspaces()).toEqual([REAL, DEMO]);
    expect(await isDemo(app.dataSource.manager, workspaceId!)).toBe(true);
    expect(await isDemo(app.dataSource.manager, app.workspaceId)).toBe(false);

    expect(await prepare(demo)).toBe(workspaceId);
    expect(await count('accounts')).toBe(ACCOUNTS);
  });

  it('does so in real time too, which stays real', async () => {
    const demo = await start({ now: undefined });
    expect(await prepare(demo)).not.toBeNull();
    expect(await app.dataSource.query('select * from clock')).toEqual([
      { only_row: true, business_now: null },
    ]);
    const [row] = await app.dataSource.query<{ newest: Date }[]>(
      'select max(recorded_at) as newest from account_changes',
    );
    expect(Date.now() - row!.newest.getTime()).toBeLessThan(2 * 86_400_000);
    expect(row!.newest.getTime()).toBeLessThanOrEqual(Date.now());
  });

  it.each([
    ['with DUNWELL_DEMO=false', { config: { demo: false } }, {}],
    ['on a database of DATABASE_URL', {}, { embedded: false }],
  ])('does not %s', async (_, options, request) => {
    const demo = await start(options);
    expect(await prepare(demo, request)).toBeNull();
    expect(await workspaces()).toEqual([REAL]);
  });

  it('does not where somebody has an account already', async () => {
    const demo = await start();
    const world = World.in(app.dataSource, app.workspaceId, NOW);
    world.account('A');
    await world.save();
    expect(await prepare(demo)).toBeNull();
    expect(await workspaces()).toEqual([REAL]);
  });
});

describe('a start that ends in the middle', () => {
  /** Stops as a killed process does: what is committed by then stays as it is. */
  const dieAt = (words: string) => (line: string) => {
    if (line.includes(words)) throw new Error('killed');
  };

  it.each(['eighteen months', 'a month of reminders'])('leaves no half demo: after %s', async (words) => {
    const demo = await start();
    expect(await prepare(demo, { say: dieAt(words) })).toBeNull();
    expect(await count('accounts')).toBe(ACCOUNTS);
    expect(await readyDemo(app.dataSource.manager)).toBeNull();

    const workspaceId = await prepare(demo);
    expect(await readyDemo(app.dataSource.manager)).toBe(workspaceId);
    expect(await workspaces()).toEqual([REAL, DEMO]);
    expect(await count('accounts')).toBe(ACCOUNTS);
    expect(await count('automations')).toBe(3);
  });

  it('is cleared away by the next one, though that wants no demo', async () => {
    const dataDir = await mkdtemp(join(await disposablePlace(), 'dunwell-demo-'));
    await chmod(dataDir, 0o755);
    await start();
    const killed = await ServerProgram.start(dataDir, { DUNWELL_DEMO: 'true' }).saying('Preparing the demo');
    await killed.end('SIGKILL');
    const next = await ServerProgram.start(dataDir).running();
    try {
      expect(next.output).not.toContain('demo workspace');
      const { body } = await next.call('GET', '/api/v1/workspace');
      expect(body).toMatchObject({ name: REAL });
      expect((await next.call('GET', '/api/v1/accounts')).body).toMatchObject({ items: [] });
    } finally {
      await next.end('SIGTERM');
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});

describe('the same seed and the same end', () => {
  it('give the same rows', async () => {
    await start();
    const [first, second] = [await fill(), await fill()];
    for (const [what, sql] of Object.entries(TOLD)) {
      const [one, other] = [await told(sql, first), await told(sql, second)];
      expect([what, one.length]).not.toEqual([what, 0]);
      expect(other).toEqual(one);
    }
  });

  async function fill(): Promise<string> {
    const workspaceId = await createDemoWorkspace(app.dataSource.manager, {
      name: DEMO,
      timeZone: 'Europe/Berlin',
      machineNow: new Date(NOW),
    });
    const { databaseUrl } = app;
    const tools = {
      databaseUrl,
      tools: app.app.get(EffectTools),
      log: new Log('silent'),
      metrics: app.app.get(Metrics),
      progress: () => undefined,
    };
    await fillDemoWorkspace(tools, workspaceId, { seed: 7, accounts: ACCOUNTS, now: Date.parse(NOW) });
    return workspaceId;
  }

  async function told(sql: string, workspaceId: string): Promise<string[]> {
    const rows = await app.dataSource.query<{ line: string }[]>(
      `select told::text as line from (${sql}) told order by 1`,
      [workspaceId],
    );
    return rows.map(({ line }) => line);
  }

  /** What there is to compare, by the keys people know; ids differ, and machine time. */
  const TOLD = {
    accounts: `select key, currency, created_at, name, email, country, language, collection_status
      from accounts join account_details using (workspace_id, account_id) where workspace_id = $1`,
    invoices: `select a.key, i.number, i.issued_on, i.due_on, i.total, s.status, s.from_at
      from invoices i join accounts a using (workspace_id, account_id) join invoice_states s using (workspace_id, invoice_id)
      where workspace_id = $1`,
    payments: `select p.reference, p.amount, p.automatic, s.at, s.status, s.failure_code, s.reversed_at
      from payments p join payment_states s using (workspace_id, payment_id) where workspace_id = $1`,
    plans: `select s.key, t.status, t.plan, t.from_at, t.started_on, t.ended_on, t.renews_on
      from subscriptions s join subscription_states t using (workspace_id, subscription_id) where workspace_id = $1`,
    holds: `select a.key, h.reason, h.from_at, h.until_at, h.note, h.author, h.promised_amount, h.created_at
      from holds h join accounts a using (workspace_id, account_id) where workspace_id = $1`,
    timeline: `select a.key, t.from_at, t.to_at, t.outstanding, t.overdue, t.unapplied, t.opened_on, t.strict_since
      from account_timeline t join accounts a using (workspace_id, account_id) where workspace_id = $1`,
    evaluations: `select a.name, e.time_zone, e.business_date, e.kind, e.status, e.looked_at, e.candidates, e.matched,
        e.entered, e.missed, e.held_back, e.proposed_at, e.finished_at
      from evaluations e join automations a using (workspace_id, automation_id) where workspace_id = $1`,
    matches: `select m.business_date, a.key, m.path, m.outcome, m.missed_because, m.decided_at
      from matches m join accounts a using (workspace_id, account_id) where workspace_id = $1`,
    journeys: `select j.business_date, a.key, j.path, j.status, j.ended_because, j.entered_at, j.ended_at
      from journeys j join accounts a using (workspace_id, account_id) where workspace_id = $1`,
    deliveries: `select a.key, d.step_id, d.status, d.due_at, d.held_because, d.problem, d.attempts, d.finished_at
      from deliveries d join accounts a using (workspace_id, account_id) where workspace_id = $1`,
    messages: `select a.key, m.subject, m.text, m.recipients, m.transport, m.sent_at
      from messages m join accounts a using (workspace_id, account_id) where workspace_id = $1`,
    tasks: `select a.key, t.title, t.due_on, t.status, t.created_at
      from tasks t join accounts a using (workspace_id, account_id) where workspace_id = $1`,
  };
});
