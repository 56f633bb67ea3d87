import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MissedFilter, MissedGroup, MissedMatch, Page } from '@dunwell/contract';
import { EvaluationWorld, pastDue14, tagged } from '../runtime/evaluation-world.testing.js';
import { everyPage } from '../support/every-page.js';

let world: EvaluationWorld;
let other: string;

/**
 * An outage from the 15th to the 22nd of March: A, B and C reach their 14th day in it, and both automations miss them.
 * D's debt is told on the 22nd only, as one that began on the 2nd.
 */
beforeAll(async () => {
  world = await EvaluationWorld.open('2026-03-01T00:00:00Z');
  world.account('A').owes('100.00', { number: 'A-1' }).since('2026-03-02');
  world.account('B').owes('50.00').since('2026-03-02');
  world.account('C', { currency: 'USD' }).owes('20.00').since('2026-03-03');
  world.account('D');
  await world.save();
  await world.publish(pastDue14({ name: 'Other', steps: { tag: tagged('other') } }));
  other = world.automationId;
  await world.publish(pastDue14());
  await world.moveTo('2026-03-14');
  await world.waitUntil('2026-03-22T00:00:00Z');
  world.account('A').pays('40.00').for('A-1', '2026-03-21');
  await world.save();
  await world.moveTo('2026-03-22');
  world.account('D').owes('70.00').since('2026-03-05');
  await world.save();
  await world.moveTo('2026-03-22T10:00:00Z');
}, 60_000);
afterAll(() => world.app.close());

async function list(query = ''): Promise<MissedMatch[]> {
  const { body } = await world.app.http.get(`/api/v1/missed?limit=200&${query}`).expect(200);
  return (body as Page<MissedMatch>).items;
}

const said = async (query = ''): Promise<string[]> =>
  (await list(query)).map(({ automation, date, subject, because }) =>
    [automation, date, subject.key, because].join(' '),
  );

const decideAll = (filter: MissedFilter, decision: string, expected: number) =>
  world.app.http.post('/api/v1/missed/decide-all').send({ filter, decision, expected });

describe('the missed list', () => {
  it('says whom, why, and what they owe now', async () => {
    const [first] = await list('account=A');
    expect(first).toMatchObject({
      automation: 'Other',
      date: '2026-03-15',
      subject: { kind: 'account', key: 'A', account: 'A' },
      accountName: null,
      because: 'late',
      words: 'Too old to be acted on by itself when it was found.',
      overdue: { currency: 'EUR', amount: 6_000 },
    });
  });

  it.each<[string, string[]]>([
    [
      '',
      [
        'Other 2026-03-15 A late',
        'Other 2026-03-15 B late',
        'Past due 14 days 2026-03-15 A late',
        'Past due 14 days 2026-03-15 B late',
        'Other 2026-03-16 C late',
        'Past due 14 days 2026-03-16 C late',
        'Other 2026-03-18 D lateData',
        'Past due 14 days 2026-03-18 D lateData',
      ],
    ],
    ['because=lateData', ['Other 2026-03-18 D lateData', 'Past due 14 days 2026-03-18 D lateData']],
    ['account=C', ['Other 2026-03-16 C late', 'Past due 14 days 2026-03-16 C late']],
  ])('?%s', async (query, expected) => {
    expect(await said(query)).toEqual(expected);
  });

  it('pages without losing a subject that two automations missed on one date', async () => {
    const items = await everyPage<MissedMatch>(world.app.http, '/api/v1/missed', 1);
    const seen = items.map(({ automation, subject }) => `${automation} ${subject.key}`);
    expect(seen).toHaveLength(8);
    expect(new Set(seen).size).toBe(8);
  });

  it('stands together by automation and reason, sums per currency', async () => {
    const { body } = await world.app.http.get('/api/v1/missed/groups').expect(200);
    const groups = (body as { groups: MissedGroup[] }).groups.filter(
      ({ automationId }) => automationId === other,
    );
    expect(groups).toMatchObject([
      {
        because: 'late',
        count: 3,
        firstDate: '2026-03-15',
        lastDate: '2026-03-16',
        overdue: [
          { currency: 'EUR', amount: 11_000 },
          { currency: 'USD', amount: 2_000 },
        ],
      },
      { because: 'lateData', count: 1, overdue: [{ currency: 'EUR', amount: 7_000 }] },
    ]);
  });
});

describe('deciding about all under a filter', () => {
  it('does nothing where the list is not what was seen', async () => {
    const { body } = await decideAll({ automationId: other }, 'dismiss', 5).expect(409);
    expect(body).toMatchObject({ code: 'listChanged', current: 4 });
    expect(await said()).toHaveLength(8);
  });

  it('dismisses those of one reason and no others', async () => {
    await decideAll({ automationId: other, because: 'late' }, 'dismiss', 3).expect(204);
    expect(await said(`automationId=${other}`)).toEqual(['Other 2026-03-18 D lateData']);
    expect(await said(`automationId=${world.automationId}`)).toHaveLength(4);
  });

  it('runs nothing of a paused automation, not even what a live one would (S16)', async () => {
    await world.app.http.post(`/api/v1/automations/${other}/pause`).expect(200);
    expect((await decideAll({ account: 'D' }, 'run', 2).expect(409)).body).toMatchObject({ code: 'notLive' });
    expect(await said('account=D')).toHaveLength(2);
  });

  it('runs them now, however old (S10)', async () => {
    await decideAll({ automationId: world.automationId, because: 'late' }, 'run', 3).expect(204);
    expect(await world.entered()).toEqual(['2026-03-15 A', '2026-03-15 B', '2026-03-16 C']);
    expect(await said()).toHaveLength(2);
  });
});
