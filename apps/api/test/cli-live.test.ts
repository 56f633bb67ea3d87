import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DunwellClient, ProblemError } from '@dunwell/contract';
import { exampleDocument } from './support/receivables.js';
import { runCli, type CliResult } from './support/run-cli.js';
import { startTestApp, type TestApp } from './support/start-test-app.js';

// A process each, on a machine that may be busy.
jest.setTimeout(60_000);

const NAME = 'Past due 14 / 30 days';
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\n$/;

const folder = mkdtempSync(join(tmpdir(), 'dunwell-cli-live-'));
let world: TestApp;
let client: DunwellClient;
let document: string;
let id: string;

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const dunwell = (...args: string[]): Promise<CliResult> =>
  runCli(args, { env: { DUNWELL_URL: world.url, DUNWELL_API_KEY: world.key } });

beforeAll(async () => {
  world = await startTestApp({ now: '2026-01-01T00:00:00Z' });
  client = new DunwellClient({ url: world.url, key: world.key });
  document = file('document.json', exampleDocument('past-due-14-30-no-subscription.json'));
});

afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a rule, from its first file to its pause', () => {
  it('takes the files over', async () => {
    const accounts = await dunwell(
      'import',
      'accounts',
      file(
        'accounts.csv',
        [
          'account,name,email,currency,paymentUrl',
          'A,Ada,ada@example.com,EUR,https://pay.example.com/a',
          'B,Bob,bob@example.com,EUR,https://pay.example.com/b',
        ].join('\n'),
      ),
    );
    expect(accounts).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('accounts: 2 rows in, 0 rejected'),
    });
    const invoices = await dunwell(
      'import',
      'invoices',
      file(
        'invoices.csv',
        [
          'account,number,issuedOn,dueOn,total,currency',
          'A,I1,2025-12-20,2026-01-04,120.00,EUR',
          'A,I2,"never',
        ].join('\n'),
      ),
    );
    expect(invoices).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('invoices: 1 rows in, 1 rejected'),
    });
    expect(invoices.stderr).toContain('  line 3: A quote is opened and never closed.');
  });

  it('validate says the document in words', async () => {
    expect(await dunwell('validate', document)).toEqual({
      code: 0,
      stdout:
        'Every day at 09:00, for each account past due for at least 1 day: on exactly day 14 email Friendly reminder; ' +
        'on exactly day 30 email Firm reminder and create the task Call the member. Stop as soon as nothing is overdue.\n',
      stderr: 'The document can be published.\n',
    });
  });

  it('create prints the id', async () => {
    const created = await dunwell('create', document);
    expect(created).toEqual({
      code: 0,
      stdout: expect.stringMatching(ID),
      stderr: `"${NAME}" is a draft; publish it to have it evaluated.\n`,
    });
    id = created.stdout.trim();
  });

  it('publish finds it by its name', async () => {
    expect(await dunwell('publish', NAME, '--note', 'First')).toEqual({
      code: 0,
      stdout: `"${NAME}" is live in version 1.\n`,
      stderr: '',
    });
  });

  it('evaluate tells what the schedule has done', async () => {
    await client.workspace.moveClock('2026-01-18T09:00:00Z', { drain: true });
    expect(await dunwell('evaluate', NAME, '--date', '2026-01-18')).toEqual({
      code: 0,
      stdout: '2026-01-18 UTC: already evaluated, 1 entered of 1 candidates\n',
      stderr: '',
    });
    const { stdout } = await dunwell('evaluate', id, '--date', '2026-01-18', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      evaluations: [{ automationId: id, version: 1, lookedAt: 2, matched: 1, alreadyDone: true }],
    });
    const messages = await client.work.listMessages({ account: 'A' });
    expect(messages.items).toMatchObject([{ subject: 'A reminder about €120.00' }]);
  });

  it('evaluate refuses a date to come, once in words', async () => {
    expect(await dunwell('evaluate', NAME, '--date', '2026-01-19')).toEqual({
      code: 1,
      stdout: '',
      stderr: "2026-01-19 has not come yet in any zone of the workspace's accounts.\n",
    });
  });

  it('test-run shows the way of each account, and its message', async () => {
    const { code, stdout } = await dunwell(
      ...['test-run', document, '--account', 'A', '--account', 'B', '--as-of', '2026-02-03'],
    );
    expect(code).toBe(0);
    const [a = '', b = ''] = stdout.split(/^(?=account B)/m);
    for (const line of [
      'account A enters (2026-02-03T09:00:00.000Z)',
      '       yes  account.pastDueStreakDays at least 1: found 30',
      '  path: day30',
      '      no   account.pastDueStreakDays is 14: found 30',
      '  2026-02-03  firm: email Firm reminder',
      '    To: ada@example.com',
      '  2026-02-03  call: create the task Call the member',
      '  2026-02-03T09:00:00.000Z  Completed.',
    ])
      expect(a.split('\n')).toContain(line);
    expect(b).toContain('account B does not enter: the entry does not hold');
  });

  it('why-not says when an account will enter, or what would have to change', async () => {
    expect(await dunwell('why-not', NAME, '--account', 'A')).toEqual({
      code: 0,
      stdout:
        'account A does not enter again\n  entered on 2026-01-18\n  enters on 2026-02-03 if nothing changes\n',
      stderr: `version 1 of "${NAME}", facts as of 2026-01-18T09:00:00.000Z\n`,
    });
    expect((await dunwell('why-not', NAME, '--account', 'B')).stdout).toBe(
      [
        'account B does not enter: the entry does not hold',
        '  account.pastDueStreakDays at least 1: not set',
        '  not within 366 days unless this changes: account.pastDueStreakDays',
        '',
      ].join('\n'),
    );
  });

  it('backtest lists what would have happened', async () => {
    const { code, stdout, stderr } = await dunwell(
      ...['backtest', document, '--from', '2026-01-01', '--to', '2026-01-31', '--format', 'ndjson'],
    );
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: '{"date":"2026-01-18","account":"A","path":["day14"],"actions":["friendly"]}\n',
    });
    expect(stderr).toContain('1 entries of 1 accounts owing €120.00.');
  });

  it('export prints the document as it was given', async () => {
    for (const version of [[], ['--version', '1']]) {
      const { code, stdout } = await dunwell('export', NAME, ...version);
      expect({ code, document: JSON.parse(stdout) as unknown }).toEqual({
        code: 0,
        document: exampleDocument('past-due-14-30-no-subscription.json'),
      });
    }
  });

  it('pause and resume', async () => {
    expect(await dunwell('pause', NAME)).toEqual({ code: 0, stdout: `"${NAME}" is paused.\n`, stderr: '' });
    expect(await dunwell('resume', NAME)).toEqual({ code: 0, stdout: `"${NAME}" is live.\n`, stderr: '' });
  });
});

