import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import type { EffectContext, InsideConnector, OutsideConnector } from '../src/connectors/connector.js';
import { CONNECTORS, type Connectors } from '../src/connectors/connectors.js';
import { storedEffect } from '../src/connectors/effect.testing.js';
import { receiver } from '../src/connectors/webhook/receiver.testing.js';
import { startTestApp, type TestApp } from './support/start-test-app.js';

let running: TestApp;
let connectors: Connectors;

beforeAll(async () => {
  running = await startTestApp({ now: '2026-03-29T07:00:00Z', config: { allowPrivateNetworks: true } });
  connectors = running.app.get<Connectors>(CONNECTORS);
});

afterAll(() => running.close());

const about = (key: string, minute = 0): Promise<EffectContext> =>
  storedEffect(running.dataSource.manager, running.workspaceId, {
    account: { key },
    now: new Date(Date.UTC(2026, 2, 29, 7, minute)),
  });

async function get(path: string): Promise<{ items: Record<string, unknown>[]; nextCursor: string | null }> {
  const answer = await running.http.get(`/api/v1/${path}`);
  expect(answer.status).toBe(200);
  return answer.body as Awaited<ReturnType<typeof get>>;
}

describe('messages', () => {
  async function send(kind: 'emailCustomer' | 'emailTeam', context: EffectContext): Promise<void> {
    const connector = connectors[kind] as OutsideConnector<'emailCustomer' | 'emailTeam'>;
    const action = { kind, to: ['al@acme.example'], subject: 'Hi', body: 'Dear {{ account.name }}' };
    const prepared = connector.prepare(action, context);
    if (prepared.kind === 'lacks') throw new Error(prepared.problem);
    const { payload } = prepared;
    const outcome = await connector.attempt(payload, context);
    if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
    const done = { ...context, payload, result: outcome.result };
    // A second time changes nothing.
    for (let times = 0; times < 2; times += 1)
      await running.dataSource.transaction((manager) => connector.record!(manager, done));
  }

  it('are kept once as they were sent and listed from the latest on', async () => {
    const first = await about('M-1', 1);
    const second = await about('M-2', 2);
    await send('emailCustomer', first);
    await send('emailTeam', second);
    const page = await get('messages?limit=1');
    expect(page.items).toMatchObject([
      {
        delivery: second.key,
        account: 'M-2',
        audience: 'team',
        recipients: ['al@acme.example'],
        subject: 'Hi',
        transport: 'outbox',
        sentAt: '2026-03-29T07:02:00.000Z',
      },
    ]);
    expect(await get(`messages/${encodeURIComponent(second.key)}`)).toMatchObject({
      text: 'Dear Jo Meier',
      html: expect.stringContaining('<p>Dear Jo Meier</p>'),
    });
    const next = await get(`messages?limit=1&cursor=${page.nextCursor}`);
    expect(next).toMatchObject({ items: [{ delivery: first.key, audience: 'customer' }], nextCursor: null });
    expect((await get('messages?account=M-1')).items).toHaveLength(1);
    expect((await (await running.stranger()).get('/api/v1/messages')).body.items).toEqual([]);
  });
});

describe('tasks', () => {
  it('are made once per delivery, due on a date', async () => {
    const context = await about('T-1');
    const createTask = connectors.createTask as InsideConnector<'createTask'>;
    const action = {
      kind: 'createTask',
      title: 'Call {{ account.name }}',
      notes: ' ',
      dueInDays: 3,
      assignee: { kind: 'queue', name: 'Calls' },
    } as const;
    const { manager } = running.dataSource;
    expect(await createTask.apply(manager, [{ action, context }])).toMatchObject([
      { kind: 'done', result: { changed: true } },
    ]);
    expect(await createTask.apply(manager, [{ action, context }])).toEqual([
      { kind: 'done', result: { changed: false } },
    ]);
    expect((await get('tasks?account=T-1&status=open')).items).toMatchObject([
      {
        id: expect.any(String),
        delivery: context.key,
        account: 'T-1',
        title: 'Call Jo Meier',
        notes: null,
        dueOn: '2026-04-01',
        assignee: { kind: 'queue', name: 'Calls' },
        status: 'open',
        createdAt: '2026-03-29T07:00:00.000Z',
      },
    ]);
    expect((await get('tasks?status=done')).items).toEqual([]);
  });

  it('lack a variable that is not set', async () => {
    const createTask = connectors.createTask as InsideConnector<'createTask'>;
    const action = { kind: 'createTask', title: 'Pay at {{ account.paymentUrl }}', dueInDays: 0 } as const;
    const effects = [{ action, context: await about('T-2') }];
    expect(await createTask.apply(running.dataSource.manager, effects)).toMatchObject([
      { kind: 'lacks', code: 'variableNotSet' },
    ]);
  });
});

