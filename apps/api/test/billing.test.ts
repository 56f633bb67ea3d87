import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startTestApp, type TestApp } from './support/start-test-app.js';

// Whole processes on a busy machine: what hangs still fails.
jest.setTimeout(30_000);

const account = (key: string, more: object = {}) => ({ account: key, currency: 'EUR', ...more });
const invoice = (key: string, number: string, more: object = {}) => ({
  account: key,
  number,
  issuedOn: '2026-01-01',
  dueOn: '2026-01-15',
  total: 12_000,
  ...more,
});

const fieldOf = (items: unknown, field: string) =>
  (items as Record<string, unknown>[]).map((item) => item[field]);

describe('the billing API', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp({ now: '2026-02-01T10:00:00Z' });
  });
  afterAll(() => test.close());

  const post = (path: string, body: object) => test.http.post(`/api/v1/${path}`).send(body);
  const stream = (path: string, lines: readonly unknown[]) =>
    test.http
      .post(`/api/v1/${path}`)
      .type('application/x-ndjson')
      .send(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  const count = async (table: string): Promise<number> => {
    const [row] = await test.dataSource.query<{ count: number }[]>(`select count(*) from ${table}`);
    return row?.count ?? 0;
  };

  it('takes one object and a list, and tells what an account owes (S2, S4)', async () => {
    await post('accounts', account('A', { name: 'Ann', tags: ['vip'], attributes: { tier: 'gold' } })).expect(
      200,
      {
        created: 1,
        updated: 0,
        unchanged: 0,
      },
    );
    await post('invoices', [invoice('A', 'A-1'), invoice('A', 'A-2', { paidOn: '2026-01-10' })]).expect(200, {
      created: 2,
      updated: 0,
      unchanged: 0,
    });
    const { body } = await test.http.get('/api/v1/accounts/A').expect(200);
    expect(body).toMatchObject({
      account: 'A',
      name: 'Ann',
      timeZone: 'UTC',
      today: '2026-02-01',
      tags: ['vip'],
      attributes: { tier: 'gold' },
      balances: {
        outstanding: 12_000,
        overdue: 12_000,
        unapplied: 0,
        overdueInvoices: 1,
        oldestDueOn: '2026-01-15',
      },
      streak: { openedOn: '2026-01-16', day: 17, strictSince: '2026-01-16' },
    });
  });

  it('changes nothing when sent again', async () => {
    const rows = [invoice('A', 'A-1'), invoice('A', 'A-2', { paidOn: '2026-01-10' })];
    const changes = await count('account_changes');
    await post('invoices', rows).expect(200, { created: 0, updated: 0, unchanged: 2 });
    expect(await count('account_changes')).toBe(changes);
  });

  it('takes over all of a list or nothing, and says where and why', async () => {
    const { body } = await post('invoices', [
      invoice('A', 'A-3'),
      invoice('A', 'A-4', { currency: 'USD' }),
      invoice('A', 'A-5', { total: -1 }),
      invoice('A', 'A-6', { dueOn: '2026-02-30' }),
      invoice('B', 'B-1'),
      invoice('A', 'A-7'),
      invoice('A', 'A-7', { total: 1 }),
    ]).expect(422);
    expect(body.problems).toMatchObject([
      { path: '[1].currency', code: 'otherCurrency' },
      { path: '[2].total', code: 'tooSmall' },
      { path: '[3].dueOn', code: 'calendarDate' },
      { path: '[4].account', code: 'unknownAccount' },
      { path: '[6].number', code: 'duplicate' },
    ]);
    const { body: list } = await test.http.get('/api/v1/invoices?account=A').expect(200);
    expect(fieldOf(list.items, 'number')).toEqual(['A-1', 'A-2']);
  });

  it.each<[string, string, unknown, string]>([
    ['an unknown property', 'accounts', [account('A', { nmae: 'x' })], '[0].nmae'],
    ['a row that is no object', 'accounts', [account('A'), 3], '[1]'],
    [
      'a nested value',
      'payments',
      [{ account: 'A', reference: 'p', allocations: [{ invoice: 'A-1' }] }],
      '[0].allocations[0].amount',
    ],
    ['a single object', 'invoices', { ...invoice('A', 'A-9'), total: 1.5 }, 'total'],
  ])('names the path of %s', async (_, path, body, problem) => {
    const { body: answer } = await post(path, body as object).expect(422);
    expect(answer.problems[0].path).toBe(problem);
  });

  it('takes a stream of any length, a batch of 1 000 per transaction, up to the first bad one', async () => {
    const lines: unknown[] = Array.from({ length: 2_500 }, (_, index) =>
      account(`S-${String(index).padStart(4, '0')}`),
    );
    await stream('accounts', lines).expect(200, { created: 2_500, updated: 0, unchanged: 0 });
    const invoices: unknown[] = lines.map((_, index) =>
      invoice(`S-${String(index).padStart(4, '0')}`, `S-${index}`, index === 1_700 ? { total: -5 } : {}),
    );
    const { body } = await stream('invoices', invoices).expect(422);
    expect(body).toMatchObject({
      linesIn: 1_000,
      problems: [{ path: 'lines[1701].total', code: 'tooSmall' }],
    });
    const { body: overdue } = await test.http.get('/api/v1/accounts?pastDue=true&limit=200').expect(200);
    expect(overdue.items).toHaveLength(200);
    expect(await count(`account_timeline where overdue > 0`)).toBe(1_001);
    expect(await count('dirty_accounts')).toBe(0);
  });

  it('refuses a line that is not JSON and one without end', async () => {
    // A byte order mark before everything is no part of the first row.
    await stream('accounts', [`\uFEFF${JSON.stringify(account('A'))}`]).expect(200);
    const { body } = await stream('accounts', [account('T-1'), '{"account":']).expect(422);
    expect(body).toMatchObject({ linesIn: 0, problems: [{ path: 'lines[2]', code: 'malformedJson' }] });
    const { body: long } = await stream('accounts', ['x'.repeat(1_100_000)]).expect(422);
    expect(long.problems).toMatchObject([{ path: 'lines[1]', code: 'unreadable' }]);
    await test.http.get('/api/v1/accounts/T-1').expect(404);
  });

  it('pages through accounts', async () => {
    const first = await test.http.get('/api/v1/accounts?limit=2').expect(200);
    const next = await test.http.get(`/api/v1/accounts?limit=2&cursor=${first.body.nextCursor}`).expect(200);
    expect(fieldOf(first.body.items, 'account')).toEqual(['A', 'S-0000']);
    expect(fieldOf(next.body.items, 'account')).toEqual(['S-0001', 'S-0002']);
  });

  it('tells the timeline with the future, and the streaks', async () => {
    const { body } = await test.http
      .get('/api/v1/accounts/A/timeline?from=2026-01-12T00:00:00Z&to=2026-01-20T00:00:00Z')
      .expect(200);
    expect(body.periods).toMatchObject([
      { to: '2026-01-16T00:00:00.000Z', overdue: 0, outstanding: 12_000 },
      { from: '2026-01-16T00:00:00.000Z', to: null, overdue: 12_000, openedOn: '2026-01-16' },
    ]);
    const { body: streaks } = await test.http.get('/api/v1/accounts/A/streaks').expect(200);
    expect(streaks.streaks).toMatchObject([{ openedOn: '2026-01-16', endedAt: null }]);
  });

  it('leaves an invoice out while its hold lasts, and only then (S14)', async () => {
    const overdue = async () =>
      ((await test.http.get('/api/v1/accounts/A').expect(200)).body as { balances: { overdue: number } })
        .balances.overdue;
    const hold = { account: 'A', invoice: 'A-1', reason: 'dispute', leaveOut: true, until: '2026-02-10' };
    const { body } = await post('holds', hold).expect(201);
    expect(body).toMatchObject({ invoice: 'A-1', until: '2026-02-11T00:00:00.000Z', liftedAt: null });
    expect(await overdue()).toBe(0);
    await test.http.patch(`/api/v1/holds/${body.id}`).send({ until: '2026-02-20' }).expect(200);
    await test.http.patch(`/api/v1/holds/${body.id}`).send({ until: '2026-01-20' }).expect(400);
    await post(`holds/${body.id}/lift`, {}).expect(200);
    expect(await overdue()).toBe(12_000);
    await test.http.patch(`/api/v1/holds/${body.id}`).send({ until: '2026-03-20' }).expect(409);
    await post('holds', { account: 'A', reason: 'dispute', leaveOut: true }).expect(201);
    expect(await overdue()).toBe(12_000);
    const { body: open } = await test.http.get('/api/v1/holds?account=A&open=true').expect(200);
    expect(open.items).toMatchObject([{ reason: 'dispute', invoice: null }]);
  });

  it('lists declared attributes', async () => {
    const { body } = await test.http.get('/api/v1/attributes').expect(200);
    expect(body.attributes).toEqual([{ subject: 'account', name: 'tier', type: 'text' }]);
  });

  it('shows nothing to another workspace, and takes the same keys there', async () => {
    const stranger = await test.stranger();
    for (const path of ['accounts/A', 'accounts/A/timeline', 'accounts/A/streaks', 'invoices?account=A']) {
      await stranger.get(`/api/v1/${path}`).expect(404);
    }
    expect((await stranger.get('/api/v1/accounts').expect(200)).body.items).toEqual([]);
    expect((await stranger.get('/api/v1/holds').expect(200)).body.items).toEqual([]);
    await stranger.post('/api/v1/invoices').send(invoice('A', 'A-1')).expect(422);
    await stranger.post('/api/v1/holds').send({ account: 'A', reason: 'other' }).expect(404);
    await stranger
      .post('/api/v1/accounts')
      .send(account('A', { currency: 'USD' }))
      .expect(200);
    expect((await test.http.get('/api/v1/accounts/A').expect(200)).body.currency).toBe('EUR');
  });

  it('moves accounts without a zone of their own when the workspace moves, from a date to come (S21)', async () => {
    await post('accounts', account('Z', { timeZone: 'Asia/Kathmandu' })).expect(200);
    await post('invoices', invoice('A', 'A-future', { issuedOn: '2026-02-01', dueOn: '2026-02-27' })).expect(
      200,
    );
    await test.http.patch('/api/v1/workspace').send({ timeZone: 'Europe/Berlin' }).expect(200);
    const zones = await test.dataSource.query<object[]>(
      `select key, from_date, to_date, time_zone, own from account_zones join accounts using (workspace_id, account_id)
       where workspace_id = $1 and key in ('A', 'Z') order by key, from_date`,
      [test.workspaceId],
    );
    expect(zones).toEqual([
      { key: 'A', from_date: '-infinity', to_date: '2026-02-02', time_zone: 'UTC', own: false },
      { key: 'A', from_date: '2026-02-02', to_date: 'infinity', time_zone: 'Europe/Berlin', own: false },
      { key: 'Z', from_date: '-infinity', to_date: 'infinity', time_zone: 'Asia/Kathmandu', own: true },
    ]);
    await test.http.put('/api/v1/clock?drain=true').send({ now: '2026-02-01T11:00:00Z' }).expect(200);
    const { body } = await test.http.get('/api/v1/accounts/A/timeline?from=2026-02-20T00:00:00Z').expect(200);
    expect((body.periods as object[]).at(-1)).toMatchObject({ from: '2026-02-27T23:00:00.000Z' });
  });
});
