import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { Condition } from '@dunwell/language';
import { importFile } from '../support/receivables.js';
import { EvaluationWorld, pastDue14, since14, streakDay, tagged } from './evaluation-world.testing.js';

// Each test starts the application and lives through days.
jest.setTimeout(60_000);

let world: EvaluationWorld;

const open = async (now: string): Promise<EvaluationWorld> => (world = await EvaluationWorld.open(now));

afterEach(() => world.app.close());

describe('late data (S10)', () => {
  it('acts on recent dates and lists older ones', async () => {
    await open('2026-03-10T00:00:00Z');
    for (const key of ['recent', 'old', 'none']) world.account(key);
    await world.save();
    await world.publish(pastDue14());
    for (const date of ['2026-03-14', '2026-03-20']) await world.moveTo(date);
    world.account('recent').owes('100').since('2026-03-05');
    world.account('old').owes('100', { number: 'old' }).since('2026-03-02');
    world.account('none').owes('100').since('2026-03-10');
    await world.save();
    await world.moveTo('2026-03-20T10:00:00Z');
    expect(await world.entered()).toEqual(['2026-03-18 recent']);
    expect(await world.missed()).toEqual(['2026-03-15 old lateData']);
    await world.decide('run', '2026-03-15', 'old').expect(204);
    expect([await world.missed(), await world.entered()]).toEqual([
      [],
      ['2026-03-15 old', '2026-03-18 recent'],
    ]);
  });

  it('of a reversed payment makes a past date match', async () => {
    await open('2026-03-01T00:00:00Z');
    const pay = (state: object): unknown =>
      world
        .account('A')
        .pays('100', { reference: 'P', ...state })
        .for('A', '2026-03-14T00:00:00Z');
    world.account('A').owes('100', { number: 'A' }).since('2026-03-02');
    pay({});
    await world.save();
    await world.publish(pastDue14());
    for (const date of ['2026-03-15', '2026-03-16']) await world.moveTo(date);
    expect(await world.entered()).toEqual([]);
    pay({ status: 'chargedBack', reversedAt: '2026-03-14T00:00:00Z' });
    await world.save();
    await world.moveTo('2026-03-16T10:00:00Z');
    expect(await world.matches()).toEqual(['2026-03-15 A entered']);
  });

  it('that comes with a new date acts once, on the latest', async () => {
    await open('2026-03-01T00:00:00Z');
    world.account('A');
    await world.save();
    const when: Condition = { field: 'account.pastDueStreakDays', operator: 'isOneOf', value: [14, 15] };
    await world.publish(pastDue14({ entry: { when, reentry: { kind: 'oncePerStreak' } } }));
    await world.moveTo('2026-03-15');
    world.account('A').owes('100').since('2026-03-02');
    await world.save();
    await world.moveTo('2026-03-16');
    expect(await world.matches()).toEqual(['2026-03-15 A missed lateData', '2026-03-16 A entered']);
  });

  it('never starts twice within afterDays', async () => {
    await open('2026-03-01T00:00:00Z');
    world.account('A').owes('100', { number: 'A' }).since('2026-03-03');
    await world.save();
    const entry = { when: streakDay('atLeast', 14), reentry: { kind: 'afterDays', days: 3 } } as const;
    await world.publish(pastDue14({ entry }));
    for (const date of ['2026-03-15', '2026-03-16']) await world.moveTo(date);
    world.account('A').owes('50').since('2026-03-01');
    await world.save();
    await world.moveTo('2026-03-16T10:00:00Z');
    expect(await world.entered()).toEqual(['2026-03-16 A']);
  });

  it('that merges two streaks does not fire twice (S7)', async () => {
    await open('2026-03-01T00:00:00Z');
    const pay = (state: object): unknown =>
      world
        .account('A')
        .pays('100', { reference: 'P', ...state })
        .for('1', '2026-03-20T12:00:00Z');
    world.account('A').owes('100', { number: '1' }).since('2026-03-02');
    world.account('A').owes('100', { number: '2' }).since('2026-03-22');
    pay({});
    await world.save();
    await world.publish(since14());
    for (const date of ['2026-03-15', '2026-03-25']) await world.moveTo(date);
    pay({ status: 'chargedBack', reversedAt: '2026-03-20T12:00:00Z' });
    await world.save();
    for (const date of ['2026-03-26', '2026-04-06']) await world.moveTo(date);
    expect(await world.entered()).toEqual(['2026-03-15 A']);
  });

  it('of accounts that a large import made is backlog (S12)', async () => {
    await open('2026-03-10T00:00:00Z');
    world.account('known').owes('100').since('2026-03-06');
    await world.save();
    await world.publish(since14());
    await world.moveTo('2026-03-19T09:00:00Z');
    const lines = Array.from(
      { length: 1_005 },
      (_, index) =>
        // The last one becomes 14 days past due on the date after the import.
        `N${index},N${index},2026-02-01,${index === 1_004 ? '2026-03-06' : '2026-03-01'},100,EUR`,
    );
    const mapping = {
      entity: 'invoices',
      createAccounts: true,
      columns: {
        account: 'account',
        number: 'number',
        issuedOn: 'issuedOn',
        dueOn: 'dueOn',
        total: 'total',
        currency: 'currency',
      },
    } as const;
    await importFile(
      world.app,
      'invoices',
      ['account,number,issuedOn,dueOn,total,currency', ...lines].join('\n'),
      mapping,
    );
    await world.moveTo('2026-03-19T10:00:00Z');
    await world.moveTo('2026-03-20');
    expect(await world.entered()).toEqual(['2026-03-19 known', '2026-03-20 N1004']);
    expect(await world.missed()).toEqual([]);
  });
});

