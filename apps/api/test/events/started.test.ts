import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Journey, JourneyWithHistory } from '@dunwell/contract';
import { TEMPLATES, type AutomationDocument } from '@dunwell/language';
import { setTimeout } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { workspacesWithWaitingEvents } from '../../src/billing/billing-events.js';
import { EventIntake } from '../../src/runtime/events/event-intake.js';
import { lockAccounts } from '../../src/runtime/deliveries/lock-accounts.js';
import { leaveMissed } from '../../src/runtime/events/event-outcomes.js';
import { takeInEvents } from '../../src/runtime/events/take-in-events.js';
import { importFile } from '../support/receivables.js';
import { addWorkspace } from '../support/start-test-app.js';
import { type EvaluationWorld, tagged } from '../runtime/evaluation-world.testing.js';
import {
  SharedApp,
  announce,
  event,
  events,
  names,
  onEvent,
  outcomes,
  rolledBack,
  send,
  takeIn,
} from './event-world.testing.js';

const NOW = '2026-03-02T08:00:00Z';

let shared: SharedApp;
let world: EvaluationWorld;

beforeAll(async () => {
  shared = await SharedApp.start();
});

afterAll(() => shared.close());

/** Two accounts, A with an invoice A-owed, before whatever a test publishes. */
async function open(now = NOW): Promise<void> {
  world = await shared.world(now);
  await send(world, 'accounts', [
    { account: 'A', currency: 'EUR', email: 'a@customer.example', name: 'Customer A' },
    { account: 'B', currency: 'EUR' },
  ]);
  await send(world, 'invoices', {
    ...{ account: 'A', number: 'A-owed', issuedOn: '2026-02-01', dueOn: '2026-03-14', total: 12_000 },
  });
}

const failure = (changes: object = {}): object => ({
  account: 'A',
  reference: 'P-1',
  amount: 5_000,
  status: 'failed',
  at: '2026-03-02T08:30:00Z',
  failureCode: 'card_declined',
  failureKind: 'soft',
  automatic: true,
  allocations: [{ invoice: 'A-owed', amount: 5_000 }],
  ...changes,
});

const fails = (changes: object = {}): Promise<void> => send(world, 'payments', failure(changes));

