import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AttentionItem } from '@dunwell/contract';
import { EvaluationWorld, pastDue14, streakDay } from './evaluation-world.testing.js';

let world: EvaluationWorld;

/** Whoever is past due gets a tag, once in a streak. */
const RULE = pastDue14({ entry: { when: streakDay('atLeast', 1), reentry: { kind: 'oncePerStreak' } } });

/** So many accounts that become past due on that date. */
async function becomePastDue(count: number, date: string, name: string): Promise<void> {
  for (let index = 0; index < count; index += 1)
    world
      .account(`${name}${String(index).padStart(3, '0')}`)
      .owes('10.00')
      .since(date);
  await world.save();
}

async function waiting(): Promise<AttentionItem[]> {
  const { body } = await world.app.http.get('/api/v1/attention?kind=largeRun').expect(200);
  return (body as { items: AttentionItem[] }).items;
}

const decide = (decision: 'release' | 'dismiss') =>
  world.app.http.post(world.path('/large-run/decide')).send({ timeZone: 'UTC', decision });

/** How many entered on each date, and what became of the other matches. */
async function outcomes(date: string): Promise<Record<string, number>> {
  const rows = await world.app.dataSource.query<{ outcome: string; count: number }[]>(
    `select concat_ws(' ', outcome, missed_because) as outcome, count(*)::integer as count
     from matches where business_date = $1 group by 1`,
    [date],
  );
  return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]));
}

const entered = async (): Promise<number> => (await world.entered()).length;

describe('a run that would act on far more than ever (S10)', () => {
  beforeAll(async () => {
    world = await EvaluationWorld.open('2026-03-01T00:00:00Z');
  });

  afterAll(() => world.app.close());

  it('is not the first one, which the publish sheet showed', async () => {
    await becomePastDue(55, '2026-03-01', 'first');
    await world.publish(RULE, 'include');
    await world.moveTo('2026-03-01');
    expect(await entered()).toBe(55);
  });

  it('up to five times the largest goes on by itself', async () => {
    await becomePastDue(60, '2026-03-02', 'second');
    await world.moveTo('2026-03-02');
    expect([await entered(), await waiting()]).toEqual([115, []]);
  });

  it('beyond that it waits for a person, under needs attention', async () => {
    await becomePastDue(301, '2026-03-03', 'third');
    await world.moveTo('2026-03-03');
    expect([await entered(), await outcomes('2026-03-03')]).toEqual([115, { pending: 301 }]);
    expect(await waiting()).toMatchObject([
      {
        code: 'farMoreThanEver',
        words:
          'The run of 2026-03-03 (UTC) waits for a person: 301 would be acted on; in its last 35 evaluations it was never more than 60.',
        automation: { id: world.automationId },
        actions: ['release', 'dismiss'],
        evaluation: { date: '2026-03-03', timeZone: 'UTC' },
      },
    ]);
  });

  it('later dates are decided, and wait with it', async () => {
    await becomePastDue(2, '2026-03-04', 'fourth');
    await world.moveTo('2026-03-04');
    expect([await entered(), await outcomes('2026-03-04')]).toEqual([115, { pending: 303 }]);
    expect((await world.evaluations()).map(({ status }) => status)).not.toContain('running');
  });

  it('is for those to decide who may publish', async () => {
    const editor = await world.app.signIn({ role: 'editor' });
    await editor
      .post(world.path('/large-run/decide'))
      .send({ timeZone: 'UTC', decision: 'release' })
      .expect(403);
  });

  it('dismissed, it acts on nobody; whoever still matches is found again', async () => {
    await decide('dismiss').expect(204);
    expect([await entered(), await waiting(), await outcomes('2026-03-04')]).toEqual([
      ...[115, [], { 'dismissed tooMany': 303 }],
    ]);
    await world.moveTo('2026-03-05');
    expect([await outcomes('2026-03-05'), (await waiting()).length]).toEqual([{ pending: 303 }, 1]);
  });

  it('released, it acts at once, however long it has waited: its age counts from the release', async () => {
    await world.waitUntil('2026-03-05T23:00:00Z');
    await world.moveTo('2026-03-10');
    await decide('release').expect(204);
    expect([await entered(), await waiting()]).toEqual([418, []]);
    await world.moveTo('2026-03-11');
    expect(await entered()).toBe(418);
    await decide('release').expect(409);
  });

  it('who decided it is in the audit log', async () => {
    const { body } = await world.app.http.get('/api/v1/audit').query({ search: 'largeRun' }).expect(200);
    expect((body as { items: { action: string; after: object }[] }).items).toMatchObject([
      { action: 'largeRun.released' },
      { action: 'largeRun.dismissed', after: { timeZone: 'UTC', matches: 604 } },
    ]);
  });
});