describe('tags and attributes', () => {
  it('change once and say whether they did', async () => {
    const context = await about('A-1');
    const inside = (kind: 'addTag' | 'removeTag' | 'setAttribute', settings: object) =>
      running.dataSource.transaction(async (manager) => {
        const connector = connectors[kind] as InsideConnector<typeof kind>;
        const [outcome] = await connector.apply(manager, [
          { action: { kind, ...settings } as never, context },
        ]);
        return outcome;
      });
    const changed = (before: unknown) => ({ kind: 'done', result: { changed: true, before } });
    const unchanged = { kind: 'done', result: { changed: false } };
    expect(await inside('addTag', { tag: 'late' })).toEqual(changed(null));
    expect(await inside('addTag', { tag: 'late' })).toEqual(unchanged);
    expect(await inside('removeTag', { tag: 'late' })).toEqual(changed(null));
    expect(await inside('removeTag', { tag: 'late' })).toEqual(unchanged);
    expect(await inside('setAttribute', { name: 'segment', value: 'B' })).toEqual(changed(null));
    expect(await inside('setAttribute', { name: 'segment', value: 'B' })).toEqual(unchanged);
    expect(await inside('setAttribute', { name: 'segment', value: 7 })).toMatchObject({
      kind: 'lacks',
      code: 'writeRefused',
    });
  });
});

describe('the webhook secret', () => {
  const SECRET = '/api/v1/webhook-secret';
  const secretOf = async (agent = running.http) => (await agent.get(SECRET)).body.secret as string;

  it('is one per workspace, made when first needed, also by two at once', async () => {
    const stranger = await running.stranger();
    const [one, two] = await Promise.all([secretOf(stranger), secretOf(stranger)]);
    expect(one).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(two).toBe(one);
    expect(await secretOf()).not.toBe(one);
  });

  it('is encrypted in the table and not kept by caches', async () => {
    const answer = await running.http.get(SECRET);
    expect(answer.headers['cache-control']).toBe('no-store');
    const key = Buffer.from((answer.body.secret as string).slice('whsec_'.length), 'base64');
    const rows = await running.dataSource.query<{ secret: Buffer }[]>('select secret from webhook_secrets');
    expect(rows.length).toBeGreaterThan(0);
    for (const { secret } of rows) expect(secret.includes(key)).toBe(false);
  });

  it('signs calls, together with the former one for a day after it was rotated', async () => {
    const { url, received, close } = await receiver((response) => response.end());
    const former = await secretOf();
    const rotated = await running.http.post(`${SECRET}/rotate`);
    expect(rotated.body).toMatchObject({
      secret: expect.not.stringContaining(former),
      previousUntil: expect.any(String),
    });
    const call = async () => {
      const context = await about(`W-${received.length}`);
      const outside = connectors.webhook as OutsideConnector<'webhook'>;
      const prepared = outside.prepare({ kind: 'webhook', url }, context);
      if (prepared.kind === 'lacks') throw new Error(prepared.problem);
      expect(await outside.attempt(prepared.payload, context)).toMatchObject({ kind: 'done' });
      const { body, headers } = received.at(-1)!;
      return (secret: string) => new Webhook(secret).verify(body, headers as Record<string, string>);
    };
    const verify = await call();
    for (const secret of [former, await secretOf()]) expect(() => verify(secret)).not.toThrow();

    await running.dataSource.query(`update webhook_secrets set created_at = created_at - interval '1 day'`);
    const later = await call();
    const current = await secretOf();
    expect(() => later(current)).not.toThrow();
    expect(() => later(former)).toThrow('No matching signature found');
    await close();
  });

  it('cannot be read any more once DUNWELL_SECRET is another', async () => {
    await secretOf();
    await running.dataSource.query('update webhook_secrets set secret = secret || $1', [Buffer.of(0)]);
    expect((await running.http.get(SECRET)).body).toMatchObject({
      status: 409,
      code: 'webhookSecretUnreadable',
    });
    expect((await running.http.post(`${SECRET}/rotate`)).status).toBe(200);
    expect((await running.http.get(SECRET)).body).toMatchObject({ previousUntil: null });
  });
});
