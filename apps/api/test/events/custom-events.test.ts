import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventInput } from '@dunwell/contract';
import { addWorkspace } from '../support/start-test-app.js';
import type { EvaluationWorld } from '../runtime/evaluation-world.testing.js';
import { SharedApp, events, names, onEvent, outcomes, published, send } from './event-world.testing.js';

const NOW = '2026-03-02T08:00:00Z';

let shared: SharedApp;
let world: EvaluationWorld;

beforeAll(async () => {
  shared = await SharedApp.start();
});

afterAll(() => shared.close());

beforeEach(async () => {
  world = await shared.world(NOW);
  await send(world, 'accounts', [
    { account: 'A', currency: 'EUR' },
    { account: 'B', currency: 'EUR' },
  ]);
  await send(world, 'invoices', {
    ...{ account: 'A', number: 'A-1', issuedOn: '2026-01-01', dueOn: '2026-04-01', total: 100 },
  });
});

const field = (type: string, more: object = {}): object => ({
  type,
  label: 'A field',
  meaning: 'A field.',
  ...more,
});

const declare = (payload: object, name = 'custom.trialExtended') =>
  world.app.http.put(`/api/v1/event-declarations/${name}`).send({ payload });

const EXTENDED = { seats: field('count'), reason: field('choice', { options: ['asked', 'offered'] }) };

const extended = (changes: object = {}): EventInput => ({
  id: 'evt-1',
  name: 'custom.trialExtended',
  account: 'A',
  payload: { seats: 12, reason: 'asked' },
  ...changes,
});

const sending = (body: object) => world.app.http.post('/api/v1/events').send(body);

/** A rule that asks for what an event of one's own tells. */
const manySeats = onEvent('custom.trialExtended', {
  entry: {
    when: { field: 'event.seats', operator: 'atLeast', value: 10 },
    reentry: { kind: 'everyMatch' },
  },
});

