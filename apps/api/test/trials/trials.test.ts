import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Automation, TestRunResult, WhyNotResult } from '@dunwell/contract';
import { addDays } from '@dunwell/engine';
import type { AutomationDocument, Condition } from '@dunwell/language';
import { startTestApp, type TestApp } from '../support/start-test-app.js';
import { World } from '../support/world.js';
import { backtest, rowCounts } from './backtest.testing.js';

const NOW = '2026-03-10T12:00:00Z';
const paid: AutomationDocument['exit'] = [
  { id: 'paid', label: 'Paid', when: { field: 'account.overdueBalance', operator: 'equals', value: 0 } },
];
const streakIs = (day: number): Condition => ({
  field: 'account.pastDueStreakDays',
  operator: 'equals',
  value: day,
});

const rule = (changes: Partial<AutomationDocument>): AutomationDocument => ({
  schemaVersion: 1,
  name: 'A rule',
  subject: 'account',
  trigger: { kind: 'schedule', every: 'day', at: '09:00' },
  entry: { when: streakIs(3), reentry: { kind: 'oncePerStreak' } },
  exit: paid,
  first: 'mail',
  steps: { mail: mail(null) },
  ...changes,
});

const mail = (next: string | null): AutomationDocument['steps'][string] => ({
  kind: 'action',
  action: {
    kind: 'emailCustomer',
    subject: 'You owe {{ account.overdueBalance | money }}',
    body: 'Please pay.',
  },
  next,
});

const tag = (name: string, next: string | null = null): AutomationDocument['steps'][string] => ({
  kind: 'action',
  action: { kind: 'addTag', tag: name },
  next,
});

