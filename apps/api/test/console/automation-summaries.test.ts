import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AutomationSummary, NextRunReach, Page, StepFigures } from '@dunwell/contract';
import type { AutomationDocument } from '@dunwell/language';
import { EvaluationWorld, pastDue14, since14, tagged } from '../runtime/evaluation-world.testing.js';
import { exampleDocument } from '../support/receivables.js';

let world: EvaluationWorld;
const ids: Record<string, string> = {};

/** Live since 1 March in two zones; A, B and C enter on the 15th and 16th; a paused one and an unfinished draft beside it. */
beforeAll(async () => {
  world = await EvaluationWorld.open('2026-03-01T00:00:00Z');
  world.account('A').owes('100.00').since('2026-03-02');
  world.account('B').owes('50.00').since('2026-03-02');
  world.account('C', { timeZone: 'America/New_York', currency: 'USD' }).owes('20.00').since('2026-03-03');
  world.account('D').owes('70.00', { number: 'D-1' }).since('2026-03-08');
  world.account('E').owes('30.00').since('2026-03-08').pays('30.00').unapplied('2026-03-20');
  await world.save();
  await publish('live', {
    ...exampleDocument('past-due-14-30-no-subscription.json'),
    name: 'Past due 14 / 30',
  });
  await publish('paused', pastDue14({ name: 'Paused' }));
  const unfinished = { when: null, reentry: { kind: 'oncePerStreak' } } as const;
  ids.draft = (await world.create(pastDue14({ name: 'Draft', entry: unfinished }))).id;
  await world.moveTo('2026-03-15');
  await world.moveTo('2026-03-16T14:00:00Z');
  await world.app.http.post(`/api/v1/automations/${ids.paused}/pause`).expect(200);
  await world.moveTo('2026-03-20');
}, 60_000);
afterAll(() => world.app.close());

async function publish(name: string, document: AutomationDocument): Promise<void> {
  await world.publish(document);
  ids[name] = world.automationId;
}

const get = async <T>(path: string): Promise<T> =>
  (await world.app.http.get(`/api/v1/${path}`).expect(200)).body as T;

const list = async (query = ''): Promise<AutomationSummary[]> =>
  (await get<Page<AutomationSummary>>(`automation-summaries?${query}`)).items;

const summary = (name: string) => get<AutomationSummary>(`automation-summaries/${ids[name]}`);

describe('an automation as the console lists it', () => {
  it('has its sentence in pieces that lead to steps, with the kind of each action', async () => {
    const { sentence, tokens, describes } = await summary('live');
    expect(describes).toBe('live');
    expect(tokens.map(({ text }) => text).join('')).toBe(sentence);
    expect(sentence).toContain('Friendly reminder');
    expect(tokens.filter(({ kind }) => kind === 'action').map(({ text, action }) => [text, action])).toEqual([
      ['Friendly reminder', 'emailCustomer'],
      ['Firm reminder', 'emailCustomer'],
      ['Call the member', 'createTask'],
    ]);
    for (const { kind, path } of tokens) expect(path === null).toBe(kind === 'text');
  });

  it('tells entries by date, the last 30 dates with none left out', async () => {
    const { enteredByDate, entered } = await summary('live');
    expect(enteredByDate).toHaveLength(30);
    expect([enteredByDate[0]!.date, enteredByDate[29]!.date]).toEqual(['2026-02-19', '2026-03-20']);
    expect(enteredByDate.filter((day) => day.entered > 0)).toEqual([
      { date: '2026-03-15', entered: 2 },
      { date: '2026-03-16', entered: 1 },
    ]);
    expect(entered).toBe(3);
  });

  it('says when each zone runs next, the earliest first (S21)', async () => {
    const { nextRuns, lastRun } = await summary('live');
    expect(nextRuns).toEqual([
      { timeZone: 'America/New_York', date: '2026-03-20', at: '2026-03-20T13:00:00.000Z' },
      { timeZone: 'UTC', date: '2026-03-21', at: '2026-03-21T09:00:00.000Z' },
    ]);
    expect(lastRun).toEqual({ date: '2026-03-20', finished: true });
  });

  it('says since when and by whom it is paused, and that it does not run', async () => {
    expect(await summary('paused')).toMatchObject({
      status: 'paused',
      paused: { since: '2026-03-16T14:00:00.000Z', by: 'Local key' },
      nextRuns: [],
    });
    expect((await summary('live')).paused).toBeNull();
  });

  it('says of a draft what keeps it from being published', async () => {
    expect(await summary('draft')).toMatchObject({
      describes: 'draft',
      problems: 1,
      lastRun: null,
      underWay: 0,
      entered: 0,
    });
    expect((await summary('live')).problems).toBe(0);
  });

  it('lists all, or those that stand so, a page at a time', async () => {
    const names = async (query: string) => (await list(query)).map(({ name }) => name);
    expect(await names('')).toEqual(['Past due 14 / 30', 'Paused', 'Draft']);
    expect(await names('status=live')).toEqual(['Past due 14 / 30']);
    const page = await get<Page<AutomationSummary>>('automation-summaries?limit=2');
    expect(await names(`cursor=${page.nextCursor}`)).toEqual(['Draft']);
  });

  it('of another workspace is not found', async () => {
    const stranger = await world.app.stranger();
    await stranger.get(`/api/v1/automation-summaries/${ids.live}`).expect(404);
    expect((await stranger.get('/api/v1/automation-summaries').expect(200)).body.items).toEqual([]);
  });
});

