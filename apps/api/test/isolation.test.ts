import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Session } from '@dunwell/contract';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Agent } from 'supertest';
import { exampleDocument, importFile } from './support/receivables.js';
import { addWorkspace, startTestApp, type TestApp } from './support/start-test-app.js';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** What only our own workspace knows; no answer to anybody else may hold it. */
const SECRET = 'Sentinel of Alder Row';

/** Lists in which another workspace finds its own. */
const OWN_LISTS = ['/api/v1/people', '/api/v1/api-keys', '/api/v1/audit', '/api/v1/invitations'];

const RULE_TEST = {
  name: SECRET,
  facts: { accounts: [{ account: 'EXAMPLE', currency: 'EUR', name: SECRET }] },
  from: '2026-03-01',
  days: 1,
  expected: {},
};

let world: TestApp;
let ids: Record<string, string>;

beforeAll(async () => {
  world = await startTestApp({ now: '2026-03-20T08:00:00Z' });
  ids = await fillWorkspace();
});

afterAll(() => world.close());

/** Whoever is as powerful as can be in a workspace of their own; a session lasts for one request, which may end it. */
const STRANGERS = {
  key: async (): Promise<() => Promise<Agent>> => {
    const stranger = await world.stranger();
    return () => Promise.resolve(stranger);
  },
  session: async (): Promise<() => Promise<Agent>> => {
    const { workspaceId } = await addWorkspace(world.app);
    return () => world.signIn({ role: 'admin', workspaceId });
  },
};

describe('another workspace', () => {
  it.each(['key', 'session'] as const)(
    'finds nothing of ours by our ids and keys with its %s, on any route, and changes nothing',
    async (kind) => {
      const stranger = await STRANGERS[kind]();
      const before = await ourRows();
      const { body } = await world.anonymous.get('/api/openapi.json');
      const tried: string[] = [];
      const leaks: string[] = [];
      for (const [path, operations] of Object.entries((body as OpenAPIObject).paths)) {
        if (!path.startsWith('/api/v1/') || path === '/api/v1/clock') continue;
        for (const method of METHODS.filter((name) => name in operations)) {
          const answer = await (await stranger())[method](withOurIds(path)).send(bodyFor(path) as object);
          tried.push(`${method} ${path} ${answer.status}`);
          if (answer.text.includes(SECRET)) leaks.push(`${method} ${path}`);
          expect([`${method} ${path}`, answer.status]).not.toEqual([`${method} ${path}`, 500]);
          if ((answer.body as { code?: string }).code === 'onlyForPeople') continue;
          if (path.includes('{') && !path.includes('{entity}')) {
            expect([path, [404, 422].includes(answer.status)]).toEqual([path, true]);
          } else if (method === 'get' && !OWN_LISTS.includes(path)) {
            expect((answer.body as { items?: unknown[] }).items ?? []).toEqual([]);
          }
        }
      }
      expect(leaks).toEqual([]);
      expect(tried.length).toBeGreaterThan(30);
      expect(await ourRows()).toEqual(before);
    },
  );
});

