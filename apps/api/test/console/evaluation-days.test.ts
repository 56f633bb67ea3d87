import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EvaluatedMatch, EvaluationDay, EvaluationDayWithZones, Page } from '@dunwell/contract';
import type { AutomationDocument } from '@dunwell/language';
import { EvaluationWorld, pastDue14, streakDay, tagged } from '../runtime/evaluation-world.testing.js';
import { everyPage } from '../support/every-page.js';

/** Who owes for two weeks and is no member of the staff: those who owe much get one tag, the others another. */
const DOCUMENT: AutomationDocument = pastDue14({
  entry: {
    when: {
      all: [
        streakDay('equals', 14),
        { not: { field: 'account.tags', operator: 'contains', value: 'staff' } },
      ],
    },
    reentry: { kind: 'oncePerStreak' },
  },
  first: 'size',
  steps: {
    size: {
      kind: 'branch',
      label: 'How much?',
      cases: [
        {
          id: 'much',
          label: 'Owes much',
          when: {
            field: 'account.overdueBalance',
            operator: 'atLeast',
            value: [
              { currency: 'EUR', amount: 10_000 },
              { currency: 'USD', amount: 11_000 },
            ],
          },
          first: 'tag',
        },
      ],
      otherwise: { label: 'Owes little', first: 'mail' },
      next: null,
    },
    tag: tagged('much'),
    mail: { kind: 'action', action: { kind: 'emailCustomer', subject: 'Pay', body: 'Please.' }, next: null },
  },
});

let world: EvaluationWorld;

/**
 * On 15 March, in two zones: Much and Little enter, Held is held back, Gone has paid when it is acted on after an outage,
 * Out is left out, Staff never matches. Far lives in New York.
 */
beforeAll(async () => {
  world = await EvaluationWorld.open('2026-03-01T00:00:00Z');
  world.account('Much').owes('100.00').since('2026-03-02');
  for (const key of ['Little', 'Held', 'Gone', 'Out', 'Staff'])
    world
      .account(key)
      .owes('20.00', { number: `${key}-1` })
      .since('2026-03-02');
  world.account('Staff').isTagged('staff');
  world.account('Far', { timeZone: 'America/New_York', currency: 'USD' }).owes('110.00').since('2026-03-02');
  await world.save();
  await world.publish(DOCUMENT);
  const hold = (account: string, leaveOut: boolean) =>
    world.app.http.post('/api/v1/holds').send({ account, reason: 'dispute', leaveOut }).expect(201);
  await hold('Held', false);
  await hold('Out', true);
  await world.moveTo('2026-03-14');
  await world.waitUntil('2026-03-16T14:30:00Z');
  world.account('Gone').pays('20.00').for('Gone-1', '2026-03-16T14:00:00Z');
  await world.save();
  await world.moveTo('2026-03-16T15:00:00Z');
}, 60_000);
afterAll(() => world.app.close());

const get = async <T>(rest: string): Promise<T> =>
  (await world.app.http.get(world.path(rest)).expect(200)).body as T;

const matches = async (query = ''): Promise<EvaluatedMatch[]> =>
  (await get<Page<EvaluatedMatch>>(`/evaluations/2026-03-15/matches?limit=200&${query}`)).items;

