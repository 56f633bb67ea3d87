import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type {
  AuditEntry,
  Automation,
  ExampleFacts,
  ExportResult,
  ProblemDetails,
  RuleTest,
  RuleTestInput,
  RuleTestsResult,
} from '@dunwell/contract';
import { TEMPLATES } from '@dunwell/language';
import { TRIALS_AT_A_TIME, TrialPlaces } from '../src/trials/trial-places.js';
import { startTestApp, type TestApp } from './support/start-test-app.js';
import { World } from './support/world.js';
import { rowCounts } from './trials/backtest.testing.js';

const NOW = '2026-06-01T08:00:00Z';

/** Owes 120.00 since 1 March; day 14 is the 14th. */
const late: ExampleFacts = {
  accounts: [{ account: 'A', currency: 'EUR', name: 'Ada', email: 'ada@example.com' }],
  invoices: [{ account: 'A', number: 'I-1', issuedOn: '2026-02-01', dueOn: '2026-02-28', total: 12_000 }],
  subscriptions: [{ account: 'A', key: 'S-1', plan: 'gold', status: 'active', startedOn: '2025-01-01' }],
};

const friendlyThenPaid: RuleTestInput = {
  name: 'pays after the friendly reminder',
  facts: {
    ...late,
    payments: [
      {
        account: 'A',
        reference: 'P-1',
        amount: 12_000,
        status: 'succeeded',
        at: '2026-03-20',
        allocations: [{ invoice: 'I-1', amount: 12_000 }],
      },
    ],
  },
  from: '2026-03-01',
  days: 40,
  expected: {
    journeys: [
      { on: '2026-03-14', path: ['day14'], end: { on: '2026-03-14', reason: 'completed', exit: null } },
    ],
    actions: [{ on: '2026-03-14', step: 'friendly', result: 'done' }],
    messages: [{ on: '2026-03-14', to: ['ada@example.com'], subject: 'A reminder about €120.00' }],
  },
};

const { document } = TEMPLATES.find((template) => template.id === 'past-due-14-30')!;

let app: TestApp;
let id: string;

beforeAll(async () => {
  app = await startTestApp({ now: NOW });
}, 60_000);
afterAll(() => app.close());

beforeEach(async () => {
  const { body } = await app.http.post('/api/v1/automations').send({ document }).expect(201);
  id = (body as Automation).id;
});

const path = (rest = ''): string => `/api/v1/automations/${id}/tests${rest}`;
const save = async (test: RuleTestInput): Promise<RuleTest> =>
  (await app.http.post(path()).send(test).expect(201)).body as RuleTest;
const run = async (body: object = {}): Promise<RuleTestsResult> =>
  (await app.http.post(path('/run')).send(body).expect(200)).body as RuleTestsResult;
const publish = () => app.http.post(`/api/v1/automations/${id}/publish`).send({ backlog: 'skip' });

/** Makes a change once the tests of a publish have been played, before it goes on. */
async function whilePlaying<T>(change: () => Promise<unknown>, work: () => PromiseLike<T>): Promise<T> {
  const places = app.app.get(TrialPlaces);
  const during = places.during.bind(places);
  places.during = (trial) =>
    during(async () => {
      const played = await trial();
      await change();
      return played;
    });
  try {
    return await work();
  } finally {
    places.during = during;
  }
}

