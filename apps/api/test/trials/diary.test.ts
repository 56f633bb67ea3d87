import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DiaryResult } from '@dunwell/contract';
import type { AutomationDocument, Step } from '@dunwell/language';
import { diaryLines } from '../../src/cli/describe-diary.js';
import { startTestApp, type TestApp } from '../support/start-test-app.js';
import { World } from '../support/world.js';
import { rowCounts } from './backtest.testing.js';

const NOW = '2026-03-10T12:00:00Z';

const mail = (subject: string, next: string | null): Step => ({
  kind: 'action',
  label: subject,
  action: { kind: 'emailCustomer', subject, body: 'Please pay {{ account.overdueBalance | money }}.' },
  next,
});

/** From the 3rd day past due on: a reminder, three days later another; ends when nothing is overdue. */
const rule = (changes: Partial<AutomationDocument> = {}): AutomationDocument => ({
  schemaVersion: 1,
  name: 'Two reminders',
  subject: 'account',
  trigger: { kind: 'schedule', every: 'day', at: '09:00' },
  entry: {
    when: { field: 'account.pastDueStreakDays', operator: 'atLeast', value: 3 },
    reentry: { kind: 'oncePerStreak' },
  },
  exit: [
    {
      id: 'paid',
      label: 'Nothing overdue any more',
      when: { field: 'account.overdueBalance', operator: 'equals', value: 0 },
    },
  ],
  first: 'first',
  steps: {
    first: mail('First', 'pause'),
    pause: { kind: 'wait', days: 3, next: 'second' },
    second: mail('Second', null),
  },
  ...changes,
});