describe('trials', () => {
  let app: TestApp;
  let world: World;
  beforeAll(async () => {
    app = await startTestApp({ now: NOW });
  }, 60_000);
  afterAll(() => app.close());
  beforeEach(async () => {
    // Each test tells its own accounts.
    await app.dataSource.query('truncate accounts cascade');
    world = World.in(app.dataSource, app.workspaceId, NOW);
  });

  const testRun = async (request: object): Promise<TestRunResult> => {
    const response = await app.http.post('/api/v1/test-runs').send(request);
    if (response.status !== 200) throw new Error(JSON.stringify(response.body));
    return response.body as TestRunResult;
  };

  describe('backtests', () => {
    it('play waits with the facts of their dates: who pays meanwhile gets no second message', async () => {
      world
        .account('PAYS', { email: 'a@example.com' })
        .owes('10.00')
        .since('2026-02-01')
        .pays('10.00')
        .on('2026-02-06');
      world.account('STAYS', { email: 'b@example.com' }).owes('10.00').since('2026-02-01');
      await world.save();
      const document = rule({
        steps: { mail: mail('pause'), pause: { kind: 'wait', days: 7, next: 'again' }, again: mail(null) },
      });
      const { entries, totals } = await backtest(app, document, '2026-02-01', '2026-02-28');
      expect(entries.map(({ date, account, actions }) => [date, account, actions])).toEqual([
        ['2026-02-03', 'PAYS', ['mail']],
        ['2026-02-03', 'STAYS', ['mail', 'again']],
      ]);
      expect(totals).toMatchObject({
        accounts: 2,
        overdue: [{ currency: 'EUR', amount: 2_000 }],
        actions: { mail: 2, again: 1 },
      });
    });

    it('repeat while nothing is paid, and follow a waitFor that is met', async () => {
      world
        .account('PAYS', { email: 'a@example.com' })
        .owes('10.00')
        .since('2026-02-01')
        .pays('4.00')
        .on('2026-02-12');
      await world.save();
      const halfPaid: Condition = {
        field: 'account.overdueBalance',
        operator: 'atMost',
        value: [{ currency: 'EUR', amount: 600 }],
      };
      const document = rule({
        first: 'thrice',
        steps: {
          thrice: { kind: 'repeat', everyDays: 2, atMost: 3, first: 'mail', next: 'until' },
          mail: mail(null),
          until: {
            kind: 'waitFor',
            when: halfPaid,
            timeoutDays: 30,
            onMet: 'met',
            onTimeout: 'late',
            next: null,
          },
          met: tag('half'),
          late: tag('late'),
        },
      });
      const { entries } = await backtest(app, document, '2026-02-01', '2026-02-28');
      expect(entries.map(({ actions }) => actions)).toEqual([['mail', 'mail', 'mail', 'met']]);
    });

    it('count how often a step would lack what it needs and has no other way (S17)', async () => {
      world.account('NOBODY').owes('10.00').since('2026-02-01');
      world.account('A', { email: 'a@example.com' }).owes('10.00').since('2026-02-01');
      await world.save();
      const cared = { ...mail(null), onFailure: 'call' } as AutomationDocument['steps'][string];
      const document = rule({ steps: { mail: mail('again'), again: cared, call: tag('call') } });
      const { totals } = await backtest(app, document, '2026-02-01', '2026-02-28');
      expect(totals).toMatchObject({
        actions: { mail: 2, again: 2, call: 1 },
        needsAttention: { mail: 1, again: 0, call: 0 },
      });
    });

    it('count those apart who would have entered on the day before', async () => {
      world.account('OLD').owes('10.00').since('2026-01-01');
      world.account('NEW').owes('10.00').since('2026-02-02');
      await world.save();
      const when: Condition = { field: 'account.pastDueStreakDays', operator: 'atLeast', value: 2 };
      const document = rule({ entry: { when, reentry: { kind: 'oncePerStreak' } } });
      const { entries, totals } = await backtest(app, document, '2026-02-01', '2026-02-10');
      expect(entries.map(({ date, account }) => [date, account])).toEqual([['2026-02-03', 'NEW']]);
      expect(totals.before).toEqual({ subjects: 1, overdue: [{ currency: 'EUR', amount: 1_000 }] });
    });

    it('take what they have done themselves for facts', async () => {
      world.account('A').owes('10.00').since('2026-02-01');
      await world.save();
      const when: Condition = {
        all: [
          { field: 'account.pastDueStreakDays', operator: 'atLeast', value: 2 },
          { field: 'account.tags', operator: 'containsNone', value: ['seen'] },
        ],
      };
      const document = rule({
        entry: { when, reentry: { kind: 'everyMatch' } },
        first: 'mark',
        steps: { mark: tag('seen') },
      });
      const { entries } = await backtest(app, document, '2026-02-01', '2026-02-20');
      expect(entries.map(({ date }) => date)).toEqual(['2026-02-02']);
    });

    it('keep to the days between two starts', async () => {
      world.account('A').owes('10.00').since('2026-02-01');
      await world.save();
      const when: Condition = { field: 'account.pastDueStreakDays', operator: 'atLeast', value: 1 };
      const document = rule({
        entry: { when, reentry: { kind: 'afterDays', days: 5 } },
        first: 'mark',
        steps: { mark: tag('seen') },
      });
      const { entries } = await backtest(app, document, '2026-02-01', '2026-02-12');
      expect(entries.map(({ date }) => date)).toEqual(['2026-02-01', '2026-02-06', '2026-02-11']);
    });

    it.each([
      ['a period that runs backwards', { from: '2026-02-02', to: '2026-02-01' }, 'periodBackwards'],
      ['a period that is too long', { from: '2020-01-01', to: '2026-02-01' }, 'periodTooLong'],
      [
        'a rule without a schedule',
        { document: rule({ trigger: { kind: 'manual' }, entry: { when: null, reentry: { kind: 'once' } } }) },
        'notScheduled',
      ],
      ['a document with problems', { document: rule({ first: 'nowhere' }) }, 'documentRefused'],
    ])('refuse %s before the first line', async (_, changes, code) => {
      const body = { document: rule({}), from: '2026-02-01', to: '2026-02-02', ...changes };
      const response = await app.http.post('/api/v1/backtests').send(body);
      expect([response.status, response.body.code]).toEqual([422, code]);
    });
  });

  describe('test runs', () => {
    it('explain the way, the messages and the end, and write nothing', async () => {
      world
        .account('A', { email: 'a@example.com' })
        .owes('10.00')
        .since('2026-02-01')
        .pays('10.00')
        .on('2026-02-06');
      world.account('NOBODY').owes('10.00').since('2026-02-01');
      await world.save();
      const before = await rowCounts(app);
      const document = rule({
        steps: { mail: mail('pause'), pause: { kind: 'wait', days: 7, next: 'again' }, again: mail(null) },
      });
      const { subjects } = await testRun({ document, accounts: ['NOBODY', 'A'], asOf: '2026-02-03' });
      expect(subjects.map(({ subject, outcome }) => [subject.key, outcome])).toEqual([
        ['NOBODY', 'entered'],
        ['A', 'entered'],
      ]);
      const [nobody, a] = subjects;
      expect(nobody?.trace).toMatchObject([
        { step: 'mail', effect: { kind: 'needsAttention', reason: expect.stringContaining('email') } },
      ]);
      expect(nobody?.end).toBeNull();
      expect(a?.trace).toMatchObject([
        {
          step: 'mail',
          date: '2026-02-03',
          effect: {
            kind: 'done',
            preview: { message: { to: ['a@example.com'], subject: 'You owe €10.00', text: 'Please pay.' } },
          },
        },
        { step: 'pause', kind: 'wait', resumedAt: null },
      ]);
      expect(a?.end).toEqual({
        reason: 'exit',
        exitId: 'paid',
        words: 'Paid',
        at: '2026-02-06T00:00:00.000Z',
      });
      expect(a?.exits).toMatchObject([{ id: 'paid', explanation: { holds: false, actual: 1_000 } }]);
      expect(await rowCounts(app)).toEqual(before);
    });

    it('assume a payment that changes the outcome and leaves no trace', async () => {
      world.account('A', { email: 'a@example.com' }).owes('10.00', { number: 'A-1' }).since('2026-02-01');
      await world.save();
      const before = await rowCounts(app);
      const request = { document: rule({}), accounts: ['A'], asOf: '2026-02-03' };
      const payments = [{ account: 'A', amount: 1_000, invoice: 'A-1', at: '2026-02-02' }];
      const outcome = async (more: object): Promise<string | undefined> =>
        (await testRun({ ...request, ...more })).subjects[0]?.outcome;
      expect(await outcome({})).toBe('entered');
      expect(await outcome({ whatIf: { payments } })).toBe('entryFails');
      expect(await outcome({})).toBe('entered');
      expect(await rowCounts(app)).toEqual(before);
    });

    it('assume another subscription status', async () => {
      world.account('A', { email: 'a@example.com' }).subscribes('basic').owes('10.00').since('2026-02-01');
      await world.save();
      const when: Condition = {
        all: [streakIs(3), { field: 'account.activeSubscriptionCount', operator: 'atLeast', value: 1 }],
      };
      const request = {
        document: rule({ entry: { when, reentry: { kind: 'oncePerStreak' } } }),
        accounts: ['A'],
        asOf: '2026-02-03',
      };
      expect((await testRun(request)).subjects[0]?.outcome).toBe('entered');
      const assumed = await testRun({ ...request, whatIf: { subscriptionStatus: 'paused' } });
      expect(assumed.subjects[0]?.outcome).toBe('entryFails');
    });

    it('refuse accounts nobody knows and assumptions that cannot be', async () => {
      world.account('A').owes('10.00', { number: 'A-1' }).since('2026-02-01');
      await world.save();
      const request = { document: rule({}), accounts: ['A'], asOf: '2026-02-03' };
      const unknown = await app.http.post('/api/v1/test-runs').send({ ...request, accounts: ['A', 'B'] });
      expect([unknown.status, unknown.body.problems[0].path]).toEqual([422, 'accounts[1]']);
      const payments = [{ account: 'A', amount: 1_000, invoice: 'NO-SUCH', at: '2026-02-02' }];
      const refused = await app.http.post('/api/v1/test-runs').send({ ...request, whatIf: { payments } });
      expect([refused.status, refused.body.code]).toEqual([422, 'testRunRefused']);
    });
  });

  describe('why not', () => {
    const created = async (document: AutomationDocument): Promise<string> => {
      const response = await app.http.post('/api/v1/automations').send({ document });
      return (response.body as Automation).id;
    };
    const whyNot = async (id: string, account: string): Promise<WhyNotResult> =>
      (await app.http.get(`/api/v1/automations/${id}/why-not`).query({ account })).body as WhyNotResult;

    it('says what fails and from what date it will not', async () => {
      world.account('SOON').owes('10.00').since('2026-03-09');
      world.account('DUE LATER').owes('10.00').since('2026-05-01');
      world.account('NEVER');
      await world.save();
      const id = await created(rule({ entry: { when: streakIs(14), reentry: { kind: 'oncePerStreak' } } }));
      expect(await whyNot(id, 'SOON')).toMatchObject({
        version: null,
        asOf: '2026-03-10T09:00:00.000Z',
        subjects: [
          {
            verdict: 'entryFails',
            failing: [{ field: 'account.pastDueStreakDays', actual: 2, required: 14 }],
            firstDate: addDays('2026-03-09', 13),
            fieldsToChange: [],
          },
        ],
      });
      expect((await whyNot(id, 'DUE LATER')).subjects[0]?.firstDate).toBe(addDays('2026-05-01', 13));
      expect((await whyNot(id, 'NEVER')).subjects[0]).toMatchObject({
        firstDate: null,
        fieldsToChange: ['account.pastDueStreakDays'],
      });
    });
  });

  it('are described to the last of their unions', async () => {
    const { body: api } = await app.anonymous.get('/api/openapi.json');
    const { schemas } = api.components;
    const kinds = (union: { discriminator: { mapping: object } }): string[] =>
      Object.keys(union.discriminator.mapping);
    const { trace, entry } = schemas.TestRunSubjectAnswer.properties;
    expect(kinds(trace.items)).toEqual(['branch', 'action', 'wait', 'waitFor', 'repeat', 'exit']);
    expect(kinds(entry.anyOf[0])).toEqual(['comparison', 'all', 'any', 'not']);
    expect(kinds(schemas.ActionStepAnswer.properties.effect)).toContain('needsAttention');
    const [lines] = Object.values<{ schema: never }>(
      api.paths['/api/v1/backtests'].post.responses[200].content,
    );
    expect(kinds(lines!.schema)).toEqual(['entry', 'totals', 'problem']);
    const references = [...JSON.stringify(api).matchAll(/"#\/components\/schemas\/([^"]*)"/g)];
    expect(references.map(([, name]) => name).filter((name) => !(String(name) in schemas))).toEqual([]);
  });
});