describe('what cannot be done', () => {
  const UNKNOWN = '01900000-0000-7000-8000-000000000001';

  it.each<[string, () => string[], string]>([
    ['a name nobody has', () => ['pause', 'Nobody'], 'There is no automation named "Nobody".'],
    ['an id nobody has', () => ['pause', UNKNOWN], `There is no automation ${UNKNOWN}`],
    ['an unknown version', () => ['export', id, '--version', '7'], 'There is no version 7'],
    [
      'a draft that moved on',
      () => ['publish', id, '--revision', '9'],
      'you started from revision 9, it is at 1',
    ],
    [
      'a test run of an account nobody has',
      () => ['test-run', document, '--account', 'Z', '--as-of', '2026-02-03'],
      'There is no account Z in this workspace.',
    ],
    [
      'why-not of an account nobody has',
      () => ['why-not', id, '--account', 'Z'],
      'There is no account Z in this workspace.',
    ],
    [
      'a document that is none',
      () => ['create', file('empty.json', {})],
      'This is not an automation document.\n  error  document.schemaVersion: ',
    ],
    ['a list as document', () => ['create', file('list.json', [])], 'document must be an object.'],
    [
      'a document with mistakes',
      () => ['validate', file('lost.json', { ...exampleDocument('past-due-14-30.json'), first: 'nowhere' })],
      '  error  first: There is no step “nowhere”.',
    ],
    ['a file that is not there', () => ['create', join(folder, 'none.json')], 'none.json cannot be read'],
    ['a file that is not JSON', () => ['validate', file('broken.json', '{')], 'broken.json is not JSON'],
  ])('exits with 1: %s', async (_, args, words) => {
    const { code, stdout, stderr } = await dunwell(...args());
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(words);
  });

  it('exits with 1 where two have the name, and lists them', async () => {
    const second = await dunwell('create', document);
    const { code, stderr } = await dunwell('pause', NAME);
    expect(code).toBe(1);
    expect(stderr).toBe(
      `2 automations are named "${NAME}"; say which by its id:\n  ${id}  live\n  ${second.stdout.trim()}  draft\n`,
    );
  });

  it('exits with 3 where the server is down', async () => {
    const env = { DUNWELL_URL: 'http://127.0.0.1:9', DUNWELL_API_KEY: world.key };
    const { code, stdout, stderr } = await runCli(['export', NAME], { env });
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain('Nothing answers at http://127.0.0.1:9.');
  });
});

