import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startTestApp, type TestApp } from './support/start-test-app.js';

// Whole processes on a busy machine: what hangs still fails.
jest.setTimeout(30_000);

const LISTS = ['payments', 'credits', 'subscriptions', 'payment-methods', 'tags'];

describe('reading the facts that were sent', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp({ now: '2026-02-01T10:00:00Z' });
    for (const account of ['A', 'B']) {
      await post('accounts', { account, currency: 'EUR', timeZone: 'Europe/Berlin' });
      await post('invoices', {
        account,
        number: `${account}-1`,
        issuedOn: '2026-01-01',
        dueOn: '2026-01-15',
        total: 12_000,
      });
      await post('payments', [
        {
          account,
          reference: `${account}-p1`,
          amount: 12_000,
          status: 'failed',
          at: '2026-01-16',
          failureCode: 'expired_card',
          failureKind: 'hard',
          automatic: true,
          allocations: [{ invoice: `${account}-1`, amount: 5_000, at: '2026-01-20' }],
        },
        { account, reference: `${account}-p1`, status: 'succeeded', at: '2026-01-18T12:00:00Z' },
        { account, reference: `${account}-p2`, amount: 100, status: 'pending', at: '2026-03-01' },
      ]);
      await post('credits', {
        account,
        reference: `${account}-c`,
        amount: 700,
        at: '2026-01-17',
        allocations: [{ invoice: `${account}-1`, amount: 300 }],
      });
      await post('subscriptions', [
        { account, key: `${account}-s1`, plan: 'pro', status: 'active', startedOn: '2025-01-01' },
        {
          account,
          key: `${account}-s2`,
          status: 'active',
          startedOn: '2025-01-01',
          endedOn: '2026-02-01',
          collectionMethod: 'manual',
        },
      ]);
      await post('payment-methods', {
        account,
        key: `${account}-m`,
        type: 'card',
        brand: 'visa',
        expiresOn: '2026-02',
        isDefault: true,
      });
      await post('tags', [
        { account, tag: 'vip' },
        { account, tag: 'late', from: '2026-01-16', to: '2026-01-20' },
        { account, tag: 'late', from: '2026-03-01' },
      ]);
    }
  });
  afterAll(() => test.close());

  const post = (path: string, body: object) => test.http.post(`/api/v1/${path}`).send(body).expect(200);
  const read = async (path: string) =>
    (await test.http.get(`/api/v1/${path}`).expect(200)).body as {
      items: Record<string, unknown>[];
      nextCursor: string | null;
    };

  it.each<[string, object[]]>([
    [
      'payments',
      [
        {
          account: 'A',
          reference: 'A-p1',
          amount: 12_000,
          currency: 'EUR',
          automatic: true,
          status: 'succeeded',
          states: [
            {
              status: 'failed',
              at: '2026-01-15T23:00:00.000Z',
              reversedAt: null,
              failureCode: 'expired_card',
              failureKind: 'hard',
            },
            {
              status: 'succeeded',
              at: '2026-01-18T12:00:00.000Z',
              reversedAt: null,
              failureCode: null,
              failureKind: null,
            },
          ],
          allocations: [{ invoice: 'A-1', amount: 5_000, at: '2026-01-19T23:00:00.000Z' }],
        },
        expect.objectContaining({ reference: 'A-p2', status: 'pending', allocations: [] }),
      ],
    ],
    [
      'credits',
      [
        {
          account: 'A',
          reference: 'A-c',
          amount: 700,
          currency: 'EUR',
          at: '2026-01-16T23:00:00.000Z',
          allocations: [{ invoice: 'A-1', amount: 300, at: null }],
        },
      ],
    ],
    [
      'subscriptions',
      [
        {
          account: 'A',
          key: 'A-s1',
          status: 'active',
          plan: 'pro',
          startedOn: '2025-01-01',
          endedOn: null,
          renewsOn: null,
          trialEndsOn: null,
          collectionMethod: null,
        },
        expect.objectContaining({
          key: 'A-s2',
          status: 'ended',
          endedOn: '2026-02-01',
          collectionMethod: 'manual',
        }),
      ],
    ],
    [
      'payment-methods',
      [
        {
          account: 'A',
          key: 'A-m',
          type: 'card',
          brand: 'visa',
          expiresOn: '2026-02-28',
          status: 'active',
          isDefault: true,
        },
      ],
    ],
    [
      'tags',
      [
        { account: 'A', tag: 'late', from: '2026-01-15T23:00:00.000Z', to: '2026-01-19T23:00:00.000Z' },
        { account: 'A', tag: 'late', from: '2026-02-28T23:00:00.000Z', to: null },
        { account: 'A', tag: 'vip', from: null, to: null },
      ],
    ],
  ])('lists the %s of an account', async (path, items) => {
    expect(await read(`${path}?account=A`)).toEqual({ items, nextCursor: null });
  });

  it.each(LISTS)('pages through all %s, each once', async (path) => {
    const all = await read(path);
    expect(new Set(all.items.map(({ account }) => account))).toEqual(new Set(['A', 'B']));
    const paged: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await read(`${path}?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`);
      expect(page.items.length).toBeLessThanOrEqual(1);
      paged.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(all.items);
  });

  it.each(LISTS)(
    'refuses a cursor of %s that it cannot have given out, and unknown accounts',
    async (path) => {
      const cursor = Buffer.from(JSON.stringify(['A', 'x', 'x', 'x'])).toString('base64url');
      const { body } = await test.http.get(`/api/v1/${path}?cursor=${cursor}`).expect(400);
      expect(body.problems).toMatchObject([{ path: 'cursor' }]);
      await test.http.get(`/api/v1/${path}?account=unknown`).expect(404);
    },
  );

  it.each(LISTS)('shows no %s to another workspace', async (path) => {
    const stranger = await test.stranger();
    await stranger.get(`/api/v1/${path}`).expect(200, { items: [], nextCursor: null });
    await stranger.get(`/api/v1/${path}?account=A`).expect(404);
  });

  it.each(LISTS)('describes %s', async (path) => {
    const { body } = await test.anonymous.get('/api/openapi.json').expect(200);
    const answer = body.paths[`/api/v1/${path}`].get.responses['200'].content['application/json'].schema;
    const type = String(answer.properties.items.items.$ref).split('/').at(-1) ?? '';
    const [item] = (await read(path)).items;
    expect(Object.keys(body.components.schemas[type].properties).sort()).toEqual(
      Object.keys(item ?? {}).sort(),
    );
  });
});