describe('the backlog (S12)', () => {
  const withBacklog = async (treatment: 'skip' | 'include') => {
    await open('2026-03-20T00:00:00Z');
    world.account('B1').owes('100').since('2026-03-01');
    world.account('B2').owes('70').since('2026-03-02');
    world.account('B3', { currency: 'USD' }).owes('5').since('2026-03-03');
    world.account('new').owes('100').since('2026-03-07');
    await world.save();
    const published = await world.publish(since14(), treatment);
    await world.moveTo('2026-03-20');
    return published.backlog;
  };

  it('is skipped by default, its number and money told', async () => {
    const backlog = await withBacklog('skip');
    expect(backlog).toEqual({
      treatment: 'skip',
      subjects: 3,
      overdue: [
        { currency: 'EUR', amount: 17_000 },
        { currency: 'USD', amount: 500 },
      ],
      firstDate: null,
    });
    expect(await world.entered()).toEqual(['2026-03-20 new']);
    await world.moveTo('2026-03-21');
    expect(await world.entered()).toHaveLength(1);
  });

  it('is included where the publish says so', async () => {
    expect(await withBacklog('include')).toMatchObject({ treatment: 'include', subjects: 3 });
    expect(await world.entered()).toHaveLength(4);
  });

  it('is none where every match enters: then the first date is counted', async () => {
    await open('2026-03-20T00:00:00Z');
    world.account('A').owes('100').since('2026-03-07');
    await world.save();
    const entry = { when: streakDay('atLeast', 14), reentry: { kind: 'everyMatch' } } as const;
    const { backlog } = await world.publish(pastDue14({ entry }));
    const reach = { subjects: 1, overdue: [{ currency: 'EUR', amount: 10_000 }] };
    expect(backlog).toEqual({ treatment: 'skip', subjects: 0, overdue: [], firstDate: reach });
    await world.moveTo('2026-03-20');
    expect(await world.entered()).toEqual(['2026-03-20 A']);
  });

  it('at a re-publish are those whose path is gone', async () => {
    await open('2026-03-01T00:00:00Z');
    world.account('A').owes('100').since('2026-03-02');
    world.account('later').owes('100').since('2026-03-05');
    await world.save();
    const branching = (id: string) =>
      since14({
        entry: { when: streakDay('atLeast', 1), reentry: { kind: 'oncePerStreak' } },
        first: 'which',
        steps: {
          which: {
            kind: 'branch',
            cases: [{ id, label: id, when: streakDay('atLeast', 14), first: 'tag' }],
            otherwise: { label: 'earlier', first: null },
            next: null,
          },
          tag: tagged('late'),
        },
      });
    await world.publish(branching('old'));
    for (const date of ['2026-03-15', '2026-03-16']) await world.moveTo(date);
    const { backlog } = await world.revise(branching('new'));
    expect(backlog).toMatchObject({ subjects: 1, overdue: [{ amount: 10_000 }] });
    for (const date of ['2026-03-17', '2026-03-18']) await world.moveTo(date);
    expect(await world.entered()).toEqual(['2026-03-15 A old', '2026-03-18 later new']);
  });
});