describe('the typed client', () => {
  it('writes billing rows, by list and by stream', async () => {
    const account = { account: 'C', currency: 'EUR', name: 'Cyd', attributes: { tier: 'gold' } };
    expect(await client.billing.write('accounts', [account])).toEqual({
      created: 1,
      updated: 0,
      unchanged: 0,
    });
    const invoice = {
      account: 'C',
      number: 'I9',
      issuedOn: '2026-01-01',
      dueOn: '2026-01-10',
      total: 500,
      currency: 'EUR',
    };
    expect(await client.billing.writeLines('invoices', `${JSON.stringify(invoice)}\n`)).toMatchObject({
      created: 1,
    });
    const method = { account: 'D', key: 'M1', type: 'card', expiresOn: '2027-01' };
    const refused = client.billing.write('paymentMethods', [method], { createAccounts: true });
    await expect(refused).rejects.toThrow(ProblemError);
    const payment = {
      account: 'D',
      reference: 'P1',
      amount: 100,
      currency: 'EUR',
      status: 'succeeded' as const,
    };
    expect(await client.billing.write('payments', [payment], { createAccounts: true })).toMatchObject({
      created: 1,
    });
  });

  it('reads accounts, their time and their money', async () => {
    expect((await client.accounts.list({ pastDue: true })).items.map(({ account }) => account)).toEqual([
      'A',
      'C',
    ]);
    expect(await client.accounts.get('C')).toMatchObject({
      name: 'Cyd',
      balances: { overdue: 500 },
      streak: { openedOn: '2026-01-11', day: 8 },
      attributes: { tier: 'gold' },
    });
    expect((await client.accounts.getTimeline('C', { from: '2026-01-11T00:00:00Z' })).periods).toMatchObject([
      { overdue: 500 },
    ]);
    expect((await client.accounts.getStreaks('C')).streaks).toMatchObject([
      { openedOn: '2026-01-11', endedAt: null },
    ]);
    expect((await client.invoices.list({ account: 'C', view: 'overdue' })).items).toMatchObject([
      { remaining: 500 },
    ]);
    expect((await client.billing.listAttributes()).attributes).toContainEqual({
      subject: 'account',
      name: 'tier',
      type: 'text',
    });
  });

  it('places, changes, lists and lifts holds', async () => {
    const placed = await client.holds.place({ account: 'C', reason: 'promiseToPay', until: '2026-01-25' });
    expect(placed).toMatchObject({ account: 'C', invoice: null, until: '2026-01-26T00:00:00.000Z' });
    expect(await client.holds.change(placed.id, { note: 'by phone' })).toMatchObject({ note: 'by phone' });
    expect((await client.holds.list({ account: 'C', open: true })).items).toHaveLength(1);
    expect(await client.holds.lift(placed.id)).toMatchObject({ liftedAt: '2026-01-18T09:00:00.000Z' });
    expect((await client.holds.list({ account: 'C', open: true })).items).toEqual([]);
  });

  it('reads what automations did, and decides', async () => {
    const { items, nextCursor } = await client.history.listJourneys({ account: 'A', limit: 1 });
    expect({ items, nextCursor }).toMatchObject({
      items: [{ automationId: id, date: '2026-01-18' }],
      nextCursor: null,
    });
    const journey = await client.history.getJourney(items[0]?.id ?? '');
    expect(journey.deliveries).toMatchObject([{ step: 'friendly', status: 'done' }]);
    const [delivery] = (await client.history.listDeliveries({ account: 'A', status: 'done' })).items;
    // It is done: there is nothing to decide about it.
    await expect(client.history.decideDelivery(delivery?.key ?? '', 'retry')).rejects.toThrow(ProblemError);
    expect(await client.work.listMissed({ automationId: id })).toEqual({ items: [], nextCursor: null });
    const unknown = { automationId: id, date: '2026-01-17', subject: 'A' };
    await expect(client.work.decideMissed([unknown], 'dismiss')).rejects.toThrow(ProblemError);
    expect((await client.work.listTasks({ account: 'A', status: 'open' })).items).toEqual([]);
  });

  it('reads and changes the workspace, its clock and its secret', async () => {
    expect(await client.workspace.change({ name: 'Gym' })).toMatchObject({ name: 'Gym', timeZone: 'UTC' });
    expect((await client.workspace.get()).name).toBe('Gym');
    expect(await client.workspace.getClock()).toEqual({ now: '2026-01-18T09:00:00.000Z', set: true });
    const { secret } = await client.workspace.getWebhookSecret();
    const rotated = await client.workspace.rotateWebhookSecret();
    expect(rotated.secret).not.toBe(secret);
    expect(rotated.previousUntil).not.toBeNull();
  });
});
