import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { DiaryDay, RuleTestInput, RuleTestResult } from '@dunwell/contract';
import { TEMPLATES } from '@dunwell/language';
import { runCli, type CliResult } from './support/run-cli.js';
import { startTestApp, type TestApp } from './support/start-test-app.js';
import { World } from './support/world.js';

// A process each, on a machine that may be busy.
jest.setTimeout(60_000);

const NOW = '2026-03-01T00:00:00Z';
const rule = TEMPLATES.find(({ id }) => id === 'past-due-14-30')!.document;
const folder = mkdtempSync(join(tmpdir(), 'dunwell-cli-trials-'));
let app: TestApp;
let document: string;

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const dunwell = (...args: string[]): Promise<CliResult> =>
  runCli(args, { env: { DUNWELL_URL: app.url, DUNWELL_API_KEY: app.key } });

beforeAll(async () => {
  app = await startTestApp({ now: NOW });
  const world = World.in(app.dataSource, app.workspaceId, NOW);
  world
    .account('A', { email: 'ada@example.com', name: 'Ada', paymentUrl: 'https://pay.example/a' })
    .subscribes('gold')
    .owes('120.00', { number: 'BILL-7' })
    .since('2026-03-02');
  await world.save();
  document = file('rule.json', rule);
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('simulate', () => {
  const simulate = (...more: string[]): Promise<CliResult> =>
    dunwell('simulate', document, '--account', 'A', '--from', '2026-03-14', ...more);

  it('prints day by day what an account would live through', async () => {
    const { code, stdout, stderr } = await simulate('--days', '3', '--messages');
    expect({ code, stdout: stdout.split('\n') }).toEqual({
      code: 0,
      stdout: [
        '2026-03-14  day 13, €120.00 overdue; does not enter: the entry holds, but no arm leads to an effect, Which threshold? any other day',
        '2026-03-15  day 14, €120.00 overdue',
        '    09:00  [1] enters, Which threshold? exactly 14 days',
        '    09:00  [1] email Friendly reminder to ada@example.com: “A reminder about €120.00”',
        '           | Hello Ada,',
        '           |',
        '           | your account has been past due for 14 days. Please pay €120.00 here: https://pay.example/a',
        '    09:00  [1] ends: Completed.',
        '2026-03-16  day 15, €120.00 overdue; does not enter: the entry holds, but no arm leads to an effect, Which threshold? any other day',
        '',
      ],
    });
    expect(stderr).toContain('Every day at 09:00');
  });

  it('assumes facts, and prints days as NDJSON', async () => {
    const { code, stdout } = await simulate(
      ...['--days', '2', '--what-if', 'pays 20.00 on 2026-03-14 for BILL-7', '--format', 'ndjson'],
    );
    expect(code).toBe(0);
    const days = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as DiaryDay);
    expect(days.map(({ date, streakDay, overdue }) => [date, streakDay, overdue])).toEqual([
      ['2026-03-14', 13, 10_000],
      ['2026-03-15', 14, 10_000],
    ]);
  });

  it.each<[string, number, string[], string]>([
    ['an assumption it cannot read', 2, ['--what-if', 'pays soon'], 'It must read "pays <amount> on <date>'],
    [
      'more decimals than the currency has',
      1,
      ['--what-if', 'pays 1.234 on 2026-03-14'],
      'EUR has 2 decimals',
    ],
  ])('says what is wrong with %s', async (_, exit, more, words) => {
    const { code, stdout, stderr } = await simulate('--days', '1', ...more);
    expect({ code, stdout }).toEqual({ code: exit, stdout: '' });
    expect(stderr).toContain(words);
  });
});

describe('test', () => {
  const test = (on: string): RuleTestInput => ({
    name: 'a reminder on day 14',
    facts: {
      accounts: [{ account: 'X', currency: 'EUR', name: 'Xenia', email: 'x@example.com' }],
      invoices: [{ account: 'X', number: 'I-1', issuedOn: '2026-02-01', dueOn: '2026-02-28', total: 5_000 }],
      subscriptions: [{ account: 'X', key: 'S-1', plan: 'gold', status: 'active', startedOn: '2025-01-01' }],
    },
    from: '2026-03-01',
    days: 20,
    expected: { actions: [{ on, step: 'friendly', result: 'done' }] },
  });

  it('runs the tests that stand with a document', async () => {
    const passing = file('passing.json', { document: rule, tests: [test('2026-03-14')] });
    expect(await dunwell('test', passing)).toEqual({
      code: 0,
      stdout: 'passes  a reminder on day 14\n',
      stderr: '1 of 1 tests passed.\n',
    });
    const failing = file('failing.json', { document: rule, tests: [test('2026-03-13')] });
    expect(await dunwell('test', failing)).toEqual({
      code: 1,
      stdout: [
        'FAILS   a reminder on day 14',
        '    actions (- expected, + happened):',
        '      - 2026-03-13 friendly: done',
        '      + 2026-03-14 friendly: done',
        '',
      ].join('\n'),
      stderr: '0 of 1 tests passed.\n',
    });
  });

  it('travels with an automation: created, exported, run on its draft and on another document', async () => {
    const together = { document: rule, tests: [test('2026-03-14')] };
    const { stdout: id } = await dunwell('create', file('together.json', together));
    const exported = await dunwell('export', id.trim(), '--with-tests');
    expect(JSON.parse(exported.stdout)).toEqual(together);
    expect((await dunwell('test', id.trim())).code).toBe(0);
    const later = JSON.stringify(rule).replace('"value":14', '"value":15');
    const ofOther = await dunwell(
      ...['test', file('later.json', JSON.parse(later)), '--of', id.trim(), '--format', 'ndjson'],
    );
    expect(ofOther.code).toBe(1);
    const result = JSON.parse(ofOther.stdout) as RuleTestResult;
    expect(result).toMatchObject({ name: 'a reminder on day 14', passed: false });
  });

  it('copies an account as a test that passes as it stands', async () => {
    const { stdout: id } = await dunwell('create', document);
    const copied = await dunwell(
      ...['copy-test', id.trim(), '--account', 'A', '--from', '2026-03-01', '--days', '20'],
    );
    expect(copied.code).toBe(0);
    expect(copied.stdout).not.toMatch(/Ada|ada@|BILL-7/);
    const tests = file('copied.json', JSON.parse(copied.stdout));
    expect(await dunwell('test', document, '--tests', tests)).toMatchObject({
      code: 0,
      stderr: '1 of 1 tests passed.\n',
    });
  });
});