describe('zones (S21)', () => {
  it('evaluate each account at its own local time', async () => {
    await open('2026-03-13T22:00:00Z');
    for (const [key, timeZone] of [
      ['Auckland', 'Pacific/Auckland'],
      ['Berlin', 'Europe/Berlin'],
      ['New York', 'America/New_York'],
    ] as const)
      world.account(key, { timeZone }).owes('100').since('2026-03-02');
    await world.save();
    await world.publish(pastDue14());
    const enteredBy = async (instant: string): Promise<string[]> => {
      await world.moveTo(instant);
      return (await world.entered()).map((entry) => entry.slice(11)).sort();
    };
    expect(await enteredBy('2026-03-14T20:00:00Z')).toEqual(['Auckland']);
    expect(await enteredBy('2026-03-15T07:59:59Z')).toEqual(['Auckland']);
    expect(await enteredBy('2026-03-15T08:00:00Z')).toEqual(['Auckland', 'Berlin']);
    // Summer time began on the 8th.
    expect(await enteredBy('2026-03-15T13:00:00Z')).toEqual(['Auckland', 'Berlin', 'New York']);
    const { body } = await world.evaluate('2026-03-15').expect(200);
    expect((body as { evaluations: unknown[] }).evaluations).toHaveLength(3);
  });

  it('newly in use start like a first publish (S12)', async () => {
    await open('2026-03-10T00:00:00Z');
    world.account('UTC');
    await world.save();
    await world.publish(since14());
    await world.moveTo('2026-03-20');
    world.account('backlog', { timeZone: 'Asia/Tokyo' }).owes('100').since('2026-03-01');
    world.account('fresh', { timeZone: 'Asia/Tokyo' }).owes('100').since('2026-03-08');
    await world.save();
    await world.moveTo('2026-03-21');
    expect(await world.entered()).toEqual(['2026-03-21 fresh']);
    expect(await world.missed()).toEqual([]);
  });

  it('that an account changes give it each date once', async () => {
    await open('2026-03-10T00:00:00Z');
    world.account('A', { timeZone: 'Pacific/Auckland' }).owes('100').since('2026-03-02');
    world.account('B', { timeZone: 'America/New_York' }).owes('100').since('2026-03-02');
    await world.save();
    const entry = { when: streakDay('atLeast', 1), reentry: { kind: 'everyMatch' } } as const;
    await world.publish(pastDue14({ entry }));
    for (const instant of ['2026-03-11', '2026-03-12T12:00:00Z']) await world.moveTo(instant);
    world.account('A', { timeZone: 'America/New_York' });
    world.account('B', { timeZone: 'Pacific/Auckland' });
    await world.save();
    for (let hour = 13; hour < 13 + 24 * 4; hour += 6) {
      await world.moveTo(new Date(Date.UTC(2026, 2, 12, hour)).toISOString());
    }
    const dates = (await world.entered()).map((line) => line.split(' ').reverse().join(' '));
    expect(new Set(dates).size).toBe(dates.length);
    const of = (key: string): string[] =>
      dates.filter((line) => line.startsWith(key)).map((line) => line.slice(-2));
    expect(of('B')).toEqual(expect.arrayContaining(['11', '12', '13', '14', '15']));
    expect(of('A')).toEqual(expect.arrayContaining(['11', '12', '13', '14', '15']));
  });

  it('evaluate at an hour that does not exist at the next that does', async () => {
    await open('2026-03-28T12:00:00Z');
    world.account('A', { timeZone: 'Europe/Berlin' }).owes('100').since('2026-03-16');
    await world.save();
    await world.publish(pastDue14({ trigger: { kind: 'schedule', every: 'day', at: '02:30' } }));
    await world.moveTo('2026-03-29T00:59:59Z');
    expect(await world.entered()).toEqual([]);
    await world.moveTo('2026-03-29T01:30:00Z');
    expect(await world.entered()).toEqual(['2026-03-29 A']);
  });
});