/** Until a statement of the database waits for a lock. */
async function somebodyWaits(dataSource: DataSource): Promise<void> {
  for (;;) {
    const waiting = await dataSource.query<unknown[]>(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (waiting.length > 0) return;
    await setTimeout(20);
  }
}

describe('an event starts journeys', () => {
  it('of the rules that start on it, about what it is about, and no others', async () => {
    await open();
    await world.publish(onEvent('payment.failed'));
    await world.publish(onEvent('payment.failed', { subject: 'invoice' }));
    await world.publish(onEvent('payment.succeeded'));
    await world.moveTo('2026-03-02T09:00:00Z');
    await fails();
    await fails({ reference: 'P-2', account: 'B', allocations: [] });
    await world.moveTo('2026-03-02T09:05:00Z');
    expect(await world.entered()).toEqual(['2026-03-02 A', '2026-03-02 A-owed', '2026-03-02 B']);
    expect((await outcomes(world)).sort()).toEqual([
      'payment.failed A entered',
      'payment.failed A-owed entered',
      'payment.failed B entered',
      'payment.failed B noSubject',
    ]);
  });

  it('by what the event tells, in the entry, in branches and in messages; the journey names its event', async () => {
    await open();
    const when = (field: string, value: object): object => ({ field, ...value });
    await world.publish(
      onEvent('payment.failed', {
        entry: {
          when: {
            all: [
              when('event.automatic', { operator: 'isTrue' }),
              when('account.hasEmail', { operator: 'isTrue' }),
            ],
          } as never,
          reentry: { kind: 'everyMatch' },
        },
        first: 'which',
        steps: {
          which: {
            kind: 'branch',
            cases: [
              {
                id: 'soft',
                label: 'Soft',
                first: 'mail',
                when: when('event.failureKind', { operator: 'equals', value: 'soft' }) as never,
              },
            ],
            otherwise: { label: 'Hard', first: null },
            next: null,
          },
          mail: {
            kind: 'action',
            action: {
              kind: 'emailCustomer',
              subject: 'Your payment of {{ event.amount | money }} failed',
              body: 'It is attempt {{ event.attempt | default: "none" }}.',
            },
            next: 'large',
          },
          large: {
            kind: 'branch',
            cases: [
              {
                ...{ id: 'large', label: 'Large', first: 'tag' },
                when: when('event.amount', {
                  operator: 'moreThan',
                  value: [{ currency: 'EUR', amount: 4_000 }],
                }) as never,
              },
            ],
            otherwise: { label: 'Small', first: null },
            next: null,
          },
          tag: tagged('large'),
        },
      }),
    );
    await world.moveTo('2026-03-02T09:00:00Z');
    await fails();
    await fails({ reference: 'P-2', amount: 3_000, allocations: [] });
    await fails({ reference: 'P-3', automatic: false, allocations: [] });
    await fails({ reference: 'P-4', failureKind: 'hard', allocations: [] });
    await world.moveTo('2026-03-02T09:05:00Z');

    expect((await outcomes(world)).sort()).toEqual([
      'payment.failed A entered',
      'payment.failed A entered',
      'payment.failed A entryFails',
      'payment.failed A noEffect',
    ]);
    const messages = await world.app.dataSource.query<{ subject: string; text: string }[]>(
      'select subject, text from messages where workspace_id = $1 order by subject',
      [world.app.workspaceId],
    );
    expect(messages.map(({ subject }) => subject)).toEqual([
      'Your payment of €30.00 failed',
      'Your payment of €50.00 failed',
    ]);
    expect(messages.map(({ text }) => text.trim())).toEqual(['It is attempt none.', 'It is attempt 1.']);
    const [tags] = await world.app.dataSource.query<{ count: number }[]>(
      `select count(*)::int as count from account_tags where workspace_id = $1 and tag = 'large'`,
      [world.app.workspaceId],
    );
    expect(tags).toEqual({ count: 1 });

    const [failed] = await events(world, { outcome: 'entryFails' });
    expect((await event(world, failed!.id)).outcomes).toMatchObject([
      { outcome: 'entryFails', words: 'The entry condition does not hold.', journeyId: null, version: 1 },
    ]);
    expect(
      (await event(world, failed!.id)).outcomes[0]!.entry.filter(({ mark }) => mark === 'fails'),
    ).toMatchObject([{}, { label: 'Automatic', holds: false }]);
    const { body } = await world.app.http.get('/api/v1/journeys').expect(200);
    const [journey] = (body as { items: Journey[] }).items;
    expect(journey!.event).toMatchObject({ name: 'payment.failed' });
    const { body: whole } = await world.app.http.get(`/api/v1/journeys/${journey!.id}`).expect(200);
    expect((whole as JourneyWithHistory).explanation).toMatchObject({ entry: { holds: true } });
    expect((await event(world, journey!.event!.id)).outcomes).toMatchObject([{ journeyId: journey!.id }]);
  });

  it('as the template for failed automatic payments has it: one mail in three days, the team told', async () => {
    await open();
    const template = TEMPLATES.find(({ id }) => id === 'failed-autopay');
    await world.publish(template!.document);
    await fails();
    await world.moveTo('2026-03-02T09:00:00Z');
    await fails({ at: '2026-03-04T08:30:00Z' });
    await world.moveTo('2026-03-04T09:00:00Z');
    await fails({ at: '2026-03-05T08:30:00Z' });
    await world.moveTo('2026-03-05T09:00:00Z');
    expect((await outcomes(world, { name: 'payment.failed' })).reverse()).toEqual([
      'payment.failed A-owed entered',
      'payment.failed A-owed tooSoon',
      'payment.failed A-owed entered',
    ]);
    const messages = await world.app.dataSource.query<{ to: string[]; text: string }[]>(
      `select recipients as to, trim(text, E'\n') as text from messages where workspace_id = $1 order by delivery_key`,
      [world.app.workspaceId],
    );
    expect(messages.filter(({ to }) => to[0] === 'a@customer.example')).toHaveLength(2);
    expect(messages.find(({ to }) => to[0] === 'billing@example.com')?.text).toBe(
      'Customer A: €50.00, card_declined.',
    );
  });

  it('on the facts of its own instant (S0), whenever it is looked up', async () => {
    await open();
    await world.publish(
      onEvent('payment.failed', {
        entry: {
          when: { field: 'account.tags', operator: 'containsNone', value: ['vip'] },
          reentry: { kind: 'everyMatch' },
        },
      }),
    );
    await fails({ at: '2026-03-02T08:00:00Z' });
    await send(world, 'tags', { account: 'A', tag: 'vip', from: '2026-03-02T08:01:00Z' });
    await fails({ reference: 'P-2', at: '2026-03-02T08:02:00Z' });
    await takeIn(world, '2026-03-02T10:00:00Z');
    expect((await outcomes(world)).reverse()).toEqual([
      'payment.failed A entered',
      'payment.failed A entryFails',
    ]);
  });

  it('that began by time alone, for every account of the zone', async () => {
    await open();
    await world.publish(onEvent('invoice.overdue', { subject: 'invoice' }));
    await world.publish(onEvent('account.pastDueStarted'));
    await world.publish(onEvent('account.pastDueCleared'));
    await world.moveTo('2026-03-15T00:01:00Z');
    expect(await world.entered()).toEqual(['2026-03-15 A', '2026-03-15 A-owed']);
    await send(
      world,
      'payments',
      failure({
        amount: 12_000,
        status: 'succeeded',
        failureCode: null,
        failureKind: null,
        at: '2026-03-15T00:00:30Z',
        allocations: [{ invoice: 'A-owed', amount: 12_000 }],
      }),
    );
    await world.moveTo('2026-03-15T00:02:00Z');
    expect((await outcomes(world)).filter((one) => one.startsWith('account.pastDueCleared'))).toEqual([
      'account.pastDueCleared A entered',
    ]);
  });

  it('with others of other instants in one statement for a version, however many they are', async () => {
    await open();
    await world.publish(onEvent('payment.failed', { subject: 'invoice' }));
    const count = 12;
    const numbers = Array.from({ length: count }, (_, at) => `I-${at}`);
    await send(
      world,
      'invoices',
      numbers.map((number) => ({
        ...{ account: 'A', number, issuedOn: '2026-02-01', dueOn: '2026-03-14', total: 100 },
      })),
    );
    await send(
      world,
      'payments',
      numbers.map((invoice, at) =>
        failure({
          reference: invoice,
          amount: 100,
          at: `2026-03-02T08:${10 + at}:00Z`,
          allocations: [{ invoice, amount: 100 }],
        }),
      ),
    );
    const now = new Date('2026-03-02T09:00:00Z');
    await announce(world, now.toISOString());
    const begins = await world.app.dataSource.transaction(async (manager) => {
      const query = jest.spyOn(manager, 'query');
      await takeInEvents(manager, world.app.workspaceId, { now, limit: 100 });
      return query.mock.calls.filter(([text]) => text.includes('insert into journeys'));
    });
    expect(begins).toHaveLength(1);
    expect(await outcomes(world, { outcome: 'entered' })).toHaveLength(count);
    expect(await world.entered()).toHaveLength(count);
  });

  it.each<[string, AutomationDocument['entry']['reentry'], string[]]>([
    ['every match', { kind: 'everyMatch' }, ['entered', 'entered', 'entered']],
    ['once', { kind: 'once' }, ['entered', 'alreadyEntered', 'alreadyEntered']],
    ['after 2 days', { kind: 'afterDays', days: 2 }, ['entered', 'tooSoon', 'entered']],
  ])('as re-entry allows (S11): %s', async (_, reentry, came) => {
    await open();
    await world.publish(onEvent('payment.failed', { entry: { when: null, reentry } }));
    await fails({ at: '2026-03-02T08:10:00Z' });
    await fails({ at: '2026-03-02T08:20:00Z' });
    await fails({ at: '2026-03-04T08:10:00Z' });
    await takeIn(world, '2026-03-04T09:00:00Z');
    expect((await outcomes(world)).reverse()).toEqual(came.map((one) => `payment.failed A ${one}`));
  });
});

describe('an event starts nothing', () => {
  it('that happened before the publish, or during a pause (S10, S16); what was live then decides', async () => {
    await open();
    await fails({ at: '2026-03-02T07:00:00Z' });
    await world.publish(onEvent('payment.failed', { steps: { tag: tagged('first') } }));
    await fails({ reference: 'P-2', at: '2026-03-02T08:00:30Z' });
    await world.waitUntil('2026-03-02T09:00:00Z');
    await world.revise(onEvent('payment.failed', { steps: { tag: tagged('second') } }));
    await world.waitUntil('2026-03-02T10:00:00Z');
    await world.change('pause');
    await fails({ reference: 'P-3', at: '2026-03-02T10:30:00Z' });
    await world.waitUntil('2026-03-02T11:00:00Z');
    await world.change('resume');
    await fails({ reference: 'P-4', at: '2026-03-02T11:30:00Z' });
    await world.moveTo('2026-03-02T12:00:00Z');
    const all = (await events(world, { name: 'payment.failed' })).reverse();
    expect(all.map(({ outcomes: [one] }) => [one?.outcome, one?.version])).toEqual([
      ['notLive', null],
      ['entered', 1],
      ['notLive', null],
      ['entered', 2],
    ]);
  });

  it('while the automation is paused, though it was live then: it is missed', async () => {
    await open();
    await world.publish(onEvent('payment.failed'));
    await fails();
    await world.waitUntil('2026-03-02T09:00:00Z');
    await world.change('pause');
    await world.moveTo('2026-03-02T09:05:00Z');
    expect(await outcomes(world)).toEqual(['payment.failed A missed paused']);
  });

  it('of an automation that is archived', async () => {
    await open();
    await world.publish(onEvent('payment.failed'));
    await world.change('archive');
    await fails();
    await world.moveTo('2026-03-02T09:05:00Z');
    expect(await outcomes(world)).toEqual([]);
    expect(await world.entered()).toEqual([]);
  });

  it('where an exit holds, at its own instant or by now (S13), or a hold leaves the account out (S14)', async () => {
    await open();
    const exit = [
      {
        id: 'vip',
        label: 'Is a VIP',
        when: { field: 'account.tags', operator: 'contains', value: 'vip' } as const,
      },
    ];
    await world.publish(onEvent('payment.failed', { exit: exit }));
    await fails({ at: '2026-03-02T08:10:00Z' });
    await send(world, 'tags', { account: 'A', tag: 'vip', from: '2026-03-02T08:20:00Z' });
    await fails({ reference: 'P-2', at: '2026-03-02T08:30:00Z' });
    await fails({ reference: 'P-3', account: 'B', allocations: [] });
    await send(world, 'holds', { account: 'B', reason: 'other', leaveOut: true });
    await world.moveTo('2026-03-02T09:05:00Z');
    const words = (await events(world, { name: 'payment.failed' })).map(({ account, outcomes: [one] }) => [
      account,
      one?.outcome,
      one?.words,
    ]);
    expect(words.reverse().sort()).toEqual([
      ['A', 'endedBeforeActing', '“Is a VIP” held when it was its turn: no journey began.'],
      ['A', 'exitHolds', '“Is a VIP” holds already: no journey begins.'],
      ['B', 'excluded', 'Left out by a hold on the account.'],
    ]);
    expect(await world.entered()).toEqual([]);
  });

  it('that is older than actIfWithinDays when it is heard of (S10): it is listed, to be run or dismissed', async () => {
    await open('2026-03-01T00:00:00Z');
    await world.publish(onEvent('payment.failed'));
    await world.waitUntil('2026-03-10T08:00:00Z');
    await fails({ at: '2026-03-06T23:00:00Z' });
    await fails({ reference: 'P-2', account: 'B', at: '2026-03-06T22:00:00Z', allocations: [] });
    await fails({ reference: 'P-3', at: '2026-03-07T01:00:00Z' });
    await world.moveTo('2026-03-10T08:05:00Z');
    expect((await outcomes(world)).reverse()).toEqual([
      'payment.failed B missed late',
      'payment.failed A missed late',
      'payment.failed A entered',
    ]);
    const missed = await events(world, { outcome: 'missed' });
    const item = (account: string): object => ({
      eventId: missed.find((one) => one.account === account)!.id,
      automationId: world.automationId,
      subject: account,
    });
    const decide = (decision: string, account: string) =>
      world.app.http.post('/api/v1/missed-events/decide').send({ decision, items: [item(account)] });
    await decide('run', 'A').expect(204);
    await decide('dismiss', 'B').expect(204);
    expect((await outcomes(world)).reverse()).toEqual([
      'payment.failed B dismissed late',
      'payment.failed A entered',
      'payment.failed A entered',
    ]);
    const { body } = await decide('run', 'A').expect(409);
    expect(body).toMatchObject({ code: 'notMissed' });
    expect(await world.entered()).toEqual(['2026-03-06 A', '2026-03-07 A']);
  });

  it('of a history that a large import brings with its accounts (S12)', async () => {
    await open('2026-03-02T07:00:00Z');
    await world.publish(onEvent('payment.failed'));
    await world.waitUntil(NOW);
    const accounts = Array.from({ length: 1_001 }, (_, at) => `N${at},EUR`);
    await importFile(world.app, 'accounts', `account,currency\n${accounts.join('\n')}`);
    const rows = Array.from({ length: 50 }, (_, at) => `N${at},R-${at},100,EUR,failed,2026-03-02T08:00:00Z`);
    await world.waitUntil('2026-03-02T08:10:00Z');
    const later = `N0,R-later,100,EUR,failed,2026-03-02T08:05:00Z`;
    await importFile(
      world.app,
      'payments',
      `account,reference,amount,currency,status,at\n${[...rows.map((row) => row.replace('08:00', '07:59')), later].join('\n')}`,
    );
    await world.moveTo('2026-03-02T09:00:00Z');
    const came = await outcomes(world);
    expect(came.filter((one) => one.endsWith('skipped'))).toHaveLength(50);
    expect(await world.entered()).toEqual(['2026-03-02 N0']);
  });
});

describe('between announcing and starting', () => {
  it('a crash loses nothing: what was published waits until it is taken in', async () => {
    await open();
    await world.publish(onEvent('invoice.overdue', { subject: 'invoice' }));
    await announce(world, '2026-03-15T00:01:00Z');
    expect(await names(world)).toContain('invoice.overdue A');
    const { workspaceId } = world.app;
    await rolledBack(world, (manager) =>
      takeInEvents(manager, workspaceId, { now: new Date('2026-03-15T00:02:00Z'), limit: 10 }),
    );
    expect(await world.entered()).toEqual([]);
    await takeIn(world, '2026-03-15T00:03:00Z');
    await takeIn(world, '2026-03-15T00:04:00Z');
    expect(await world.entered()).toEqual(['2026-03-15 A-owed']);
  });

  it('one that fails keeps no other waiting: it is taken in, and says what went wrong', async () => {
    await open();
    await world.publish(onEvent('payment.failed'));
    await fails({ at: '2026-03-02T08:10:00Z' });
    await fails({ reference: 'P-2', account: 'B', at: '2026-03-02T08:20:00Z', allocations: [] });
    await fails({ reference: 'P-3', at: '2026-03-02T08:30:00Z' });
    // A zone that this process does not know.
    await world.app.dataSource.query(
      `update account_zones set time_zone = 'Nowhere/Lost' where workspace_id = $1
         and account_id = (select account_id from accounts where workspace_id = $1 and key = 'B')`,
      [world.app.workspaceId],
    );
    await takeIn(world, '2026-03-02T09:00:00Z');
    const came = await events(world, { name: 'payment.failed' });
    expect(came.map(({ account, takenInAt, outcomes: [one] }) => [account, takenInAt, one?.outcome])).toEqual(
      [
        ['A', '2026-03-02T09:00:00.000Z', 'entered'],
        ['B', '2026-03-02T09:00:00.000Z', 'failed'],
        ['A', '2026-03-02T09:00:00.000Z', 'entered'],
      ],
    );
    const [failed] = await events(world, { outcome: 'failed' });
    expect(failed?.outcomes[0]?.words).toMatch(/^It could not be decided: .*Nowhere\/Lost/i);
    expect(
      await workspacesWithWaitingEvents(world.app.dataSource.manager, new Date('2026-03-02T09:00:00Z')),
    ).not.toContain(world.app.workspaceId);
  });

  it('two processes start each journey once', async () => {
    await open();
    await world.publish(onEvent('payment.failed'));
    await send(
      world,
      'payments',
      Array.from({ length: 80 }, (_, at) =>
        failure({ reference: `P-${at}`, account: at % 2 ? 'A' : 'B', allocations: [] }),
      ),
    );
    const intake = world.app.app.get(EventIntake);
    const now = new Date('2026-03-02T09:00:00Z');
    await announce(world, now.toISOString());
    await Promise.all([
      intake.runWorkspace(world.app.workspaceId, now),
      intake.runWorkspace(world.app.workspaceId, now),
    ]);
    expect(await world.entered()).toHaveLength(80);
    expect(await outcomes(world, { outcome: 'entered' })).toHaveLength(80);
  });
});

describe('what was missed', () => {
  it('is decided on behind whoever takes in events of its accounts, and not twice', async () => {
    await open('2026-03-01T00:00:00Z');
    await world.publish(onEvent('payment.failed'));
    await world.waitUntil('2026-03-10T08:00:00Z');
    await fails({ at: '2026-03-06T23:00:00Z' });
    await world.moveTo('2026-03-10T08:05:00Z');
    const { dataSource, workspaceId } = world.app;
    const { automationId } = world;
    const [missed] = await dataSource.query<{ eventId: string; accountId: string; entryKey: string }[]>(
      `select event_id as "eventId", account_id as "accountId", entry_key as "entryKey" from event_outcomes
       where workspace_id = $1 and outcome = 'missed'`,
      [workspaceId],
    );
    const { eventId, accountId, entryKey } = missed!;
    const decided = await dataSource.transaction(async (manager) => {
      await lockAccounts(manager, workspaceId, [accountId]);
      const deciding = world.app.http
        .post('/api/v1/missed-events/decide')
        .send({ decision: 'run', items: [{ eventId, automationId, subject: 'A' }] })
        .then((response) => response);
      await somebodyWaits(dataSource);
      await leaveMissed(manager, workspaceId, [{ automationId, entryKey }]);
      return { deciding };
    });
    const { status, body } = await decided.deciding;
    expect([status, (body as { code: string }).code]).toEqual([409, 'notMissed']);
    expect(await outcomes(world)).toEqual(['payment.failed A alreadyEntered']);
  });
});

describe('another workspace', () => {
  it('has its own events, and starts nothing by ours', async () => {
    await open();
    await world.publish(onEvent('payment.failed'));
    const other = await addWorkspace(world.app.app);
    const stranger = (path: string) =>
      world.app.anonymous[path === 'get' ? 'get' : 'post']('/api/v1/events').set(
        'Authorization',
        `Bearer ${other.key}`,
      );
    await fails();
    await world.moveTo('2026-03-02T09:00:00Z');
    expect((await stranger('get').expect(200)).body).toEqual({ items: [], nextCursor: null });
    const [ours] = await events(world, { name: 'payment.failed' });
    await world.app.anonymous
      .get(`/api/v1/events/${ours!.id}`)
      .set('Authorization', `Bearer ${other.key}`)
      .expect(404);
    expect(await world.entered()).toHaveLength(1);
  });
});
