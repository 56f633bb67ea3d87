import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Hold, Page, Task, TaskCounts } from '@dunwell/contract';
import type { Condition } from '@dunwell/language';
import { DeliveryWorld, rule } from '../runtime/delivery-world.testing.js';
import { everyPage } from '../support/every-page.js';

const ANN = { kind: 'person', email: 'ann@us.example' } as const;
/** The tenth day past due. */
const NOW = '2026-03-11T09:00:00Z';

let world: DeliveryWorld;

/**
 * Accounts that owe 120.00 since 2 March, each with a task of the automation, due on the 5th. Liar has broken a promise,
 * Paid has paid all, Free has no task; Long owes 5 000.00 since January and has one that a person made.
 */
beforeAll(async () => {
  const call = { kind: 'createTask', title: 'Call {{ account.name }}', dueInDays: 3 } as const;
  const last: Condition = { field: 'account.tags', operator: 'containsNone', value: ['free'] };
  const owes = { field: 'account.pastDueStreakDays', operator: 'atLeast', value: 1 } as const;
  world = await DeliveryWorld.open(
    rule(
      { call: { kind: 'action', label: 'Call them', action: call, next: null } },
      { entry: { when: { all: [owes, last] }, reentry: { kind: 'oncePerStreak' } } },
    ),
  );
  world.account('Long').owes('5000.00').since('2026-01-11');
  world.account('Free').isTagged('free');
  await world.entered('Plain', 'Liar', 'Paid', 'Free');
  await world.deliver();
  await world.hold({ account: 'Liar', reason: 'promiseToPay', until: '2026-03-04', promisedAmount: 500 });
  await world.pays('Paid', '2026-03-06');
  await world.setClock(NOW);
  await create({ account: 'Long', title: 'Call the director', dueOn: '2026-03-05' });
});
afterAll(() => world.close());

const http = () => world.app.http;

async function list(query = ''): Promise<Task[]> {
  const { body } = await http().get(`/api/v1/tasks?limit=200&${query}`).expect(200);
  return (body as Page<Task>).items;
}

const accounts = async (query = ''): Promise<string[]> => (await list(query)).map(({ account }) => account);

async function create(task: object): Promise<Task> {
  const response = await http().post('/api/v1/tasks').send(task);
  if (response.status !== 201) throw new Error(response.text);
  return response.body as Task;
}

const change = (id: string, body: object) => http().patch(`/api/v1/tasks/${id}`).send(body);
const complete = (id: string, body: object) => http().post(`/api/v1/tasks/${id}/complete`).send(body);
const taskOf = async (account: string, query = ''): Promise<Task> =>
  (await list(`account=${account}&${query}`))[0]!;

describe('the queue', () => {
  it('begins with the most urgent: amount, streak, promises', async () => {
    expect((await list()).map(({ account, priority }) => [account, priority])).toEqual([
      ['Long', 36 + 20],
      ['Liar', 20 + 3 + 10],
      ['Plain', 20 + 3],
      ['Paid', 0],
    ]);
  });

  it('says how things stand with the account, and why the task exists', async () => {
    expect(await taskOf('Liar')).toMatchObject({
      accountName: 'Customer Liar',
      title: 'Call Customer Liar',
      dueOn: '2026-03-05',
      due: 'overdue',
      status: 'open',
      assignee: null,
      standing: {
        currency: 'EUR',
        overdue: 12_000,
        streakDays: 10,
        promise: 'broken',
        brokenPromises: 1,
        failedContacts: 0,
      },
      origin: {
        kind: 'automation',
        automationId: world.automationId,
        automation: 'Past due',
        step: 'call',
        stepLabel: 'Call them',
      },
    });
  });

  it.each(['priority', 'due', 'newest'])('pages by %s, however small the page', async (sort) => {
    const items = await everyPage<Task>(http(), `/api/v1/tasks?sort=${sort}`, 1);
    const seen = items.map(({ id }) => id);
    expect(seen).toEqual((await list(`sort=${sort}`)).map(({ id }) => id));
    expect(seen).toHaveLength(4);
  });
});

describe('a task that a person makes', () => {
  it('is assigned, found by it, and handed on', async () => {
    const task = await create({ account: 'Free', title: 'Ask why', dueOn: '2026-03-11', assignee: ANN });
    expect(task).toMatchObject({
      delivery: null,
      due: 'today',
      assignee: ANN,
      origin: { kind: 'person', by: 'Local key', follows: null },
    });
    expect(await accounts('assigneeKind=person&assignee=ANN@us.example')).toEqual(['Free']);
    expect(await accounts('assigneeKind=nobody&sort=newest')).toHaveLength(4);
    const queue = { kind: 'queue', name: 'Calls' };
    await change(task.id, { assignee: queue, notes: 'Twice' }).expect(200);
    expect(await list('assigneeKind=queue&assignee=Calls')).toMatchObject([
      { id: task.id, assignee: queue, notes: 'Twice', title: 'Ask why' },
    ]);
    await change(task.id, { assignee: null }).expect(200);
    expect(await accounts('assigneeKind=queue')).toEqual([]);
    await complete(task.id, { outcome: 'other' }).expect(200);
  });

  it.each<[string, object, string]>([
    ['an account nobody knows', { account: 'Nobody' }, ''],
    ['a person without an address', { assignee: { kind: 'person' } }, 'assignee.email'],
    ['an address that is none', { assignee: { kind: 'person', email: 'ann' } }, 'assignee.email'],
    ['an owner with a name', { assignee: { kind: 'accountOwner', name: 'Ann' } }, 'assignee.name'],
    ['a date that does not exist', { dueOn: '2026-02-30' }, 'dueOn'],
  ])('is refused with %s', async (_, wrong, path) => {
    const task = { account: 'Free', title: 'Ask', dueOn: '2026-03-12', ...wrong };
    const { body } = await http().post('/api/v1/tasks').send(task);
    expect(body).toMatchObject(path === '' ? { status: 404 } : { status: 400, problems: [{ path }] });
  });
});

