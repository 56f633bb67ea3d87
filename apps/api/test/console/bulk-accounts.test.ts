import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BulkAccountsRequest, ListedAccount } from '@dunwell/contract';
import { startTestApp, type TestApp } from '../support/start-test-app.js';
import { World } from '../support/world.js';
import { walkList } from './walk-list.testing.js';

const NOW = '2026-03-10T11:30:00Z';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ now: NOW });
  const world = World.in(app.dataSource, app.workspaceId, NOW);
  for (const key of ['A', 'B', 'C']) world.account(key).owes('10.00').since('2026-03-01');
  world.account('D', { timeZone: 'Pacific/Kiritimati' });
  await world.save();
});

afterAll(() => app.close());

const send = (request: Omit<BulkAccountsRequest, 'requestId'> & { requestId?: string }) =>
  app.http.post('/api/v1/accounts/bulk').send({ requestId: randomUUID(), ...request });

const keysOf = async (query: object): Promise<string> =>
  (await walkList<ListedAccount>(app.http, { path: '/accounts', query }))
    .map(({ account }) => account)
    .join('');

const changes = async (): Promise<number> => {
  const rows = await app.dataSource.query<{ count: number }[]>(
    'select count(*)::int as count from account_changes where workspace_id = $1',
    [app.workspaceId],
  );
  return rows[0]!.count;
};

describe('an action on many accounts', () => {
  it('tags those named, and says how many were not so already', async () => {
    const action = { kind: 'addTag', tag: 'vip' } as const;
    await send({ accounts: ['A'], expected: 1, action }).expect(200, { accounts: 1, changed: 1 });
    await send({ accounts: ['A', 'B', 'B'], expected: 2, action }).expect(200, { accounts: 2, changed: 1 });
    expect(await keysOf({ tag: 'vip' })).toBe('AB');
    const untag = { kind: 'removeTag', tag: 'vip' } as const;
    await send({ filter: { tag: 'vip' }, expected: 2, action: untag }).expect(200, {
      accounts: 2,
      changed: 2,
    });
    expect(await keysOf({ tag: 'vip' })).toBe('');
  });

  it('holds all accounts of a filter, in the name of whoever asks', async () => {
    const action = { kind: 'placeHold', reason: 'courtesy', until: '2026-03-20', note: 'Storm' } as const;
    await send({ filter: { pastDue: true }, expected: 3, action }).expect(200, { accounts: 3, changed: 3 });
    expect(await keysOf({ onHold: true })).toBe('ABC');
    const { body } = await app.http.get('/api/v1/holds?account=A').expect(200);
    expect(body.items).toMatchObject([
      { reason: 'courtesy', until: '2026-03-21T00:00:00.000Z', note: 'Storm', leaveOut: false },
    ]);
    expect(body.items[0].author).not.toBe('');
  });

  it('is done once however often it is sent', async () => {
    const requestId = randomUUID();
    const request: BulkAccountsRequest = {
      requestId,
      accounts: ['D'],
      expected: 1,
      action: { kind: 'placeHold', reason: 'other' },
    };
    const answers = await Promise.all([1, 2, 3].map(() => send(request).expect(200)));
    for (const { body } of answers) expect(body).toEqual({ accounts: 1, changed: 1 });
    const { body } = await app.http.get('/api/v1/holds?account=D').expect(200);
    expect(body.items).toHaveLength(1);
    const other = { ...request, accounts: ['A'] };
    expect((await send(other).expect(409)).body.code).toBe('otherRequest');
  });

  it.each<[string, Omit<BulkAccountsRequest, 'requestId'>, number, string]>([
    [
      'of more accounts than were seen',
      { filter: { pastDue: true }, expected: 2, action: { kind: 'addTag', tag: 'x' } },
      409,
      'otherNumber',
    ],
    [
      'of fewer accounts than were seen',
      { filter: { pastDue: true }, expected: 4, action: { kind: 'addTag', tag: 'x' } },
      409,
      'otherNumber',
    ],
    [
      'of an account nobody knows',
      { accounts: ['A', 'Z'], expected: 2, action: { kind: 'addTag', tag: 'x' } },
      404,
      'notFound',
    ],
    [
      'that one account cannot have: the 10th is over where D is',
      {
        accounts: ['A', 'D'],
        expected: 2,
        action: { kind: 'placeHold', reason: 'other', until: '2026-03-10' },
      },
      400,
      'invalidRequest',
    ],
    [
      'of accounts and a filter',
      { accounts: ['A'], filter: {}, expected: 1, action: { kind: 'addTag', tag: 'x' } },
      400,
      'invalidRequest',
    ],
    ['of nobody', { expected: 1, action: { kind: 'addTag', tag: 'x' } }, 400, 'invalidRequest'],
    [
      'without its tag',
      { accounts: ['A'], expected: 1, action: { kind: 'addTag' } as never },
      400,
      'invalidRequest',
    ],
    [
      'with what another kind has',
      { accounts: ['A'], expected: 1, action: { kind: 'addTag', tag: 'x', reason: 'other' } as never },
      400,
      'invalidRequest',
    ],
    [
      'with a field nobody knows',
      { filter: { pastdue: true } as never, expected: 3, action: { kind: 'addTag', tag: 'x' } },
      400,
      'invalidRequest',
    ],
  ])('is refused and changes nothing: one %s', async (_, request, status, code) => {
    const before = await changes();
    const { body } = await send(request).expect(status);
    expect(body.code).toBe(code);
    expect(await changes()).toBe(before);
    expect(await keysOf({ tag: 'x' })).toBe('');
  });

  it('touches nobody of another workspace', async () => {
    const stranger = await app.stranger();
    const action = { kind: 'addTag', tag: 'x' };
    await stranger
      .post('/api/v1/accounts/bulk')
      .send({ requestId: randomUUID(), accounts: ['A'], expected: 1, action })
      .expect(404);
  });
});