describe('a diary', () => {
  let app: TestApp;
  let world: World;
  beforeAll(async () => {
    app = await startTestApp({ now: NOW });
    const provider = { kind: 'practice', url: null };
    await app.http.patch('/api/v1/workspace').send({ provider }).expect(200);
  }, 60_000);
  afterAll(() => app.close());
  beforeEach(async () => {
    // Each test tells its own accounts.
    await app.dataSource.query('truncate accounts cascade');
    world = World.in(app.dataSource, app.workspaceId, NOW);
  });

  const diary = async (request: object): Promise<DiaryResult> => {
    const response = await app.http.post('/api/v1/diaries').send({ account: 'A', ...request });
    if (response.status !== 200) throw new Error(response.text);
    return response.body as DiaryResult;
  };
  const told = async (request: object): Promise<string[]> => diaryLines(await diary(request));
  const owing = (key = 'A') =>
    world.account(key, { email: 'a@example.com' }).owes('120.00', { number: 'INV-1' }).since('2026-03-01');

  it('tells day by day what an account lives through, and writes nothing (S19)', async () => {
    owing().pays('20.00').on('2026-03-03').pays('100.00', { reference: 'rest' }).on('2026-03-05');
    await world.save();
    const before = await rowCounts(app);
    expect(await told({ document: rule(), from: '2026-02-28', days: 7 })).toEqual([
      '2026-02-28  nothing overdue; does not enter: Past due streak at least 3 days: not set',
      '2026-03-01  day 1, €120.00 overdue',
      '    00:00  INV-1 past due: €120.00 overdue, a streak opens',
      '    09:00  does not enter: Past due streak at least 3 days: 1 day',
      '2026-03-02  day 2, €120.00 overdue; does not enter: Past due streak at least 3 days: 2 days',
      '2026-03-03  day 3, €100.00 overdue',
      '    00:00  €20.00 paid: €100.00 overdue, the streak goes on',
      '    09:00  [1] enters',
      '    09:00  [1] email First to a@example.com: “First”',
      '    09:00  [1] Wait 3 days, until 2026-03-06 09:00',
      '2026-03-04  day 4, €100.00 overdue; does not enter again: it has entered before',
      '2026-03-05  nothing overdue',
      '    00:00  €100.00 paid: nothing overdue, the streak ends after 4 days',
      '    00:00  [1] ends: Nothing overdue any more',
      '    09:00  does not enter: Past due streak at least 3 days: not set',
      '2026-03-06  nothing overdue; does not enter: Past due streak at least 3 days: not set',
    ]);
    expect(await rowCounts(app)).toEqual(before);
  });

  it('enters anew in the next streak, as a live automation would (S11)', async () => {
    owing().pays('120.00').on('2026-03-04').owes('50.00').since('2026-03-08');
    await world.save();
    const { days } = await diary({ document: rule(), from: '2026-03-01', days: 14 });
    const sent = days.flatMap(({ date, entries }) =>
      entries.flatMap(({ journey, message }) =>
        message ? [`${date} ${journey} ${message.text.trim()}`] : [],
      ),
    );
    expect(sent).toEqual([
      '2026-03-03 1 Please pay €120.00.',
      '2026-03-10 2 Please pay €50.00.',
      '2026-03-13 2 Please pay €50.00.',
    ]);
  });

  it('assumes facts that leave no trace', async () => {
    owing();
    await world.save();
    const before = await rowCounts(app);
    const request = { document: rule(), from: '2026-03-03', days: 5 };
    const ends = async (more: object): Promise<string[]> =>
      (await told({ ...request, ...more })).filter((line) => line.includes('[1]')).slice(-1);
    expect(await ends({})).toEqual(['    09:00  [1] ends: Completed.']);
    const whatIf = { payments: [{ account: 'A', amount: 12_000, invoice: 'INV-1', at: '2026-03-05' }] };
    expect(await ends({ whatIf })).toEqual(['    00:00  [1] ends: Nothing overdue any more']);
    expect(await rowCounts(app)).toEqual(before);
  });

  it('shows what holds a message back, and what is taken back when the account is cured (S14, S22)', async () => {
    owing().pays('120.00').on('2026-03-08');
    await world.save();
    const hold = { account: 'A', reason: 'dispute', from: '2026-03-01', until: '2026-03-05' };
    await app.http.post('/api/v1/holds').send(hold).expect(201);
    const document = rule({
      steps: {
        first: mail('First', 'restrict'),
        restrict: {
          kind: 'action',
          action: { kind: 'restrictService' },
          undo: 'whenCured',
          next: 'pause',
        },
        pause: { kind: 'wait', days: 30, next: null },
      },
    });
    const lines = await told({ document, from: '2026-03-03', days: 6 });
    expect(lines.filter((line) => !line.startsWith('    09:00  does not enter'))).toEqual([
      '2026-03-03  day 3, €120.00 overdue',
      '    00:00  account on hold (dispute) until 2026-03-05',
      '    09:00  [1] enters',
      '    09:00  [1] email First: held back, account on hold until 2026-03-06 00:00',
      '2026-03-04  day 4, €120.00 overdue; does not enter again: it has entered before',
      '2026-03-05  day 5, €120.00 overdue; does not enter again: it has entered before',
      '2026-03-06  day 6, €120.00 overdue',
      '    00:00  account on hold (dispute): over',
      '    00:00  [1] email First to a@example.com: “First”',
      '    00:00  [1] restrict the service until nothing is overdue',
      '    00:00  [1] Wait 30 days, until 2026-04-05 09:00',
      '2026-03-07  day 7, €120.00 overdue; does not enter again: it has entered before',
      '2026-03-08  nothing overdue',
      '    00:00  €120.00 paid: nothing overdue, the streak ends after 7 days',
      '    00:00  [1] ends: Nothing overdue any more',
      '    00:00  [1] taken back, since the streak is over: restrict the service until nothing is overdue',
    ]);
  });

  it('says where a step lacks what it needs (S17)', async () => {
    world.account('A').owes('120.00').since('2026-03-01');
    await world.save();
    const lines = await told({ document: rule(), from: '2026-03-03', days: 1 });
    expect(lines.at(-1)).toContain('email First: ');
    expect(lines.at(-1)).toContain('A person has to see to it.');
  });

  it('speaks of invoices one by one, and of those that do not match together', async () => {
    owing()
      .owes('10.00', { number: 'INV-2' })
      .since('2026-03-06')
      .owes('5.00', { number: 'INV-3' })
      .since('2026-03-20');
    await world.save();
    const document = rule({
      subject: 'invoice',
      entry: {
        when: { field: 'invoice.daysPastDue', operator: 'atLeast', value: 3 },
        reentry: { kind: 'oncePerStreak' },
      },
    });
    const lines = await told({ document, from: '2026-03-03', days: 1 });
    expect(lines.slice(1)).toEqual([
      '    09:00  [1] invoice INV-1: enters',
      '    09:00  the entry holds of none of 2 invoices',
      '    09:00  [1] invoice INV-1: email First to a@example.com: “First”',
      '    09:00  [1] invoice INV-1: Wait 3 days, until 2026-03-06 09:00',
    ]);
  });

  it('plays a rule that starts on an event at every such event, by what it tells (S0)', async () => {
    owing()
      .pays('120.00', { status: 'failed', automatic: true, failureCode: 'card_declined' })
      .on('2026-03-02T10:00:00Z')
      .pays('120.00', { status: 'failed', automatic: false })
      .on('2026-03-03T10:00:00Z');
    await world.save();
    const document = rule({
      subject: 'invoice',
      trigger: { kind: 'event', event: 'payment.failed' },
      entry: {
        when: { field: 'event.automatic', operator: 'isTrue' },
        reentry: { kind: 'afterDays', days: 3 },
      },
      exit: [],
      steps: { first: mail('Failed: {{ event.failureCode }}', null) },
    });
    expect(await told({ document, from: '2026-03-02', days: 2 })).toEqual([
      '2026-03-02  day 2, €120.00 overdue',
      '    10:00  [1] invoice INV-1: a payment fails: enters',
      '    10:00  [1] invoice INV-1: email Failed: {{ event.failureCode }} to a@example.com: “Failed: card_declined”',
      '    10:00  [1] invoice INV-1: ends: Completed.',
      '2026-03-03  day 3, €120.00 overdue; invoice INV-1: a payment fails: does not enter: Automatic is true: no',
    ]);
  });

  it('says who would be backlog of a publish on its first date (S12)', async () => {
    owing();
    await world.save();
    const { backlog } = await diary({ document: rule(), from: '2026-03-05', days: 1 });
    expect(backlog).toEqual([{ kind: 'account', key: 'A', account: 'A' }]);
    expect((await diary({ document: rule(), from: '2026-03-03', days: 1 })).backlog).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['an account nobody knows', { account: 'Z' }, 'account'],
    ['a document with problems', { document: rule({ first: 'nowhere' }) }, 'document.first'],
    [
      'an assumption about another account',
      { whatIf: { payments: [{ account: 'B', amount: 1 }] } },
      'whatIf.payments[0].account',
    ],
  ])('refuses %s', async (_, request, path) => {
    owing();
    await world.save();
    const { status, body } = await app.http
      .post('/api/v1/diaries')
      .send({ account: 'A', document: rule(), from: '2026-03-01', days: 3, ...request });
    expect(status).toBe(422);
    expect((body as { problems: { path: string }[] }).problems[0]?.path).toBe(path);
  });
});
