import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { Action } from '@dunwell/language';
import { exampleDocument } from '../support/receivables.js';
import { EvaluationWorld, pastDue14, since14, streakDay, tagged } from './evaluation-world.testing.js';

// Each test starts the application and lives through days.
jest.setTimeout(60_000);

let world: EvaluationWorld;

const open = async (now: string): Promise<EvaluationWorld> => (world = await EvaluationWorld.open(now));

afterEach(() => world.app.close());

describe('dates (S10)', () => {
  it('begin strictly after publish and are evaluated once', async () => {
    await open('2026-03-14T09:00:00Z');
    world.account('today').owes('100').since('2026-03-01');
    world.account('tomorrow').owes('100').since('2026-03-02');
    await world.save();
    await world.publish(pastDue14());
    await world.moveTo('2026-03-14T23:00:00Z');
    expect(await world.entered()).toEqual([]);
    await world.moveTo('2026-03-15');
    await world.moveTo('2026-03-15T12:00:00Z');
    expect(await world.entered()).toEqual(['2026-03-15 tomorrow']);
    const evaluations = await world.evaluations();
    expect(evaluations.map(({ date, kind, status }) => [date, kind, status])).toEqual([
      ['2026-03-15', 'scheduled', 'finished'],
      ['2026-03-14', 'backlog', 'finished'],
    ]);
  });

  it('while paused are neither evaluated nor missed', async () => {
    await open('2026-03-01T00:00:00Z');
    world.account('paused').owes('100').since('2026-03-02');
    world.account('resumed').owes('100').since('2026-03-05');
    await world.save();
    await world.publish(pastDue14());
    await world.moveTo('2026-03-14');
    await world.change('pause');
    await world.moveTo('2026-03-17');
    expect((await world.evaluate('2026-03-15').expect(422)).body).toMatchObject({ code: 'notLive' });
    await world.change('resume');
    await world.moveTo('2026-03-18');
    expect(await world.entered()).toEqual(['2026-03-18 resumed']);
    const dates = (await world.evaluations()).map(({ date }) => date);
    expect(dates.slice(0, 2)).toEqual(['2026-03-18', '2026-03-14']);
    expect(await world.missed()).toEqual([]);
  });

  it('that were due before a pause are caught up with after it', async () => {
    await open('2026-03-14T00:00:00Z');
    world.account('A').owes('100').since('2026-03-01');
    await world.save();
    await world.publish(pastDue14());
    await world.waitUntil('2026-03-14T10:00:00Z');
    await world.change('pause');
    await world.waitUntil('2026-03-15T10:00:00Z');
    await world.change('resume');
    await world.moveTo('2026-03-16');
    expect(await world.entered()).toEqual(['2026-03-14 A']);
  });

  it('end with the archive', async () => {
    await open('2026-03-13T10:00:00Z');
    world.account('A').owes('100').since('2026-03-01');
    await world.save();
    await world.publish(pastDue14());
    await world.change('archive');
    await world.moveTo('2026-03-16');
    expect([await world.entered(), await world.evaluations()]).toEqual([[], []]);
  });

  it('after an outage are decided by the version live then, across a re-publish', async () => {
    await open('2026-03-01T00:00:00Z');
    world.account('old').owes('100').since('2026-03-05');
    world.account('new').owes('100').since('2026-03-10');
    await world.save();
    await world.publish(pastDue14({ steps: { tag: tagged('one') } }));
    await world.moveTo('2026-03-16');
    await world.waitUntil('2026-03-18T10:00:00Z');
    const entry = { when: streakDay('equals', 10), reentry: { kind: 'oncePerStreak' } } as const;
    await world.revise(pastDue14({ entry, steps: { tag: tagged('two') } }));
    await world.moveTo('2026-03-19');
    expect(await world.entered()).toEqual(['2026-03-18 old', '2026-03-19 new']);
    const versions = (await world.evaluations()).map(({ date, version }) => `${date} ${version}`);
    expect(versions.slice(0, 4)).toEqual(['2026-03-19 2', '2026-03-18 1', '2026-03-17 1', '2026-03-16 1']);
  });

  it('are caught up with in order, 31 of them, older ones as one gap', async () => {
    await open('2026-01-01T00:00:00Z');
    world.account('gap').owes('100').since('2025-12-28');
    world.account('first').owes('100').since('2026-01-01');
    world.account('late').owes('100').since('2026-01-26');
    world.account('in time').owes('100').since('2026-01-29');
    await world.save();
    await world.publish(pastDue14());
    await world.moveTo('2026-01-05');
    await world.moveTo('2026-02-12');
    expect(await world.missed()).toEqual(['2026-01-14 first late', '2026-02-08 late late']);
    expect(await world.entered()).toEqual(['2026-02-11 in time']);
    const [gap] = (await world.evaluations()).filter(({ kind }) => kind === 'gap');
    expect(gap).toMatchObject({ gapFrom: '2026-01-06', date: '2026-01-12' });
    expect((await world.evaluate('2026-01-10').expect(422)).body).toMatchObject({ code: 'tooLongAgo' });
  });

  it('of weekly and monthly schedules are those of the schedule', async () => {
    await open('2026-01-20T00:00:00Z');
    world.account('A').owes('100').since('2026-01-01');
    await world.save();
    const entry = { when: streakDay('atLeast', 1), reentry: { kind: 'everyMatch' } } as const;
    await world.publish(
      pastDue14({ entry, trigger: { kind: 'schedule', every: 'month', at: '09:00', dayOfMonth: 31 } }),
    );
    await world.publish(
      pastDue14({ entry, trigger: { kind: 'schedule', every: 'week', at: '09:00', weekday: 1 } }),
    );
    for (const date of ['2026-01-26', '2026-01-31', '2026-02-02', '2026-02-28']) await world.moveTo(date);
    expect(await world.entered()).toEqual(['2026-01-26 A', '2026-01-31 A', '2026-02-02 A', '2026-02-28 A']);
    expect((await world.evaluate('2026-02-24').expect(422)).body).toMatchObject({ code: 'dateNotDue' });
  });

  it('are refused in words where they cannot be evaluated', async () => {
    await open('2026-03-14T00:00:00Z');
    world.account('A').owes('100').since('2026-03-01');
    await world.save();
    await world.create(pastDue14());
    expect((await world.evaluate('2026-03-14').expect(422)).body).toMatchObject({ code: 'notLive' });
    await world.app.http.post(world.path('/publish')).send({ backlog: 'skip' }).expect(200);
    expect((await world.evaluate('2026-03-15').expect(422)).body).toMatchObject({ code: 'dateInFuture' });
    expect((await world.evaluate('2026-03-14').expect(422)).body).toMatchObject({ code: 'dateNotDue' });
    expect((await world.evaluate('2026-03-10').expect(422)).body).toMatchObject({ code: 'dateNotDue' });
    await world.evaluate('2026-02-30').expect(400);
  });

  it('evaluated by hand a second time change nothing', async () => {
    await open('2026-03-13T10:00:00Z');
    world.account('A').owes('100').since('2026-03-01');
    await world.save();
    await world.publish(pastDue14());
    await world.waitUntil('2026-03-14T09:00:00Z');
    const first = await world.evaluate('2026-03-14').expect(200);
    expect(first.body).toMatchObject({
      evaluations: [{ alreadyDone: false, entered: 1, status: 'finished' }],
    });
    const second = await world.evaluate('2026-03-14').expect(200);
    expect(second.body).toMatchObject({ evaluations: [{ alreadyDone: true, entered: 1 }] });
    expect(await world.entered()).toEqual(['2026-03-14 A']);
  });
});

