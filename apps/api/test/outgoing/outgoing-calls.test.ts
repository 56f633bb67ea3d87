import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { recordEvents } from '../../src/outgoing/record-events.js';
import { FAILING_DAYS, MOST_ATTEMPTS } from '../../src/outgoing/settle-call.js';
import { NOW, OutgoingWorld, toldBy } from './outgoing-world.testing.js';

let world: OutgoingWorld;

beforeEach(async () => {
  world = await OutgoingWorld.open();
});

afterEach(() => world.close());

const later = (milliseconds: number): string => new Date(Date.parse(NOW) + milliseconds).toISOString();
const DAY = 86_400_000;

describe('recording', () => {
  it('costs a look and nothing else where nobody wants to hear of it', async () => {
    await world.endpoint({ events: ['delivery.done'] });
    await world.endpoint({ enabled: false });
    await world.app.dataSource.transaction((manager) =>
      recordEvents(
        manager,
        { workspaceId: world.app.workspaceId, event: 'journey.entered', now: new Date(NOW) },
        ['a'],
        () => Promise.reject(new Error('Nobody asked.')),
      ),
    );
    expect(await world.app.dataSource.query('select from outgoing_calls')).toEqual([]);
  });

  it('happens with what it tells of, or not at all', async () => {
    const { id } = await world.endpoint();
    const happening = {
      workspaceId: world.app.workspaceId,
      event: 'journey.entered' as const,
      now: new Date(NOW),
    };
    await world.app.dataSource
      .transaction(async (manager) => {
        await recordEvents(manager, happening, ['a'], () => Promise.resolve([{ key: 'a', data: {} }]));
        throw new Error('no');
      })
      .catch(() => undefined);
    await world.drain();
    expect([await world.calls(id), world.receiver.received]).toEqual([[], []]);
  });

  it('is once, however often it is told, for each endpoint that wants it', async () => {
    await world.endpoint();
    await world.endpoint({ events: ['journey.entered', 'journey.exited'] });
    await world.endpoint({ events: ['delivery.done'] });
    await world.happens('a');
    await world.happens('a');
    await world.drain();
    const ids = world.receiver.received.map(({ headers }) => headers['webhook-id']);
    expect([ids.length, new Set(ids).size]).toEqual([2, 2]);
  });

  it('writes many at once', async () => {
    const { id } = await world.endpoint();
    const keys = Array.from({ length: 2_500 }, (_, index) => `k${index}`);
    const chunks: number[] = [];
    await world.app.dataSource.transaction((manager) =>
      recordEvents(
        manager,
        {
          workspaceId: world.app.workspaceId,
          event: 'journey.entered',
          now: new Date('2099-01-01T00:00:00Z'),
        },
        keys,
        (chunk) => {
          chunks.push(chunk.length);
          return Promise.resolve(chunk.map((key) => ({ key, data: {} })));
        },
      ),
    );
    expect(chunks).toEqual([1_000, 1_000, 500]);
    const rows = await world.app.dataSource.query<{ count: number }[]>(
      'select count(*)::int from outgoing_calls where endpoint_id = $1',
      [id],
    );
    expect(rows).toEqual([{ count: 2_500 }]);
  });
});