describe('a date as one funnel', () => {
  it('sums its zones: from those looked at to those who entered', async () => {
    const day = await get<EvaluationDayWithZones>('/evaluations/2026-03-15');
    expect(day).toMatchObject({
      date: '2026-03-15',
      kind: 'scheduled',
      versions: [1],
      status: 'finished',
      zones: 2,
      firstAt: '2026-03-15T09:00:00.000Z',
      lastAt: '2026-03-15T13:00:00.000Z',
      funnel: {
        lookedAt: 7,
        candidates: 6,
        matched: 6,
        entered: 4,
        heldBack: { accountHold: 1, leftOut: 1 },
        alreadyEntered: 0,
        endedBeforeActing: 1,
        missed: 0,
        errors: 0,
        disagreements: 0,
      },
    });
    expect(day.evaluations.map(({ timeZone, entered }) => [timeZone, entered])).toEqual([
      ['UTC', 3],
      ['America/New_York', 1],
    ]);
  });

  it('tells everybody who matched under exactly one outcome, as the list does', async () => {
    const { outcomes, funnel } = await get<EvaluationDayWithZones>('/evaluations/2026-03-15');
    for (const [outcome, count] of Object.entries(outcomes))
      expect([outcome, count]).toEqual([outcome, (await matches(`outcome=${outcome}`)).length]);
    expect(outcomes).toMatchObject({ entered: 4, endedBeforeActing: 1, excluded: 1 });
    expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(funnel.matched);
  });

  it('is listed among the others, the newest first, a page at a time', async () => {
    const { items } = await get<Page<EvaluationDay>>('/evaluation-days?limit=200');
    expect(items.map(({ date }) => date)).toEqual([...items.map(({ date }) => date)].sort().reverse());
    const pages = await everyPage<EvaluationDay>(world.app.http, world.path('/evaluation-days'), 3);
    const seen = pages.map(({ date }) => date);
    expect(seen).toEqual(items.map(({ date }) => date));
    expect(items.at(-1)).toMatchObject({ kind: 'backlog', date: '2026-02-28' });
  });

  it.each(['2026-03-30', '2026-02-30', 'yesterday'])('of %s is not there', async (date) => {
    await world.app.http.get(world.path(`/evaluations/${date}`)).expect(404);
    await world.app.http.get(world.path(`/evaluations/${date}/matches`)).expect(404);
  });
});

describe('who matched', () => {
  it('is listed by account, with what it owed then and what became of it', async () => {
    const rows = (await matches()).map(({ subject, overdue, words, path }) => [
      subject.key,
      overdue.amount,
      words,
      path.map(({ label }) => label).join(' > '),
    ]);
    expect(rows).toEqual([
      ['Far', 11_000, 'Entered.', 'Owes much'],
      ['Gone', 2_000, 'Not begun: Paid held when it was its turn.', ''],
      ['Held', 2_000, 'Entered.', ''],
      ['Little', 2_000, 'Entered.', ''],
      ['Much', 10_000, 'Entered.', 'Owes much'],
      ['Out', 2_000, 'Left out by a hold on the account.', ''],
    ]);
  });

  it('has every condition with what it required and found', async () => {
    const [little] = await matches('outcome=entered').then((all) =>
      all.filter(({ subject }) => subject.key === 'Little'),
    );
    const lines = (conditions: EvaluatedMatch['entry']) =>
      conditions.map(({ depth, label, required, actual, mark }) =>
        [depth, mark, label, required, actual].filter((part) => part !== null).join(' | '),
      );
    expect(lines(little!.entry)).toEqual([
      '0 | holds | All of these',
      '1 | holds | Past due streak | is 14 days | 14 days',
      '1 | holds | Not this',
      '2 | holds | Tags | contains staff | not set',
    ]);
    expect(little!.branches).toMatchObject([{ step: 'size', label: 'How much?', taken: 'Owes little' }]);
    expect(lines(little!.branches[0]!.cases[0]!.conditions)).toEqual([
      '0 | fails | Overdue balance | at least €100.00 or $110.00 | €20.00',
    ]);
  });

  it('leads to the journey it began, and to none where it began none', async () => {
    const [much] = await matches('outcome=entered').then((all) =>
      all.filter(({ subject }) => subject.key === 'Much'),
    );
    const { body } = await world.app.http.get(`/api/v1/journeys/${much!.journeyId}`).expect(200);
    expect(body).toMatchObject({ subject: { key: 'Much' }, date: '2026-03-15', path: ['much'] });
    expect((await matches('outcome=endedBeforeActing'))[0]!.journeyId).toBeNull();
  });

  it('pages without losing or repeating any', async () => {
    const path = world.path('/evaluations/2026-03-15/matches');
    const items = await everyPage<EvaluatedMatch>(world.app.http, path, 2);
    const seen = items.map(({ subject }) => subject.key);
    expect(seen).toEqual(['Far', 'Gone', 'Held', 'Little', 'Much', 'Out']);
  });

  it('is nobody else’s to see', async () => {
    const stranger = await world.app.stranger();
    for (const rest of ['/evaluation-days', '/evaluations/2026-03-15', '/evaluations/2026-03-15/matches'])
      await stranger.get(world.path(rest)).expect(404);
  });
});