describe('acting (S10, S13, S14)', () => {
  it('is within actIfWithinDays; who has paid meanwhile has ended before', async () => {
    await open('2026-03-01T00:00:00Z');
    for (const [key, since] of [
      ['old', '03-02'],
      ['young', '03-03'],
      ['paid', '03-04'],
    ] as const)
      world.account(key).owes('100', { number: key }).since(`2026-${since}`);
    await world.save();
    const document = pastDue14();
    await world.publish({ ...document, entry: { ...document.entry, actIfWithinDays: 2 } });
    await world.moveTo('2026-03-14');
    await world.waitUntil('2026-03-18T00:00:00Z');
    world.account('paid').pays('100').for('paid', '2026-03-18T00:00:00Z');
    await world.save();
    await world.moveTo('2026-03-18');
    expect(await world.matches()).toEqual([
      '2026-03-15 old missed late',
      '2026-03-16 young entered',
      '2026-03-17 paid endedBeforeActing',
    ]);
  });

  it('takes the latest of several dates with one key; the others are no misses', async () => {
    await open('2026-03-01T00:00:00Z');
    world.account('A').owes('100').since('2026-03-02');
    await world.save();
    await world.publish(since14());
    await world.moveTo('2026-03-14');
    await world.moveTo('2026-03-17');
    expect(await world.entered()).toEqual(['2026-03-17 A']);
    expect(await world.missed()).toEqual([]);
  });

  it('lists several dates too old, and one run takes them all off', async () => {
    await open('2026-03-01T00:00:00Z');
    world.account('A').owes('100', { number: 'A' }).since('2026-03-02');
    await world.save();
    const when = {
      all: [
        streakDay('atLeast', 14),
        { field: 'account.pastDueStreakDays', operator: 'atMost', value: 15 } as const,
      ],
    };
    await world.publish(since14({ entry: { when, reentry: { kind: 'oncePerStreak' } } }));
    await world.moveTo('2026-03-14');
    await world.moveTo('2026-03-22');
    expect(await world.missed()).toEqual(['2026-03-15 A late', '2026-03-16 A late']);
    await world.decide('run', '2026-03-15', 'A').expect(204);
    expect([await world.missed(), await world.entered()]).toEqual([[], ['2026-03-15 A']]);
    await world.decide('run', '2026-03-16', 'A').expect(409);
    expect(await world.decided()).toEqual([
      ['missed.run', world.automationId, [{ date: '2026-03-15', subject: 'A' }]],
    ]);
  });

  it('runs nothing of the missed list while paused, and dismisses for good', async () => {
    await open('2026-03-01T00:00:00Z');
    world.account('A').owes('100').since('2026-03-02');
    await world.save();
    await world.publish(pastDue14());
    await world.moveTo('2026-03-14');
    await world.moveTo('2026-03-22');
    await world.change('pause');
    expect((await world.decide('run', '2026-03-15', 'A').expect(409)).body).toMatchObject({
      code: 'notLive',
    });
    expect(await world.missed()).toEqual(['2026-03-15 A late']);
    await world.decide('dismiss', '2026-03-15', 'A').expect(204);
    await world.change('resume');
    await world.moveTo('2026-03-23');
    expect([await world.missed(), await world.entered()]).toEqual([[], []]);
    expect(await world.decided()).toEqual([
      ['missed.dismissed', world.automationId, [{ date: '2026-03-15', subject: 'A' }]],
    ]);
  });

  it('spreads entries over the dates by maxEntriesPerRun, also where late data comes on the same date', async () => {
    await open('2026-03-01T00:00:00Z');
    for (const key of ['A', 'B', 'C']) world.account(key).owes('100').since('2026-03-02');
    world.account('D');
    await world.save();
    await world.publish(since14({ limits: { maxEntriesPerRun: 1 } }));
    await world.moveTo('2026-03-14');
    await world.moveTo('2026-03-15');
    expect(await world.entered()).toHaveLength(1);
    world.account('D').owes('100').since('2026-03-01');
    await world.save();
    await world.moveTo('2026-03-15T10:00:00Z');
    expect(await world.entered()).toHaveLength(1);
    await world.moveTo('2026-03-16');
    await world.moveTo('2026-03-17');
    await world.moveTo('2026-03-18');
    expect((await world.entered()).map((entry) => entry.slice(0, 10))).toEqual([
      '2026-03-15',
      '2026-03-16',
      '2026-03-17',
      '2026-03-18',
    ]);
  });

  it('leaves out who is left out, counts who is held back, and tells it as a funnel', async () => {
    await open('2026-03-14T00:00:00Z');
    for (const key of ['out', 'held', 'free', 'paid']) world.account(key).owes('100').since('2026-03-02');
    await world.save();
    const remind: Action = { kind: 'emailTeam', to: ['team@example.com'], subject: 'S', body: 'B' };
    const mail = { kind: 'emailCustomer', subject: 'S', body: 'B' } as const;
    await world.publish(
      pastDue14({
        first: 'mail',
        steps: {
          mail: { kind: 'action', action: mail, next: 'team' },
          team: { kind: 'action', action: remind, next: null },
        },
      }),
    );
    const hold = (account: string, leaveOut: boolean) =>
      world.app.http.post('/api/v1/holds').send({ account, reason: 'dispute', leaveOut }).expect(201);
    await hold('out', true);
    await hold('held', false);
    await world.moveTo('2026-03-15');
    expect(await world.entered()).toEqual(['2026-03-15 free', '2026-03-15 held', '2026-03-15 paid']);
    expect(await world.evaluation('2026-03-15')).toMatchObject({
      lookedAt: 4,
      candidates: 4,
      matched: 4,
      entered: 3,
      alreadyEntered: 0,
      heldBack: { leftOut: 1, accountHold: 1 },
      errors: 0,
      disagreements: 0,
    });
  });
});