/** One of everything, in our workspace, each with the sentinel where it has words. */
async function fillWorkspace(): Promise<Record<string, string>> {
  const post = async (path: string, body: object): Promise<{ id: string }> =>
    (
      await world.http
        .post(`/api/v1/${path}`)
        .send(body)
        .expect((answer) => {
          if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`);
        })
    ).body as { id: string };
  await importFile(world, 'accounts', `account,name,email,currency\nOURS,${SECRET},ours@example.com,EUR`);
  await post('invoices', {
    account: 'OURS',
    number: 'INV-OURS',
    issuedOn: '2026-02-20',
    dueOn: '2026-03-06',
    total: 12_000,
  });
  await post('subscriptions', {
    account: 'OURS',
    key: 'SUB-OURS',
    plan: SECRET,
    status: 'active',
    startedOn: '2026-01-01',
  });
  await post('payments', {
    account: 'OURS',
    reference: `${SECRET} payment`,
    amount: 100,
    status: 'failed',
    at: '2026-03-10T00:00:00Z',
  });
  await post('credits', { account: 'OURS', reference: `${SECRET} credit`, amount: 100, at: '2026-03-10' });
  await post('payment-methods', { account: 'OURS', key: 'PM-OURS', type: 'card', brand: SECRET });
  await post('tags', { account: 'OURS', tag: SECRET });
  const automation = await post('automations', {
    document: { ...exampleDocument('past-due-14-30.json'), name: SECRET },
  });
  const ruleTest = await post(`automations/${automation.id}/tests`, RULE_TEST);
  await post(`automations/${automation.id}/publish`, { backlog: 'skip' });
  await world.http.put('/api/v1/clock?drain=true').send({ now: '2026-03-20T09:00:00Z' }).expect(200);
  const hold = await post('holds', { account: 'OURS', reason: 'dispute', note: SECRET });
  const view = await post('views', { screen: 'accounts', name: SECRET, query: { q: SECRET }, shared: true });
  const endpoint = await post('webhook-endpoints', {
    url: 'http://127.0.0.1:1/',
    description: SECRET,
    events: [],
  });
  const call = await post(`webhook-endpoints/${endpoint.id}/test`, {});
  const task = await post('tasks', { account: 'OURS', title: SECRET, dueOn: '2026-03-21' });
  const list = async (path: string): Promise<{ id: string; delivery?: string }> =>
    ((await world.http.get(`/api/v1/${path}`).expect(200)).body as { items: { id: string }[] }).items[0]!;
  const ours = await world.signIn({ role: 'admin', name: SECRET });
  const { body: sessions } = await ours.get('/api/v1/sessions').expect(200);
  const { body: session } = await ours.get('/api/v1/session').expect(200);
  const invitation = await post('invitations', { email: 'sentinel@example.com', role: 'admin' });
  const key = await post('api-keys', { name: SECRET, permissions: ['read'] });
  return {
    session: (sessions as { sessions: { id: string }[] }).sessions[0]!.id,
    people: (session as Session).person.id,
    invitation: invitation.id,
    'api-key': key.id,
    automation: automation.id,
    ruleTest: ruleTest.id,
    hold: hold.id,
    'automation-summarie': automation.id,
    'webhook-endpoint': endpoint.id,
    call: call.id,
    task: task.id,
    message: encodeURIComponent(String((await list('messages')).delivery)),
    view: view.id,
    journey: (await list('journeys')).id,
    event: (await list('events')).id,
    import: (await list('imports')).id,
  };
}

function withOurIds(path: string): string {
  const kind = /\/v1\/([\w-]+)/.exec(path)?.[1]?.replace(/s$/, '') ?? '';
  const query = path.endsWith('why-not') ? '?account=OURS' : '';
  return `${path
    .replace('{key}', kind === 'message' || kind === 'deliverie' ? (ids.message ?? '') : 'OURS')
    .replace('{entity}', 'accounts')
    .replace('{call}', ids.call!)
    .replace('{testId}', ids.ruleTest!)
    .replace('{date}', '2026-03-20')
    .replace('{id}', ids[kind] ?? 'OURS')}${query}`;
}

/** A body that would do something in our workspace if it could reach it. */
function bodyFor(path: string): unknown {
  const resource = path
    .split('/')
    .slice(path.includes('webhook-endpoints') ? -2 : -1)
    .join('/');
  const bodies: Record<string, object> = {
    accounts: { account: 'OURS', name: 'Taken over' },
    invoices: { account: 'OURS', number: 'INV-OURS', total: 1 },
    payments: {
      account: 'OURS',
      reference: 'P-1',
      amount: 12_000,
      status: 'succeeded',
      at: '2026-03-19T00:00:00Z',
    },
    credits: { account: 'OURS', reference: 'C-1', amount: 12_000, at: '2026-03-19T00:00:00Z' },
    subscriptions: { account: 'OURS', key: 'SUB-OURS', status: 'ended' },
    'payment-methods': { account: 'OURS', key: 'PM-1', type: 'card' },
    tags: { account: 'OURS', tag: 'theirs' },
    holds: { account: 'OURS', reason: 'dispute' },
    draft: { revision: 1, document: exampleDocument('past-due-14-30.json') },
    publish: { backlog: 'skip' },
    starts: { accounts: ['OURS'] },
    events: { id: 'theirs', name: 'custom.theirs', account: 'OURS' },
    '{name}': { payload: {} },
    evaluations: { date: '2026-03-20' },
    automations: {},
    decide: path.includes('/attention/')
      ? { deliveries: [decodeURIComponent(ids.message ?? '')], decision: 'skip' }
      : path.includes('/large-run/')
        ? { timeZone: 'UTC', decision: 'release' }
        : { key: 'x', decision: 'skip', items: [] },
    outcome: { outcome: 'done' },
    workspace: path.includes('session') ? { workspaceId: world.workspaceId } : {},
    invitations: { email: 'sentinel@example.com', role: 'viewer' },
    'api-keys': { name: 'Theirs', permissions: ['admin'] },
    'v1/webhook-endpoints': { url: 'https://example.com', events: [] },
    'webhook-endpoints/{id}': { description: 'Taken over' },
    'test-message': { to: 'nobody@example.com' },
    '{id}': changeFor(path),
    tasks: { account: 'OURS', title: 'Theirs', dueOn: '2026-03-21' },
    complete: { outcome: 'other' },
    'decide-all': { filter: {}, decision: 'dismiss', expected: 0 },
    bulk: {
      requestId: '01a20174-d5f2-74f2-82f5-e57590813c0f',
      accounts: ['OURS'],
      expected: 1,
      action: { kind: 'addTag', tag: 'theirs' },
    },
    'test-runs': { automationId: ids.automation, accounts: ['OURS'], asOf: '2026-03-20' },
    diaries: { automationId: ids.automation, account: 'OURS', from: '2026-03-01', days: 3 },
    tests: RULE_TEST,
    '{testId}': { ...RULE_TEST, revision: 1 },
    copy: { account: 'OURS', from: '2026-03-01', days: 3 },
    backtests: { automationId: ids.automation, from: '2026-03-01', to: '2026-03-20' },
  };
  return bodies[resource] ?? {};
}

/** Every row of our workspace, table by table, as the database has it. */
async function ourRows(): Promise<Record<string, unknown>> {
  const tables = await world.dataSource.query<{ name: string }[]>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'workspace_id' and table_name <> 'api_keys' order by 1`,
  );
  const rows: Record<string, unknown> = {};
  for (const { name } of tables) {
    rows[name] = await world.dataSource.query(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from ${name} t where workspace_id = $1`,
      [world.workspaceId],
    );
  }
  return rows;
}

/** What one thing of each kind is changed to. */
function changeFor(path: string): object {
  if (path.includes('/people/')) return { role: 'viewer' };
  if (path.includes('/tasks/')) return { title: 'changed' };
  return path.includes('/views/') ? { name: 'changed' } : { note: 'changed' };
}