describe('a call', () => {
  it('is signed as Standard Webhooks, with both secrets for a day after a change', async () => {
    const { id } = await world.endpoint();
    const secretOf = async () =>
      (await world.app.http.get(`/api/v1/webhook-endpoints/${id}/secret`)).body.secret as string;
    const former = await secretOf();
    await world.app.http.post(`/api/v1/webhook-endpoints/${id}/secret/rotate`).expect(200);
    await world.happens('a');
    await world.drain();
    const [call] = world.receiver.received;
    for (const secret of [former, await secretOf()])
      expect(new Webhook(secret).verify(call!.body, call!.headers as Record<string, string>)).toEqual({
        type: 'journey.entered',
        timestamp: '2026-03-02T09:00:00.000Z',
        data: { one: 'a' },
      });
  });

  it('is made soon after the commit, without a tick', async () => {
    await world.endpoint();
    await world.happens('a');
    while (world.receiver.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(toldBy(world.receiver.received[0]!).data).toEqual({ one: 'a' });
  });

  it('that failed is made again later: the same bytes under the same id', async () => {
    const { id } = await world.endpoint();
    world.answers(500);
    await world.happens('a');
    await world.drain();
    const [failed] = await world.calls(id);
    expect(failed).toMatchObject({
      status: 'due',
      attempts: 1,
      lastAttempt: { outcome: 'failed', status: 500, detail: 'The receiver answered 500: “answer 500”.' },
    });
    const waits = Date.parse(failed!.nextAttemptAt!) - Date.parse(NOW);
    expect(waits).toBeGreaterThanOrEqual(9_000);
    expect(waits).toBeLessThanOrEqual(11_000);
    await world.drain();
    expect(world.receiver.received).toHaveLength(1);
    world.answers(204);
    await world.drain(later(12_000));
    expect(await world.calls(id)).toMatchObject([
      { status: 'done', attempts: 2, nextAttemptAt: null, lastAttempt: { outcome: 'done', status: 204 } },
    ]);
    const [first, second] = world.receiver.received;
    expect([second!.body, second!.headers['webhook-id']]).toEqual([
      first!.body,
      first!.headers['webhook-id'],
    ]);
  });

  it('waits as long as the receiver asks', async () => {
    const { id } = await world.endpoint();
    world.answers(429, { 'retry-after': '600' });
    await world.happens('a');
    await world.drain();
    const [call] = await world.calls(id);
    expect(call!.nextAttemptAt).toBe(later(600_000));
  });

  it('left by a lost process is made again', async () => {
    const { id } = await world.endpoint({ enabled: false });
    await world.changed(id, { enabled: true });
    await world.happens('a');
    await world.drain();
    await world.app.dataSource.query(
      `update outgoing_calls set status = 'due', claimed_by = call_id, claimed_until = '2020-01-01T00:00:00Z'`,
    );
    await world.drain();
    expect(world.receiver.received).toHaveLength(2);
    expect(await world.calls(id)).toMatchObject([{ status: 'done', attempts: 2 }]);
  });

  it('is made by one of many processes', async () => {
    await world.endpoint();
    const workers = [world.anotherWorker(), world.anotherWorker(), world.anotherWorker()];
    for (let count = 0; count < 60; count += 1) await world.happens(`k${count}`);
    await Promise.all(workers.map((worker) => worker.run()));
    await world.drain();
    const ids = world.receiver.received.map(({ headers }) => headers['webhook-id']);
    expect([ids.length, new Set(ids).size]).toEqual([60, 60]);
  });

  it('never enters a private network unless it may', async () => {
    await world.close();
    world = await OutgoingWorld.open({ allowPrivateNetworks: false });
    const { id } = await world.endpoint();
    const call = await world.post(`${id}/test`);
    expect(call).toMatchObject({
      status: 'failed',
      history: [{ outcome: 'failed', status: null, detail: expect.stringContaining('private network') }],
    });
    expect(world.receiver.received).toEqual([]);
  });

  it('says in words that nobody is there', async () => {
    const { id } = await world.endpoint({ url: 'http://127.0.0.1:1/' });
    await world.happens('a');
    await world.drain();
    expect(await world.calls(id)).toMatchObject([
      {
        status: 'due',
        lastAttempt: { status: null, detail: '127.0.0.1:1 cannot be reached: nothing listens there.' },
      },
    ]);
  });

  it('is given up after many attempts, and may be sent again by hand', async () => {
    const { id } = await world.endpoint();
    world.answers(500);
    await world.happens('a');
    await world.drain();
    await world.app.dataSource.query('update outgoing_calls set attempts = $1, due_at = $2', [
      MOST_ATTEMPTS - 1,
      NOW,
    ]);
    await world.drain();
    const [call] = await world.calls(id, '?status=failed');
    expect(call).toMatchObject({ status: 'failed', attempts: MOST_ATTEMPTS, nextAttemptAt: null });
    expect(await world.post(`${id}/calls/${call!.id}/resend`)).toMatchObject({
      status: 'failed',
      history: { length: 3 },
    });
    world.answers(200);
    const sent = await world.post(`${id}/calls/${call!.id}/resend`);
    expect(sent).toMatchObject({ status: 'done', lastAttempt: { outcome: 'done', detail: 'answer 200' } });
    expect(world.receiver.received.at(-1)!.headers['webhook-id']).toBe(sent.messageId);
    expect(world.receiver.received.at(-1)!.body).toBe(sent.body);
  });
});

describe('an endpoint that fails', () => {
  it('is switched off after days in which nothing was taken, with a note; what waits goes out when it is back', async () => {
    const { id } = await world.endpoint();
    world.answers(500);
    await world.happens('a');
    await world.drain();
    expect(await world.endpoints()).toMatchObject([{ enabled: true, failingSince: later(0) }]);
    await world.app.clock.set(later(FAILING_DAYS * DAY - 1_000));
    await world.happens('b');
    await world.drain();
    expect(await world.endpoints()).toMatchObject([{ enabled: true }]);
    await world.app.clock.set(later(FAILING_DAYS * DAY));
    await world.happens('c');
    await world.drain();
    expect(await world.endpoints()).toMatchObject([
      {
        enabled: false,
        failingSince: later(0),
        disabledBecause:
          'Every call has failed for 3 days. The last one: The receiver answered 500: “answer 500”.',
      },
    ]);
    const before = world.receiver.received.length;
    await world.happens('not recorded');
    world.answers(200);
    await world.drain(later(5 * DAY));
    expect(world.receiver.received).toHaveLength(before);
    expect(await world.changed(id, { enabled: true })).toMatchObject({
      enabled: true,
      disabledBecause: null,
      failingSince: null,
    });
    await world.drain();
    const told = world.receiver.received.slice(before).map((call) => toldBy(call).data.one);
    expect(told.sort()).toEqual(['a', 'b', 'c']);
  });

  it('stays on where something was taken in between', async () => {
    await world.endpoint();
    world.answers(500);
    await world.happens('a');
    await world.drain();
    world.answers(200);
    await world.drain(later(DAY));
    expect(await world.endpoints()).toMatchObject([{ failingSince: null }]);
    world.answers(500);
    await world.app.clock.set(later(FAILING_DAYS * DAY));
    await world.happens('b');
    await world.drain();
    expect(await world.endpoints()).toMatchObject([
      { enabled: true, failingSince: later(FAILING_DAYS * DAY) },
    ]);
  });

  it('is switched off at once when it says that it is gone', async () => {
    const { id } = await world.endpoint();
    world.answers(410);
    await world.happens('a');
    await world.drain();
    expect(await world.endpoints()).toMatchObject([
      { enabled: false, disabledBecause: 'The address answered that it is gone for good (410).' },
    ]);
    expect(await world.calls(id)).toMatchObject([{ status: 'failed' }]);
  });
});

describe('the log', () => {
  it('lists calls from the latest on, page by page, and keeps them for one workspace', async () => {
    const { id } = await world.endpoint();
    for (const key of ['a', 'b', 'c']) await world.happens(key);
    await world.drain();
    const path = `/api/v1/webhook-endpoints/${id}/calls`;
    const first = (await world.app.http.get(`${path}?limit=2`)).body as {
      items: object[];
      nextCursor: string;
    };
    const rest = (await world.app.http.get(`${path}?limit=2&cursor=${first.nextCursor}`)).body as {
      items: object[];
      nextCursor: null;
    };
    expect([first.items.length, rest.items.length, rest.nextCursor]).toEqual([2, 1, null]);
    const stranger = await world.app.stranger();
    expect((await stranger.get(path)).status).toBe(404);
    expect((await stranger.post(`/api/v1/webhook-endpoints/${id}/test`)).status).toBe(404);
  });

  it('holds a test, made at once and never again by itself, also where it is off', async () => {
    const { id } = await world.endpoint({ enabled: false });
    world.answers(500);
    expect(await world.post(`${id}/test`)).toMatchObject({
      event: 'test',
      status: 'failed',
      nextAttemptAt: null,
      history: [{ attempt: 1, outcome: 'failed', status: 500 }],
    });
    expect(await world.endpoints()).toMatchObject([{ failingSince: null }]);
    world.answers(200);
    const call = await world.post(`${id}/test`);
    expect(call).toMatchObject({ status: 'done' });
    expect(JSON.parse(call.body)).toEqual({ type: 'test', timestamp: '2026-03-02T09:00:00.000Z', data: {} });
    await world.drain(later(DAY));
    expect(world.receiver.received).toHaveLength(2);
  });
});

describe('endpoints', () => {
  it.each<[object, string]>([
    [{ url: 'ftp://x' }, 'url'],
    [{ url: 'nowhere' }, 'url'],
    [{ events: ['journey.begun'] }, 'events'],
    [{ events: ['journey.entered', 'journey.entered'] }, 'events'],
    [{ enabled: 'yes' }, 'enabled'],
    [{ secret: 'mine' }, 'secret'],
  ])('refuse %j', async (input, path) => {
    const body = { url: 'https://example.com', events: [], ...input };
    const answer = await world.app.http.post('/api/v1/webhook-endpoints').send(body);
    expect(answer.body).toMatchObject({ status: 400, problems: [{ path }] });
  });

  it('change in what is said of them, and go with everything they were told', async () => {
    const { id } = await world.endpoint({ description: 'CRM' });
    expect(await world.changed(id, { events: ['delivery.failed'] })).toMatchObject({
      description: 'CRM',
      url: world.receiver.url,
      events: ['delivery.failed'],
    });
    expect(await world.changed(id, { description: null, enabled: false })).toMatchObject({
      description: null,
      enabled: false,
      disabledBecause: null,
    });
    await world.post(`${id}/test`);
    await world.app.http.delete(`/api/v1/webhook-endpoints/${id}`).expect(204);
    expect(await world.endpoints()).toEqual([]);
    expect(await world.app.dataSource.query('select from outgoing_attempts')).toEqual([]);
    expect((await world.app.http.delete(`/api/v1/webhook-endpoints/${id}`)).status).toBe(404);
  });

  it('have secrets of their own, encrypted and bound to their row', async () => {
    const [one, two] = [await world.endpoint(), await world.endpoint()];
    const secretOf = async (id: string) => world.app.http.get(`/api/v1/webhook-endpoints/${id}/secret`);
    const first = (await secretOf(one.id)).body.secret as string;
    expect(first).toMatch(/^whsec_[\w+/]{43}=$/);
    expect((await secretOf(two.id)).body.secret).not.toBe(first);
    const key = Buffer.from(first.slice('whsec_'.length), 'base64');
    const rows = await world.app.dataSource.query<{ secret: Buffer }[]>(
      'select secret from webhook_endpoints',
    );
    for (const { secret } of rows) expect(secret.includes(key)).toBe(false);
    await world.app.dataSource.query(
      `update webhook_endpoints set secret = (select secret from webhook_endpoints where endpoint_id = $1)
       where endpoint_id = $2`,
      [one.id, two.id],
    );
    expect((await secretOf(two.id)).body).toMatchObject({ status: 409, code: 'webhookSecretUnreadable' });
    expect(await world.post(`${two.id}/test`)).toMatchObject({ status: 'failed' });
    await world.app.http.post(`/api/v1/webhook-endpoints/${two.id}/secret/rotate`).expect(200);
    expect(await world.post(`${two.id}/test`)).toMatchObject({ status: 'done' });
  });

  it('are not without number', async () => {
    for (let count = 0; count < 20; count += 1) await world.endpoint();
    const body = { url: 'https://example.com', events: [] };
    const answer = await world.app.http.post('/api/v1/webhook-endpoints').send(body);
    expect(answer.body).toMatchObject({ status: 409, code: 'tooManyEndpoints' });
  });
});
