import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { answeringServer, type Answer } from './support/answering-server.js';
import { runCli } from './support/run-cli.js';
import { startTestApp, type TestApp } from './support/start-test-app.js';

// Thousands of rows, or a process each, on a machine that may be busy.
jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'dunwell-cli-files-'));
let world: TestApp;

beforeAll(async () => {
  world = await startTestApp();
});

afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const toWorld = () => ({ DUNWELL_URL: world.url, DUNWELL_API_KEY: world.key });

describe('a command line that is not understood', () => {
  it.each<[string, string[], string]>([
    ['nothing', [], 'Usage: dunwell'],
    ['an unknown command', ['dance'], "unknown command 'dance'"],
    ['an unknown entity', ['import', 'customers', 'x.csv'], 'Allowed choices are accounts, invoices'],
    ['a missing option', ['backtest', 'x.json', '--from', '2026-01-01'], "required option '--to <date>'"],
    [
      'an impossible date',
      ['backtest', 'x.json', '--from', '2026-02-30', '--to', '2026-03-01'],
      'It must be a date that exists',
    ],
  ])('exits with 2: %s', async (_, args, words) => {
    const { code, stdout, stderr } = await runCli(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
  });

  it('shows its help on standard output', async () => {
    const { code, stdout } = await runCli(['--help']);
    expect(code).toBe(0);
    for (const command of ['import', 'validate', 'backtest', 'create', 'publish', 'pause', 'evaluate'])
      expect(stdout).toContain(`  ${command} `);
  });

  it('says how to name a server where none is known', async () => {
    const { code, stderr } = await runCli(['pause', 'x']);
    expect(code).toBe(2);
    expect(stderr).toContain('DUNWELL_URL is not set');
  });
});

describe('a server that cannot be reached', () => {
  it('exits with 3', async () => {
    const env = { DUNWELL_URL: 'http://127.0.0.1:9', DUNWELL_API_KEY: 'dwk_x' };
    const { code, stderr } = await runCli(['pause', 'x'], { env });
    expect(code).toBe(3);
    expect(stderr).toContain('Nothing answers at http://127.0.0.1:9.');
  });
});

describe('import', () => {
  it('says on standard output what is in', async () => {
    const accounts = file('accounts.csv', 'account,currency,colour\nC1,EUR,red\nC2,EUR,blue\n');
    const { code, stdout, stderr } = await runCli(['import', 'accounts', accounts], { env: toWorld() });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^accounts: 2 rows in, 0 rejected \(import [0-9a-f-]{36}\)\n$/);
    expect(stderr).toContain('line 3: 2 in, 0 rejected');
    expect(stderr).toContain('Columns that nothing names: colour');
  });

  it('exits with 1 and lists lines that were rejected', async () => {
    const accounts = file('accounts-2.csv', 'account,currency\nC3,EUR\nC4,EURO\n');
    const { code, stdout, stderr } = await runCli(['import', 'accounts', accounts], { env: toWorld() });
    expect(code).toBe(1);
    expect(stdout).toContain('accounts: 1 rows in, 1 rejected');
    expect(stderr).toContain('line 3, currency: "EURO" is not a currency.');
  });

  it('reads a mapping, NDJSON and standard input', async () => {
    const mapping = file('map.json', {
      entity: 'accounts',
      columns: { account: 'id' },
      constants: { currency: 'EUR' },
    });
    const { code, stdout } = await runCli(
      ['import', 'accounts', '-', '--format', 'ndjson', '--map', mapping],
      { env: toWorld(), stdin: '{"id":"C5","name":"Zoë"}\n' },
    );
    expect(code).toBe(0);
    expect(stdout).toContain('1 rows in');
  });

  it('finds the local server', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'dunwell-cli-data-'));
    writeFileSync(join(dataDir, 'local.json'), JSON.stringify({ url: world.url, key: world.key }));
    const accounts = file('accounts-3.csv', 'account,currency\nC6,EUR\n');
    const { code } = await runCli(['import', 'accounts', accounts], { env: { DUNWELL_DATA_DIR: dataDir } });
    rmSync(dataDir, { recursive: true });
    expect(code).toBe(0);
  });

  it.each<[string, string[], string[]]>([
    ['a file that is not there', [join(folder, 'none.csv')], ['cannot be read']],
    ['an empty file', [file('empty.csv', '')], ['The file is empty.']],
    [
      'a mapping with mistakes',
      [
        file('a.csv', 'account\n'),
        '--map',
        file('bad-map.json', { entity: 'accounts', columns: { nr: 'x' }, dateFormat: 'US' }),
      ],
      [
        '  error  columns: nr is not a standard column of accounts.',
        '  error  dateFormat: "US" is not a date format.',
      ],
    ],
    [
      'a mapping that is not JSON',
      [file('b.csv', 'account\n'), '--map', file('no-map.json', '{')],
      ['is not JSON'],
    ],
  ])('exits with 1: %s', async (_, args, words) => {
    const { code, stdout, stderr } = await runCli(['import', 'accounts', ...args], { env: toWorld() });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    for (const part of words) expect(stderr).toContain(part);
  });

  it('exits with 1 where the key is not known', async () => {
    const accounts = file('accounts-4.csv', 'account,currency\nC7,EUR\n');
    const env = { DUNWELL_URL: world.url, DUNWELL_API_KEY: 'dwk_wrong' };
    const { code, stderr } = await runCli(['import', 'accounts', accounts], { env });
    expect(code).toBe(1);
    expect(stderr).toContain('The key is not known.');
  });
});