describe('whom the next run reaches', () => {
  it('is decided on the facts as they will be, per zone and in all (S0, S20)', async () => {
    const reach = await get<NextRunReach>(`automations/${ids.live}/next-run`);
    expect(reach).toEqual({
      runs: [
        expect.objectContaining({ timeZone: 'America/New_York', subjects: 0, overdue: [] }),
        expect.objectContaining({
          timeZone: 'UTC',
          date: '2026-03-21',
          subjects: 1,
          overdue: [{ currency: 'EUR', amount: 7_000 }],
        }),
      ],
      total: { subjects: 1, overdue: [{ currency: 'EUR', amount: 7_000 }] },
    });
    await world.moveTo('2026-03-21');
    expect(await world.entered()).toContain('2026-03-21 D day14');
  });

  it('leaves out backlog that will be skipped, and those whose key is taken (S11, S12)', async () => {
    await publish('since', since14({ name: 'Since 14', steps: { tag: tagged('since') } }));
    // A to D would have entered on the date before the first already; E owes nothing any more.
    expect((await get<NextRunReach>(`automations/${ids.since}/next-run`)).total.subjects).toBe(0);
    world.account('F').owes('10.00').since('2026-03-09');
    world.account('G').owes('10.00').since('2026-03-10');
    await world.save();
    expect((await get<NextRunReach>(`automations/${ids.since}/next-run`)).total.subjects).toBe(1);
    await world.moveTo('2026-03-22T14:00:00Z');
    expect(await world.entered()).toContain('2026-03-22 F');
    expect((await get<NextRunReach>(`automations/${ids.since}/next-run`)).total.subjects).toBe(1);
  });

  it('is refused while nothing runs', async () => {
    await world.app.http.get(`/api/v1/automations/${ids.paused}/next-run`).expect(409);
    await world.app.http.get(`/api/v1/automations/${ids.draft}/next-run`).expect(409);
  });
});

describe('the figures of steps', () => {
  it('tell what waits and what was done lately', async () => {
    const { since, steps } = await get<StepFigures>(`automations/${ids.live}/steps`);
    expect(since).toBe('2026-02-21T00:00:00.000Z');
    // Nobody has an address: the reminders wait for a person.
    expect(steps).toEqual([
      { step: 'friendly', waiting: 5, heldBack: 0, needsAttention: 5, done: 0, failed: 0 },
    ]);
    const tagging = await get<StepFigures>(`automations/${ids.since}/steps`);
    expect(tagging.steps).toEqual([
      { step: 'tag', waiting: 0, heldBack: 0, needsAttention: 0, done: 1, failed: 0 },
    ]);
  });
});
