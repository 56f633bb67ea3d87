import { afterEach, describe, expect, it } from '@jest/globals';
import { OUTGOING_EVENTS, type OutgoingEvent } from '@dunwell/contract';
import { receiver, type Receiver } from '../../src/connectors/webhook/receiver.testing.js';
import { act, DAY, DeliveryWorld, NINE, REMIND, rule } from '../runtime/delivery-world.testing.js';
import { toldBy, type Told } from './outgoing-world.testing.js';

let world: DeliveryWorld;
let hook: Receiver;

afterEach(async () => {
  await world.close();
  await hook.close();
});

async function open(
  document = rule(),
  {
    events = OUTGOING_EVENTS,
    ...options
  }: { events?: readonly OutgoingEvent[] } & Parameters<typeof DeliveryWorld.open>[1] = {},
): Promise<void> {
  hook = await receiver((response) => response.end());
  world = await DeliveryWorld.open(document, options);
  await world.app.http.post('/api/v1/webhook-endpoints').send({ url: hook.url, events }).expect(201);
}

/** What was told once everything due is done, in the order of kinds and subjects. */
async function told(): Promise<Told[]> {
  const [row] = await world.dataSource.query<{ business_now: Date }[]>('select business_now from clock');
  await world.moveTo(row!.business_now.toISOString());
  const order = (one: Told): string => `${one.type} ${JSON.stringify(one.data)}`;
  return hook.received.map(toldBy).sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

const kinds = async (): Promise<string[]> => (await told()).map(({ type }) => type);

describe('what Dunwell tells', () => {
  it('is every journey, delivery and evaluation, with whom and what they are about', async () => {
    await open();
    await world.entered('A');
    const automation = { id: world.automationId, name: 'Past due', version: 1 };
    const all = await told();
    const [delivery, entered, exited, ...others] = all.filter(({ type }) => type !== 'evaluation.finished');
    const evaluations = all.filter(({ type }) => type === 'evaluation.finished').map(({ data }) => data);
    expect(others).toEqual([]);
    expect(delivery).toEqual({
      type: 'delivery.done',
      timestamp: '2026-03-02T09:00:00.000Z',
      data: {
        ...{ automation, account: 'A', step: 'remind', kind: 'emailCustomer', attempts: 1 },
        delivery: (await world.delivery()).key,
        journey: expect.any(String),
      },
    });
    const about = { automation, timeZone: 'UTC', errors: 0 };
    expect(new Set(evaluations.map(({ date }) => date)).size).toBe(3);
    expect(evaluations).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...about, date: '2026-02-28', kind: 'backlog', entered: 0 }),
        expect.objectContaining({ ...about, date: '2026-03-01', kind: 'scheduled', entered: 0 }),
        expect.objectContaining({ ...about, date: DAY, kind: 'scheduled', candidates: 1, entered: 1 }),
      ]),
    );
    const journey = { journey: delivery!.data.journey, automation, account: 'A', date: DAY, path: [] };
    expect(entered).toMatchObject({
      type: 'journey.entered',
      data: { ...journey, subject: { kind: 'account', key: 'A', account: 'A' } },
    });
    expect(exited).toMatchObject({
      type: 'journey.exited',
      data: { ...journey, status: 'completed', because: null, endedAt: new Date(NINE).toISOString() },
    });
  });

  it('is only what the endpoint wants', async () => {
    await open(rule(), { events: ['journey.exited'] });
    await world.entered('A', 'B');
    expect(await kinds()).toEqual(['journey.exited', 'journey.exited']);
  });

  it('says why an effect could not be had, and tells anew when it is tried again', async () => {
    await open(rule(), {
      events: ['delivery.failed', 'delivery.done'],
      script: { rcptTo: [550, 'No such person'] },
    });
    await world.entered('A');
    expect(await told()).toMatchObject([
      {
        type: 'delivery.failed',
        data: { code: 'recipientRefused', problem: expect.stringContaining('No such person'), attempts: 1 },
      },
    ]);
    const { key } = await world.delivery();
    await world.decide(key, 'retry').expect(204);
    expect((await told()).map(({ type, data }) => [type, data.attempts])).toEqual([
      ['delivery.failed', 1],
      ['delivery.failed', 2],
    ]);
    await world.decide(key, 'confirm').expect(204);
    expect(await kinds()).toEqual(['delivery.done', 'delivery.failed', 'delivery.failed']);
  });

  it('holds effects inside the database, had or not', async () => {
    const steps = {
      tag: act({ kind: 'addTag', tag: 'late' }, { next: 'task' }),
      task: act({ kind: 'createTask', title: '{{ account.country }}', dueInDays: 1 }),
    };
    await open(rule(steps), { events: ['delivery.failed', 'delivery.done'] });
    await world.entered('A');
    expect((await told()).map(({ type, data }) => [type, data.step])).toEqual([
      ['delivery.done', 'tag'],
      ['delivery.failed', 'task'],
    ]);
  });

  it.each<[string, () => Promise<void>, object]>([
    [
      'the customer pays',
      async () => {
        await world.setClock('2026-03-02T12:00:00Z');
        await world.pays('A', '2026-03-02T11:00:00Z');
      },
      { status: 'exited', because: 'Nothing overdue any more' },
    ],
    [
      'the automation is archived',
      () => world.change('archive'),
      { status: 'ended', because: 'The automation was archived.' },
    ],
  ])('tells that a journey is over when %s', async (_, ends, how) => {
    await open(rule({ remind: act(REMIND) }), { events: ['journey.exited'] });
    await world.entered('A');
    await world.hold();
    expect(await told()).toEqual([]);
    await ends();
    expect(await told()).toMatchObject([{ data: { account: 'A', ...how } }]);
  });

  it('is recorded at the instant at which it happened', async () => {
    await open(rule(), { events: ['journey.entered'] });
    await world.entered('A');
    await world.setClock('2026-03-05T00:00:00Z');
    expect(await told()).toMatchObject([{ timestamp: new Date(NINE).toISOString() }]);
  });
});