describe('commands about automations', () => {
  const ID = '01900000-0000-7000-8000-000000000001';
  const automation = { id: ID, name: 'Reminders', status: 'live', revision: 3, liveVersion: 2 };
  const entry = {
    kind: 'entry',
    date: '2012-02-16',
    account: '1604-LIFKX',
    path: ['day14'],
    actions: ['friendly'],
    overdue: { currency: 'USD', amount: 5594 },
  };
  const totals = {
    kind: 'totals',
    needsAttention: {},
    from: '2012-01-01',
    to: '2012-12-31',
    entries: 1,
    accounts: 1,
    overdue: [{ currency: 'USD', amount: 5594 }],
    actions: { friendly: 1 },
    before: { subjects: 0, overdue: [] },
  };
  const problem = (code: string, more: object = {}) => ({
    type: 'x',
    title: 'Refused',
    status: 422,
    code,
    ...more,
  });
  const list = (...items: object[]): Record<string, Answer> => ({
    'GET /api/v1/automations': { json: { items, nextCursor: null } },
  });

  /** Runs a command against the answers; what came of it and what was asked. */
  async function run(answers: Record<string, Answer>, args: string[]) {
    const server = await answeringServer(answers);
    const document = file('document.json', { name: 'Reminders' });
    const result = await runCli(
      args.map((arg) => (arg === '<document>' ? document : arg)),
      { env: { DUNWELL_URL: server.url, DUNWELL_API_KEY: 'dwk_x' } },
    );
    await server.close();
    return { ...result, requests: server.requests };
  }

  const PERIOD = ['--from', '2012-01-01', '--to', '2012-12-31'];
  const BACKTEST = ['backtest', '<document>', ...PERIOD];

  it('prints one line of NDJSON per entry of a backtest', async () => {
    const answers = { 'POST /api/v1/backtests': { lines: [entry, totals] } };
    const { code, stdout, stderr, requests } = await run(answers, [...BACKTEST, '--format', 'ndjson']);
    expect(code).toBe(0);
    expect(stdout).toBe(
      '{"date":"2012-02-16","account":"1604-LIFKX","path":["day14"],"actions":["friendly"]}\n',
    );
    expect(stderr).toContain('1 entries of 1 accounts owing $55.94.');
    expect(requests).toEqual([
      'POST /api/v1/backtests {"document":{"name":"Reminders"},"from":"2012-01-01","to":"2012-12-31"}',
    ]);
  });

  it('prints a table otherwise', async () => {
    const { stdout } = await run({ 'POST /api/v1/backtests': { lines: [entry, totals] } }, BACKTEST);
    const [head, row] = stdout.split('\n').map((line) => line.split(/ {2,}/));
    expect(head).toEqual(['date', 'account', 'path', 'actions', 'overdue']);
    expect(row).toEqual(['2012-02-16', '1604-LIFKX', 'day14', 'friendly', '$55.94']);
  });

  it.each<[string, Record<string, Answer>, string[], string[]]>([
    [
      'a backtest that fails late',
      {
        'POST /api/v1/backtests': {
          lines: [entry, { kind: 'problem', problem: problem('x', { detail: 'It broke.' }) }],
        },
      },
      BACKTEST,
      ['It broke.'],
    ],
    [
      'a backtest cut off',
      { 'POST /api/v1/backtests': { lines: [entry] } },
      BACKTEST,
      ['ended before its totals'],
    ],
    [
      'a document with problems',
      {
        'POST /api/v1/automations': {
          status: 422,
          json: problem('invalidDocument', {
            detail: 'The document has problems.',
            problems: [{ path: 'entry.when.value', code: 'x', message: 'It must be a number.' }],
          }),
        },
      },
      ['create', '<document>'],
      ['The document has problems.', '  error  entry.when.value: It must be a number.'],
    ],
    ['a name nobody has', list(), ['pause', 'Reminders'], ['There is no automation named "Reminders".']],
    [
      'a name two have',
      list(automation, { ...automation, id: 'other' }),
      ['pause', 'Reminders'],
      ['2 automations are named "Reminders"', ID],
    ],
    [
      'errors found by validate',
      {
        'POST /api/v1/automations/validate': {
          json: {
            sentence: null,
            problems: [{ severity: 'error', path: 'name', message: 'It is empty.', code: 'x', step: null }],
          },
        },
      },
      ['validate', '<document>'],
      ['  error  name: It is empty.', '1 problem to mend.'],
    ],
  ])('exits with 1: %s', async (_, answers, args, words) => {
    const { code, stderr } = await run(answers, args);
    expect(code).toBe(1);
    for (const part of words) expect(stderr).toContain(part);
  });

  it.each<[string, Record<string, Answer>, string[], string, string]>([
    [
      'validate',
      { 'POST /api/v1/automations/validate': { json: { sentence: 'Every day at 09:00, …', problems: [] } } },
      ['validate', '<document>'],
      'Every day at 09:00, …\n',
      'POST /api/v1/automations/validate {"document":{"name":"Reminders"}}',
    ],
    [
      'create',
      { 'POST /api/v1/automations': { status: 201, json: automation } },
      ['create', '<document>'],
      `${ID}\n`,
      'POST /api/v1/automations {"document":{"name":"Reminders"}}',
    ],
    [
      'publish',
      {
        [`POST /api/v1/automations/${ID}/publish`]: {
          json: {
            automation,
            version: { version: 2 },
            backlog: { treatment: 'skip', subjects: 0, overdue: [], firstDate: null },
          },
        },
      },
      ['publish', ID, '--note', 'Spring'],
      '"Reminders" is live in version 2.\n',
      `POST /api/v1/automations/${ID}/publish {"backlog":"skip","note":"Spring"}`,
    ],
    [
      'pause',
      {
        ...list(automation),
        [`POST /api/v1/automations/${ID}/pause`]: { json: { ...automation, status: 'paused' } },
      },
      ['pause', 'Reminders'],
      '"Reminders" is paused.\n',
      `POST /api/v1/automations/${ID}/pause`,
    ],
    [
      'export',
      { [`GET /api/v1/automations/${ID}/export`]: { json: { document: { name: 'Reminders' } } } },
      ['export', ID, '--version', '2'],
      '{\n  "name": "Reminders"\n}\n',
      `GET /api/v1/automations/${ID}/export?version=2`,
    ],
  ])('%s', async (_, answers, args, stdout, request) => {
    const result = await run(answers, args);
    expect(result).toMatchObject({ code: 0, stdout });
    expect(result.requests.at(-1)).toBe(request);
  });

  const comparison = {
    kind: 'comparison',
    field: 'account.pastDueStreakDays',
    operator: 'equals',
    required: 14,
    actual: 9,
    holds: false,
  };
  const subject = { kind: 'account', key: 'A1', account: 'A1' };

  it('explains why an account does not enter', async () => {
    const answer = {
      automation,
      version: 2,
      account: 'A1',
      asOf: '2026-01-05T09:00:00Z',
      subjects: [
        {
          subject,
          verdict: 'entryFails',
          entry: comparison,
          failing: [comparison],
          exit: null,
          enteredBefore: null,
          firstDate: '2026-01-10',
          fieldsToChange: [],
        },
      ],
    };
    const { code, stdout } = await run({ [`GET /api/v1/automations/${ID}/why-not`]: { json: answer } }, [
      'why-not',
      ID,
      '--account',
      'A1',
    ]);
    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      'account A1 does not enter: the entry does not hold',
      '  account.pastDueStreakDays is 14: found 9',
      '  enters on 2026-01-10 if nothing changes',
      '',
    ]);
  });

  it('shows a test run step by step', async () => {
    const step = { occurrence: null, label: null, at: '2026-01-15T09:00:00Z', date: '2026-01-15' };
    const preview = {
      words: 'Email the customer',
      message: { to: ['a@example.com'], subject: 'Hello', text: 'Dear A\n', html: '' },
    };
    const answer = {
      asOf: '2026-01-15',
      sentence: 'Every day …',
      subjects: [
        {
          subject,
          at: step.at,
          outcome: 'entered',
          entry: { kind: 'all', holds: true, children: [{ ...comparison, actual: 14, holds: true }] },
          exits: [],
          path: ['day14'],
          trace: [
            {
              ...step,
              step: 'friendly',
              kind: 'action',
              action: { kind: 'emailCustomer' },
              effect: { kind: 'done', preview, heldBack: [] },
            },
          ],
          end: { reason: 'completed', exitId: null, words: 'completed', at: step.at },
        },
      ],
    };
    const args = ['test-run', '<document>', '--account', 'A1', '--account', 'A2', '--as-of', '2026-01-15'];
    const { code, stdout, requests } = await run({ 'POST /api/v1/test-runs': { json: answer } }, args);
    expect(code).toBe(0);
    expect(requests[0]).toContain('"accounts":["A1","A2"],"asOf":"2026-01-15"');
    expect(stdout).toContain('account A1 enters (2026-01-15T09:00:00Z)');
    expect(stdout).toContain('account.pastDueStreakDays is 14: found 14');
    expect(stdout).toContain('2026-01-15  friendly: Email the customer');
    expect(stdout).toContain('    Subject: Hello');
  });
});