describe('an event of one’s own', () => {
  it('is declared before a rule may use it (S18)', async () => {
    const { id } = await world.create(manySeats);
    const publish = () => world.app.http.post(`/api/v1/automations/${id}/publish`).send({ backlog: 'skip' });
    const { body } = await publish().expect(422);
    expect((body as { problems: { code: string }[] }).problems.map(({ code }) => code)).toEqual([
      'unknownEvent',
      'unknownField',
    ]);
    await declare({ reason: EXTENDED.reason }).expect(200);
    await publish().expect(422);
    await declare(EXTENDED).expect(200);
    await publish().expect(200);
    const declared = await world.app.http.get('/api/v1/event-declarations').expect(200);
    expect(declared.body).toEqual({ declarations: [{ name: 'custom.trialExtended', payload: EXTENDED }] });
  });

  it('starts what its fields let in, once for each of the sender’s ids', async () => {
    await declare(EXTENDED).expect(200);
    await world.publish(manySeats);
    expect((await sending(extended()).expect(200)).body).toEqual({ accepted: 1, known: 0 });
    expect((await sending(extended()).expect(200)).body).toEqual({ accepted: 0, known: 1 });
    const both = [
      extended(),
      extended({ id: 'evt-2', payload: { seats: 9 } }),
      extended({ id: 'evt-3', account: 'B' }),
    ];
    expect((await sending(both).expect(200)).body).toEqual({ accepted: 2, known: 1 });
    await Promise.all([sending(both), sending(both)]);
    await world.moveTo('2026-03-02T08:01:00Z');
    expect((await outcomes(world)).sort()).toEqual([
      'custom.trialExtended A entered',
      'custom.trialExtended A entryFails',
      'custom.trialExtended B entered',
    ]);
    await sending(both).expect(200);
    await world.moveTo('2026-03-02T08:02:00Z');
    expect(await world.entered()).toEqual(['2026-03-02 A', '2026-03-02 B']);
  });

  it('may be about an invoice of its account, and happen at an instant of its own, also one to come', async () => {
    await declare({}).expect(200);
    await world.publish(onEvent('custom.trialExtended', { subject: 'invoice' }));
    const about = { subject: { kind: 'invoice', key: 'A-1' }, payload: undefined };
    await sending([
      extended({ ...about, id: '1', at: '2026-03-02T08:00:30Z' }),
      extended({ ...about, id: '2', at: '2026-03-03T08:00:00Z' }),
      extended({ id: '3', payload: {} }),
    ]).expect(200);
    await world.moveTo('2026-03-02T09:00:00Z');
    expect((await outcomes(world)).sort()).toEqual([
      'custom.trialExtended A noSubject',
      'custom.trialExtended A-1 entered',
    ]);
    await world.moveTo('2026-03-03T08:00:00Z');
    expect(await world.entered()).toEqual(['2026-03-02 A-1', '2026-03-03 A-1']);
    const [latest] = await events(world, { name: 'custom.trialExtended' });
    expect(latest).toMatchObject({
      at: '2026-03-03T08:00:00.000Z',
      recordedAt: '2026-03-02T08:00:00.000Z',
      subjects: [{ kind: 'invoice', key: 'A-1', account: 'A' }],
    });
  });

  it.each<[string, object, string, string]>([
    ['that nobody has declared', { name: 'custom.other' }, '[1].name', 'unknownEvent'],
    ['whose name is one of the product', { name: 'payment.failed' }, '[1].name', 'text'],
    ['of an account nobody knows', { account: 'X' }, '[1].account', 'unknownAccount'],
    ['with a field that was not declared', { payload: { plan: 'x' } }, '[1].payload.plan', 'unknownField'],
    ['with a value of another type', { payload: { seats: '12' } }, '[1].payload.seats', 'wrongType'],
    ['with an option that was not declared', { payload: { reason: 'x' } }, '[1].payload.reason', 'wrongType'],
    [
      'about an invoice of another account',
      { account: 'B', subject: { kind: 'invoice', key: 'A-1' } },
      '[1].subject.key',
      'unknownSubject',
    ],
    ['at no instant', { at: '2026-03-02' }, '[1].at', 'instant'],
    ['under the id of another', { id: 'evt-1' }, '[1].id', 'idTaken'],
    ['with a property nobody knows', { when: 'now' }, '[1].when', 'unknownProperty'],
  ])('%s is refused, and all that came with it', async (_, changes, path, code) => {
    await declare(EXTENDED).expect(200);
    const { body } = await sending([extended(), extended({ id: 'evt-2', payload: {}, ...changes })]).expect(
      422,
    );
    expect((body as { problems: object[] }).problems).toMatchObject([{ path, code }]);
    expect(await names(world)).toEqual([]);
  });

  it('keeps the types and options it was declared with; its fields only grow', async () => {
    await declare(EXTENDED).expect(200);
    const codes = async (payload: object): Promise<string[]> => {
      const { body } = await declare(payload).expect(422);
      return (body as { problems: { code: string }[] }).problems.map(({ code }) => code);
    };
    expect(await codes({ ...EXTENDED, seats: field('text') })).toEqual(['typeChanged']);
    expect(await codes({ seats: EXTENDED.seats })).toEqual(['fieldGone']);
    expect(await codes({ ...EXTENDED, reason: field('choice', { options: ['asked'] }) })).toEqual([
      'optionGone',
    ]);
    expect(await codes({ ...EXTENDED, more: field('choice') })).toEqual(['options']);
    expect(await codes({ ...EXTENDED, 'no name': field('text') })).toEqual(['fieldName']);
    expect(await codes({ ...EXTENDED, more: field('list') })).toEqual(['oneOf']);
    await declare({ ...EXTENDED, more: field('money') }).expect(200);
    await declare({}, 'trialExtended').expect(422);
  });

  it('belongs to its workspace, ids and declarations too', async () => {
    await declare(EXTENDED).expect(200);
    await sending(extended()).expect(200);
    const other = await addWorkspace(world.app.app);
    const theirs = (method: 'get' | 'post' | 'put', path: string) =>
      world.app.anonymous[method](`/api/v1/${path}`).set('Authorization', `Bearer ${other.key}`);
    expect((await theirs('get', 'event-declarations').expect(200)).body).toEqual({ declarations: [] });
    await theirs('post', 'accounts').send({ account: 'A', currency: 'USD' }).expect(200);
    const { body } = await theirs('post', 'events').send(extended()).expect(422);
    expect((body as { problems: object[] }).problems).toMatchObject([{ code: 'unknownEvent' }]);
    await theirs('put', 'event-declarations/custom.trialExtended')
      .send({ payload: { seats: field('text') } })
      .expect(200);
    await theirs('post', 'events')
      .send(extended({ payload: { seats: 'twelve' } }))
      .expect(200);
    expect((await published(world)).map((one) => one.slice(one.indexOf('{')))).toEqual([
      '{"seats":12,"reason":"asked"}',
    ]);
  });
});