describe('what is due, and what is put off', () => {
  it('follows the date of each account', async () => {
    world.account('Auckland', { timeZone: 'Pacific/Auckland' });
    world.account('Honolulu', { timeZone: 'Pacific/Honolulu' });
    await world.save();
    await world.setClock('2026-03-11T12:00:00Z');
    for (const account of ['Auckland', 'Honolulu'])
      await create({ account, title: 'Write', dueOn: '2026-03-11' });
    expect([(await taskOf('Auckland')).due, (await taskOf('Honolulu')).due]).toEqual(['overdue', 'today']);
    for (const account of ['Auckland', 'Honolulu'])
      await complete((await taskOf(account)).id, { outcome: 'other' }).expect(200);
  });

  it('a task put off comes back on its date', async () => {
    const { id } = await taskOf('Plain');
    await change(id, { snoozedUntil: '2026-03-11' }).expect(400);
    await change(id, { snoozedUntil: '2026-03-13' }).expect(200);
    expect(await list('status=snoozed')).toMatchObject([{ id, snoozedUntil: '2026-03-13' }]);
    expect(await accounts('status=open')).toEqual(['Long', 'Liar', 'Paid']);
    await world.setClock('2026-03-13T00:00:00Z');
    expect(await accounts('status=open')).toContain('Plain');
    expect(await taskOf('Plain')).toMatchObject({ status: 'open', snoozedUntil: null });
  });

  it('is counted under each filter as it lists', async () => {
    await create({ account: 'Free', title: 'Later', dueOn: '2026-03-20', assignee: ANN });
    const { body } = await http().get('/api/v1/tasks/counts').expect(200);
    const counts = body as TaskCounts;
    for (const due of ['overdue', 'today', 'later'] as const)
      expect([due, counts.due[due]]).toEqual([due, (await list(`due=${due}`)).length]);
    expect(counts.unassigned).toBe((await list('status=open&assigneeKind=nobody')).length);
    expect(counts.snoozed).toBe((await list('status=snoozed')).length);
    expect(counts.due).toEqual({ overdue: 4, today: 0, later: 1 });
  });
});

describe('ending a task', () => {
  it('a contact that reached nobody makes the next task more urgent', async () => {
    const { id, priority } = await taskOf('Plain');
    const next = { kind: 'task', dueOn: '2026-03-14' };
    const { body } = await complete(id, { outcome: 'noAnswer', note: 'Rang out', next }).expect(200);
    expect(body).toMatchObject({
      status: 'done',
      outcome: 'noAnswer',
      outcomeNote: 'Rang out',
      doneBy: 'Local key',
      doneAt: '2026-03-13T00:00:00.000Z',
    });
    const follower = await taskOf('Plain', 'status=open');
    expect(follower).toMatchObject({
      id: (body as Task).followUp,
      title: 'Call Customer Plain',
      dueOn: '2026-03-14',
      priority: priority + 5,
      standing: { failedContacts: 1 },
      origin: { kind: 'person', follows: id },
    });
  });

  it('a promise that came of it is a hold, and its state is found by itself', async () => {
    const { id } = await taskOf('Long', 'status=open');
    const past = { kind: 'promise', until: '2026-03-01', amount: 50_000 };
    const { body: refused } = await complete(id, { outcome: 'promised', next: past }).expect(400);
    expect(refused.problems).toMatchObject([{ path: 'next.until' }]);
    expect((await taskOf('Long', 'status=open')).id).toBe(id);

    const next = { ...past, until: '2026-03-16', note: 'On payday' };
    const { body } = await complete(id, { outcome: 'promised', next }).expect(200);
    const holds = (await http().get('/api/v1/holds?account=Long').expect(200)).body as Page<Hold>;
    expect(holds.items).toMatchObject([
      {
        id: (body as Task).promiseHold,
        reason: 'promiseToPay',
        promise: 'open',
        promisedAmount: 50_000,
        lastDate: '2026-03-16',
        note: 'On payday',
        author: 'Local key',
      },
    ]);
    expect((body as Task).standing.promise).toBe('open');
  });

  it('ends once, and may be taken back', async () => {
    const { id } = await taskOf('Paid');
    await complete(id, { outcome: 'paidMeanwhile' }).expect(200);
    await complete(id, { outcome: 'reached' }).expect(409);
    await change(id, { title: 'Another' }).expect(409);
    const { body } = await http().post(`/api/v1/tasks/${id}/reopen`).expect(200);
    expect(body).toMatchObject({ status: 'open', outcome: null, doneBy: null });
    await http().post(`/api/v1/tasks/${id}/reopen`).expect(409);
  });

  it.each<[string, object, string]>([
    ['a task without its date', { kind: 'task' }, 'next.dueOn'],
    ['a task with an amount', { kind: 'task', dueOn: '2026-03-20', amount: 5 }, 'next.amount'],
    ['a promise without its date', { kind: 'promise' }, 'next.until'],
    ['a promise with a title', { kind: 'promise', until: '2026-03-20', title: 'x' }, 'next.title'],
  ])('refuses %s as the next step', async (_, next, path) => {
    const { id } = await taskOf('Paid');
    const { body } = await complete(id, { outcome: 'reached', next }).expect(400);
    expect(body.problems).toMatchObject([{ path }]);
  });
});
