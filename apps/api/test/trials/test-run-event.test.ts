import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestRunResult } from '@dunwell/contract';
import type { AutomationDocument } from '@dunwell/language';
import { onEvent } from '../events/event-world.testing.js';
import { startTestApp, type TestApp } from '../support/start-test-app.js';
import { World } from '../support/world.js';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ now: '2026-03-20T08:00:00Z' });
  const world = World.in(app.dataSource, app.workspaceId, '2026-03-20T08:00:00Z');
  world.account('A', { email: 'a@customer.example' }).owes('120.00').since('2026-03-15');
  await world.save();
});

afterAll(() => app.close());

/** Writes of soft failures only, and tags the account where the amount is large. */
const failed: AutomationDocument = onEvent('payment.failed', {
  entry: {
    when: { field: 'event.failureKind', operator: 'equals', value: 'soft' },
    reentry: { kind: 'everyMatch' },
  },
  exit: [
    { id: 'hard', label: 'Hard after all', when: { field: 'event.attempt', operator: 'atLeast', value: 4 } },
  ],
  first: 'mail',
  steps: {
    mail: {
      kind: 'action',
      action: { kind: 'emailCustomer', subject: '{{ event.amount | money }} failed', body: 'Please look.' },
      next: null,
    },
  },
});

const testing = (event?: object, document = failed) =>
  app.http
    .post('/api/v1/test-runs')
    .send({ document, accounts: ['A'], asOf: '2026-03-20', ...(event && { event }) });

const tested = async (payload: object): Promise<TestRunResult['subjects'][0]> => {
  const { body } = await testing({ payload }).expect(200);
  return (body as TestRunResult).subjects[0]!;
};

describe('a test run of a rule that starts on an event', () => {
  it('plays the event it is given, in entry and messages', async () => {
    const soft = await tested({ failureKind: 'soft', amount: 5_000 });
    expect(soft.outcome).toBe('entered');
    expect(soft.trace).toMatchObject([
      { kind: 'action', effect: { kind: 'done', preview: { message: { subject: '€50.00 failed' } } } },
    ]);
    expect((await tested({ failureKind: 'hard' })).outcome).toBe('entryFails');
    expect((await tested({ failureKind: 'soft', attempt: 4 })).outcome).toBe('exitHolds');
    // A message without an amount lacks what it needs (S17).
    expect((await tested({ failureKind: 'soft' })).trace).toMatchObject([
      { effect: { kind: 'needsAttention' } },
    ]);
  });

  it.each<[string, object | undefined, AutomationDocument, string, string]>([
    ['without the event its fields need', undefined, failed, 'needsEvent', 'document.entry.when'],
    [
      'with a field its event does not have',
      { payload: { seats: 1 } },
      failed,
      'testRunRefused',
      'event.payload.seats',
    ],
    [
      'with an amount that is none',
      { payload: { amount: '50.00' } },
      failed,
      'testRunRefused',
      'event.payload.amount',
    ],
    [
      'with an event where none starts it',
      { payload: {} },
      {
        ...failed,
        trigger: { kind: 'manual' },
        entry: { when: null, reentry: { kind: 'once' } },
        exit: [],
        first: null,
        steps: {},
      },
      'startsOnNoEvent',
      'event',
    ],
  ])('is refused %s', async (_, event, document, code, path) => {
    const { body } = await testing(event, document).expect(422);
    expect(body).toMatchObject({ code, problems: [{ path }] });
  });

  it('writes nothing (S19)', async () => {
    await testing({ payload: { failureKind: 'soft', amount: 1 } }).expect(200);
    const [rows] = await app.dataSource.query<object[]>(
      `select (select count(*)::int from journeys) as journeys, (select count(*)::int from event_outcomes) as outcomes`,
    );
    expect(rows).toEqual({ journeys: 0, outcomes: 0 });
  });
});