describe('re-entry (S11)', () => {
  const reentry = async (document: ReturnType<typeof pastDue14>, to: string): Promise<string[]> => {
    await open('2026-03-01T00:00:00Z');
    const story = world.account('A').owes('100', { number: '1' }).since('2026-03-02');
    story.pays('100').on('2026-03-06T00:00:00Z').owes('100', { number: '2' }).since('2026-03-07');
    await world.save();
    await world.publish(document);
    for (let day = 1; day <= Number(to.slice(8)); day += 1) {
      await world.moveTo(`2026-03-${String(day).padStart(2, '0')}`);
    }
    return (await world.entered()).map((entry) => entry.slice(8, 10));
  };
  const from2 = (kind: object) =>
    pastDue14({ entry: { when: streakDay('atLeast', 2), reentry: kind as { kind: 'once' } } });

  it('once per streak enters each streak once', async () => {
    expect(await reentry(from2({ kind: 'oncePerStreak' }), '2026-03-10')).toEqual(['03', '08']);
  });

  it('once enters once', async () => {
    expect(await reentry(from2({ kind: 'once' }), '2026-03-10')).toEqual(['03']);
  });

  it('everyMatch enters on each date', async () => {
    expect(await reentry(from2({ kind: 'everyMatch' }), '2026-03-09')).toEqual([
      '03',
      '04',
      '05',
      '08',
      '09',
    ]);
  });

  it('afterDays enters again after so many', async () => {
    expect(await reentry(from2({ kind: 'afterDays', days: 2 }), '2026-03-10')).toEqual([
      '03',
      '05',
      '08',
      '10',
    ]);
  });

  it('is the same over versions: a re-publish enters nobody again', async () => {
    await open('2026-03-01T00:00:00Z');
    world.account('A').owes('100').since('2026-03-01');
    await world.save();
    await world.publish(since14({ name: 'One' }));
    await world.moveTo('2026-03-14');
    await world.revise(since14({ name: 'Two' }));
    await world.moveTo('2026-03-16');
    expect(await world.entered()).toEqual(['2026-03-14 A']);
  });
});

describe('the example (S4, S9)', () => {
  it('follows subscriptions that start, pause and end', async () => {
    await open('2026-03-01T00:00:00Z');
    const since = '2026-03-02';
    const person = (key: string) => world.account(key).owes('100').since(since);
    person('always').subscribes('gold');
    person('none');
    person('starts').subscribes('gold', { startedOn: '2026-03-20' });
    person('ends').subscribes('gold', { endedOn: '2026-03-20' });
    person('pauses').subscribes('gold');
    await world.save();
    await world.publish(exampleDocument('past-due-14-30.json'));
    for (const date of ['2026-03-14', '2026-03-15']) await world.moveTo(date);
    world.account('pauses').subscribes('gold', { status: 'paused' });
    await world.save();
    for (const date of ['2026-03-30', '2026-03-31', '2026-04-01']) await world.moveTo(date);
    expect(await world.entered()).toEqual([
      '2026-03-15 always day14',
      '2026-03-15 ends day14',
      '2026-03-15 pauses day14',
      '2026-03-31 always day30',
      '2026-03-31 starts day30',
    ]);
  });
});