describe('rules with tests', () => {
  it('pass where everything comes as expected, and leave no trace (S19)', async () => {
    await save(friendlyThenPaid);
    const before = await rowCounts(app);
    const { passed, results } = await run();
    expect(results.map(({ name, differences, problems }) => ({ name, differences, problems }))).toEqual([
      { name: friendlyThenPaid.name, differences: [], problems: [] },
    ]);
    expect(passed).toBe(true);
    expect(await rowCounts(app)).toEqual(before);
  });

  it('know no facts but their own', async () => {
    // The same keys, otherwise in the workspace: it has paid, and is on hold.
    const world = World.in(app.dataSource, app.workspaceId, NOW);
    world
      .account('A', { email: 'real@example.com' })
      .owes('120.00', { number: 'I-1' })
      .since('2026-03-01')
      .pays('120.00', { reference: 'P-1' })
      .on('2026-03-02');
    await world.save();
    await save(friendlyThenPaid);
    expect((await run()).passed).toBe(true);
  });

  it('block a publish with what differs, until the draft or the test is mended', async () => {
    const test = await save({
      ...friendlyThenPaid,
      expected: {
        ...friendlyThenPaid.expected,
        actions: [
          { on: '2026-03-14', step: 'friendly', result: 'done' },
          { on: '2026-03-30', step: 'firm', result: 'done' },
        ],
      },
    });
    const refused = await publish();
    expect(refused.status).toBe(422);
    const { code, problems = [] } = refused.body as ProblemDetails;
    expect(code).toBe('testsFailed');
    expect(problems.map(({ path: where, code: why }) => [where, why])).toEqual([
      [`tests.${test.id}`, 'testFailed'],
    ]);
    expect(problems[0]?.message.split('\n')).toEqual([
      'The test “pays after the friendly reminder” fails.',
      '  actions (- expected, + happened):',
      '      2026-03-14 friendly: done',
      '    - 2026-03-30 firm: done',
    ]);
    const { body } = await app.http.get(`/api/v1/automations/${id}`).expect(200);
    expect((body as Automation).status).toBe('draft');

    const { revision } = test;
    await app.http
      .put(path(`/${test.id}`))
      .send({ ...friendlyThenPaid, revision })
      .expect(200);
    await publish().expect(200);
  });

  it('are played before a publish locks the automation, in a place for trials like any other', async () => {
    await save(friendlyThenPaid);
    const places = app.app.get(TrialPlaces);
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const playing = Array.from({ length: TRIALS_AT_A_TIME }, () => places.during(() => finished));
    const refused = await publish();
    finish();
    await Promise.all(playing);
    expect([refused.status, (refused.body as ProblemDetails).code]).toEqual([429, 'tooManyTrials']);
    await publish().expect(200);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    [
      'the draft',
      () => app.http.put(`/api/v1/automations/${id}/draft`).send({ revision: 1, document }).expect(200),
      'staleRevision',
    ],
    ['a test', () => save({ ...friendlyThenPaid, name: 'another' }), 'testsChanged'],
  ])('do not let a publish through when %s changes while they run', async (_, change, code) => {
    await save(friendlyThenPaid);
    const refused = await whilePlaying(change, publish);
    expect([refused.status, (refused.body as ProblemDetails).code]).toEqual([409, code]);
    const { body } = await app.http.get(`/api/v1/automations/${id}`).expect(200);
    expect((body as Automation).status).toBe('draft');
    await publish().expect(200);
  });

  it('run on another document than the draft', async () => {
    await save(friendlyThenPaid);
    const other = JSON.parse(JSON.stringify(document).replace('"value":14', '"value":15')) as typeof document;
    const { passed, results } = await run({ document: other });
    expect(passed).toBe(false);
    expect(results[0]?.differences.find(({ part }) => part === 'actions')?.lines).toEqual([
      '- 2026-03-14 friendly: done',
      '+ 2026-03-15 friendly: done',
    ]);
    expect((await run()).passed).toBe(true);
  });

  it('say why facts are refused, instead of passing', async () => {
    const facts = { ...late, invoices: [{ ...late.invoices![0]!, dueOn: '2026-02-30' }] };
    await save({ ...friendlyThenPaid, facts });
    const { passed, results } = await run();
    expect(passed).toBe(false);
    expect(results[0]?.problems.map(({ path: where }) => where)).toEqual(['facts.invoices[0].dueOn']);
    expect((await publish()).status).toBe(422);
  });

  it.each<[string, Partial<RuleTestInput>, string]>([
    ['no account', { facts: { accounts: [] } }, 'facts.accounts'],
    [
      'rows about another account',
      { facts: { ...late, tags: [{ account: 'B', tag: 'vip' }] } },
      'facts.tags[0].account',
    ],
  ])('are refused with %s', async (_, changes, where) => {
    const { status, body } = await app.http.post(path()).send({ ...friendlyThenPaid, ...changes });
    expect(status).toBe(422);
    expect((body as ProblemDetails).problems?.map((problem) => problem.path)).toEqual([where]);
  });

  it('are saved by revision, under names of their own, and told to the audit log', async () => {
    const test = await save(friendlyThenPaid);
    expect((await app.http.post(path()).send(friendlyThenPaid)).status).toBe(409);
    const renamed = { ...friendlyThenPaid, name: 'another', revision: test.revision };
    const { body } = await app.http
      .put(path(`/${test.id}`))
      .send(renamed)
      .expect(200);
    expect(body).toMatchObject({ name: 'another', revision: 2 });
    const stale = await app.http.put(path(`/${test.id}`)).send(renamed);
    expect([stale.status, (stale.body as { code: string }).code]).toEqual([409, 'staleRevision']);
    await app.http.delete(path(`/${test.id}`)).expect(204);
    await app.http.delete(path(`/${test.id}`)).expect(404);
    const listed = await app.http.get(path()).expect(200);
    expect((listed.body as { items: unknown[] }).items).toEqual([]);
    const audit = await app.http.get('/api/v1/audit').query({ search: 'automation.test' }).expect(200);
    const { items } = audit.body as { items: AuditEntry[] };
    const ofThis = items.filter(({ subject }) => subject.key === id);
    expect(ofThis.map(({ action, before, after }) => [action, before, after])).toEqual([
      ['automation.testRemoved', { test: 'another' }, null],
      ['automation.testSaved', { test: friendlyThenPaid.name }, { test: 'another' }],
      ['automation.testSaved', null, { test: friendlyThenPaid.name }],
    ]);
  });

  it('travel with the exported draft', async () => {
    await save(friendlyThenPaid);
    const exported = (await app.http.get(`/api/v1/automations/${id}/export`).expect(200))
      .body as ExportResult;
    const { document: sent, tests } = exported;
    expect(tests).toEqual([friendlyThenPaid]);
    const made = await app.http.post('/api/v1/automations').send({ document: sent, tests }).expect(201);
    id = (made.body as Automation).id;
    expect((await run()).results.map(({ name, passed }) => [name, passed])).toEqual([
      [friendlyThenPaid.name, true],
    ]);
    const twice = [...tests!, ...tests!];
    const refused = await app.http.post('/api/v1/automations').send({ document: sent, tests: twice });
    expect([refused.status, (refused.body as ProblemDetails).problems?.[0]?.path]).toEqual([
      422,
      'tests[1].name',
    ]);
  });
});

describe('a copy of a real account', () => {
  it('says nothing of whose it is, comes out the same each time, and passes as it stands', async () => {
    const world = World.in(app.dataSource, app.workspaceId, '2026-01-01T00:00:00Z');
    world
      .account('SECRET-KEY', {
        name: 'Sentinel Person',
        email: 'sentinel@real.example',
        paymentUrl: 'https://real.example/sentinel',
        attributes: { owner: 'Sentinel Owner' },
      })
      .subscribes('gold', { key: 'SECRET-SUB' })
      .hasCard('2027-01', { key: 'SECRET-CARD' })
      .isTagged('vip')
      .owes('120.00', { number: 'SECRET-1' })
      .since('2026-03-01')
      .pays('20.00', { reference: 'SECRET-PAY' })
      .on('2026-03-05')
      .isCredited('10.00', { reference: 'SECRET-CREDIT' })
      .on('2026-03-06');
    await world.save();
    world.at('2026-03-10T00:00:00Z').account('SECRET-KEY', { email: 'sentinel2@real.example' });
    await world.save();
    const hold = {
      account: 'SECRET-KEY',
      reason: 'dispute',
      from: '2026-03-14',
      until: '2026-03-15',
      note: 'Sentinel',
    };
    await app.http.post('/api/v1/holds').send(hold).expect(201);

    const request = { account: 'SECRET-KEY', from: '2026-03-01', days: 31 };
    const copied = (await app.http.post(path('/copy')).send(request).expect(200)).body as RuleTestInput;
    expect(JSON.stringify(copied)).not.toMatch(/secret|sentinel/i);
    expect((await app.http.post(path('/copy')).send(request)).body).toEqual(copied);
    expect(copied.expected.messages?.map(({ on, to, subject }) => [on, to, subject])).toEqual([
      // Day 14 was on hold.
      ['2026-03-16', ['customer@example.com'], 'A reminder about €90.00'],
      ['2026-03-30', ['customer@example.com'], 'Your account is 30 days past due'],
    ]);
    expect(copied.facts).toMatchObject({
      accounts: [
        { account: 'EXAMPLE', name: 'Example customer', email: 'customer@example.com', timeZone: 'UTC' },
        { account: 'EXAMPLE', email: 'customer@example.com', effectiveAt: '2026-03-10T00:00:00.000Z' },
      ],
      invoices: [{ account: 'EXAMPLE', number: 'INV-1', total: 12_000 }],
      payments: [{ reference: 'PAY-1', allocations: [{ invoice: 'INV-1', amount: 2_000 }] }],
      credits: [{ reference: 'CREDIT-1' }],
      subscriptions: [{ key: 'SUB-1', plan: 'gold' }],
      paymentMethods: [{ key: 'METHOD-1', expiresOn: '2027-01' }],
      tags: [{ tag: 'vip' }],
      holds: [{ reason: 'dispute', until: '2026-03-15' }],
    });
    await save(copied);
    expect((await run()).passed).toBe(true);
  });
});
