import { afterEach, describe, expect, it } from '@jest/globals';
import type { AccountRibbon, Delivery, DeliveryOutcome, ProviderCall } from '@dunwell/contract';
import type { Action, Step } from '@dunwell/language';
import type { ServerResponse } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { receiver, type Receiver } from '../../src/connectors/webhook/receiver.testing.js';
import { act, DAY, DeliveryWorld, NINE, rule } from './delivery-world.testing.js';

let world: DeliveryWorld;
let hook: Receiver;

afterEach(async () => {
  await world.close();
  await hook.close();
});

const REQUEST: Action = { kind: 'requestPayment' };
const status =
  (code: number, body = '') =>
  (response: ServerResponse) =>
    response.writeHead(code).end(body);
/** Never taken back: undo comes apart (S22). */
const service = (kind: 'suspendService' | 'restrictService' | 'restoreService'): Step =>
  ({ ...act({ kind }), undo: 'never' }) as Step;

/** A workspace whose own system answers so, and whose rule does these steps. */
async function open(
  answer: (response: ServerResponse) => void,
  steps: Parameters<typeof rule>[0] = { collect: act(REQUEST) },
): Promise<void> {
  hook = await receiver(answer);
  world = await DeliveryWorld.open(rule(steps));
  await use({ kind: 'webhook', url: `${hook.url}/commands` });
}

const use = (provider: object | null) =>
  world.app.http.patch('/api/v1/workspace').send({ provider }).expect(200);

async function collect(): Promise<void> {
  await world.entered('A');
  await world.deliver();
}

const tell = async (told: DeliveryOutcome, key?: string) =>
  world.app.http
    .post(`/api/v1/deliveries/${encodeURIComponent(key ?? (await world.delivery()).key)}/outcome`)
    .send(told);

const told = (): ProviderCall[] => hook.received.map(({ body }) => JSON.parse(body) as ProviderCall);

async function listed(): Promise<Delivery> {
  const { body } = await world.app.http.get('/api/v1/deliveries').expect(200);
  return (body as { items: Delivery[] }).items[0]!;
}

describe('a command to the own system', () => {
  it('carries the delivery’s key and everything overdue, signed; 2xx is done', async () => {
    await open(status(200));
    world.account('A').owes('30.00', { number: 'A-more' }).since(DAY);
    await collect();
    const { key } = await world.delivery();
    const { body } = await world.app.http.get('/api/v1/webhook-secret').expect(200);
    const [received] = hook.received;
    new Webhook((body as { secret: string }).secret).verify(
      received!.body,
      received!.headers as Record<string, string>,
    );
    expect(received!.url).toBe('/commands');
    expect(told()).toMatchObject([
      {
        type: 'provider.command',
        data: {
          delivery: key,
          account: { key: 'A', currency: 'EUR' },
          date: DAY,
          command: {
            kind: 'requestPayment',
            amount: 15_000,
            invoices: [
              { number: 'A-more', remaining: 3_000 },
              { number: 'A-owed', remaining: 12_000 },
            ],
          },
        },
      },
    ]);
    expect(await world.steps()).toEqual(['collect done']);
    expect(await listed()).toMatchObject({ provider: 'webhook', status: 'done' });
    expect((await world.journey()).status).toBe('completed');
  });

  it('a refusal says why, in the system’s own code, and follows onFailure', async () => {
    await open(status(402, '{"code":"card_expired","kind":"hard"}'), {
      collect: act(REQUEST, { onFailure: 'call' }),
      call: act({ kind: 'createTask', title: 'Call', dueInDays: 1 }),
    });
    await collect();
    await world.moveTo(NINE);
    expect((await world.steps()).sort()).toEqual(['call done', 'collect failed']);
    const [row] = await world.dataSource.query<{ failure: unknown }[]>(
      `select result -> 'failure' as failure from deliveries where step_id = 'collect'`,
    );
    expect(row).toEqual({ failure: { code: 'card_expired', kind: 'hard' } });
  });

  it('says the same at each attempt, and what is owed by then when an operator has it tried again', async () => {
    let answer = 503;
    await open((response) => status(answer)(response));
    await collect();
    world.account('A').pays('20.00').for('A-owed', NINE);
    await world.save();
    await world.moveTo(`${DAY}T09:02:00Z`);
    expect(new Set(hook.received.map(({ body }) => body)).size).toBe(1);
    answer = 400;
    await world.moveTo(`${DAY}T09:10:00Z`);
    answer = 200;
    await world.decide((await world.delivery()).key, 'retry').expect(204);
    await world.deliver();
    const calls = told().map(({ data: { delivery, command } }) => [
      delivery,
      command.kind === 'requestPayment' && command.amount,
    ]);
    const { key } = await world.delivery();
    expect(calls).toEqual([
      [key, 12_000],
      [key, 12_000],
      [key, 12_000],
      [key, 10_000],
    ]);
    expect(await world.steps()).toEqual(['collect done']);
  });

  it('without a provider publishing warns, and the step needs attention (S17)', async () => {
    await open(status(200));
    await use(null);
    const checked = await world.app.http
      .post('/api/v1/automations/validate')
      .send({ document: rule({ collect: act(REQUEST) }) })
      .expect(200);
    expect(checked.body).toMatchObject({
      problems: [{ code: 'noProvider', severity: 'warning', step: 'collect' }],
    });
    await collect();
    expect(await world.delivery()).toMatchObject({ status: 'needsAttention', problemCode: 'noProvider' });
    await use({ kind: 'webhook', url: hook.url });
    await world.decide((await world.delivery()).key, 'retry').expect(204);
    await world.deliver();
    expect(await world.steps()).toEqual(['collect done']);
  });

  it('service that was switched is a fact of the account, and says what was before', async () => {
    await open(status(200), { stop: service('suspendService') });
    await collect();
    const { body } = await world.app.http.get('/api/v1/accounts/A').expect(200);
    expect(body).toMatchObject({ serviceStatus: 'suspended' });
    const [row] = await world.dataSource.query<{ result: object }[]>('select result from deliveries');
    expect(row?.result).toMatchObject({ changed: true, before: 'normal' });
  });
});

describe('an outcome that follows', () => {
  const STEPS = {
    collect: act(REQUEST, { onFailure: 'call' }),
    call: act({ kind: 'createTask', title: 'Call', dueInDays: 1 }),
  };

  it('the journey waits for it, through days, and goes on with it', async () => {
    await open(status(202));
    await collect();
    await world.moveTo('2026-03-10T09:00:00Z');
    expect(await listed()).toMatchObject({ status: 'accepted', dueAt: '2026-03-16T09:00:00.000Z' });
    expect((await world.journey()).status).toBe('underWay');
    expect(hook.received).toHaveLength(1);
    expect((await tell({ outcome: 'done' })).status).toBe(204);
    expect(await world.steps()).toEqual(['collect done']);
    expect((await world.journey()).status).toBe('completed');
  });

  it('is awaited in sight: on the account’s ribbon and in the figures of the process', async () => {
    await open(status(202));
    await collect();
    const { body: ribbon } = await world.app.http.get('/api/v1/accounts/A/ribbon').expect(200);
    expect((ribbon as AccountRibbon).done).toMatchObject([
      { date: DAY, kind: 'requestPayment', status: 'accepted' },
    ]);
    const { text: figures } = await world.app.anonymous.get('/metrics').expect(200);
    expect(figures).toContain('dunwell_deliveries{status="accepted"} 1');
  });

  it('a failure follows onFailure; the same may be told again, another may not', async () => {
    await open(status(202), STEPS);
    await collect();
    const { key } = await world.delivery();
    const failed = { outcome: 'failed', code: 'insufficient_funds', kind: 'soft' } as const;
    for (let times = 0; times < 2; times += 1) expect((await tell(failed, key)).status).toBe(204);
    expect((await tell({ outcome: 'done' }, key)).body).toMatchObject({ status: 409, code: 'outcomeKnown' });
    await world.deliver();
    expect((await world.steps()).sort()).toEqual(['call done', 'collect failed']);
    const { body } = await world.app.http.get('/api/v1/audit').query({ search: 'outcomeTold' }).expect(200);
    expect((body as { items: unknown[] }).items).toHaveLength(1);
  });

  it('a failure without onFailure needs attention, in words', async () => {
    await open(status(202));
    await collect();
    await tell({ outcome: 'failed', code: 'stolen_card', kind: 'hard', message: 'Blocked by the bank' });
    expect(await world.delivery()).toMatchObject({
      status: 'needsAttention',
      problemCode: 'commandFailed',
      problem: 'The provider could not do it: stolen_card (Blocked by the bank). Trying again will not help.',
    });
  });

  it('may be told before the 202 has been noted', async () => {
    let told: Promise<unknown> | undefined;
    await open((response) => {
      // The receiver is quicker than its own answer.
      told = world
        .delivery()
        .then(({ key }) => tell({ outcome: 'done' }, key))
        .then(() => response.writeHead(202).end());
    });
    await collect();
    await told;
    expect(await world.steps()).toEqual(['collect done']);
    expect((await world.journey()).status).toBe('completed');
  });

  it('that does not come within 14 days needs attention, and may still come after that', async () => {
    await open(status(202), STEPS);
    await collect();
    await world.moveTo('2026-03-16T08:59:00Z');
    expect((await world.delivery()).status).toBe('accepted');
    await world.moveTo('2026-03-16T09:00:00Z');
    expect(await world.delivery()).toMatchObject({
      status: 'needsAttention',
      problemCode: 'outcomeOverdue',
      problem: expect.stringContaining('has not told what became of it'),
    });
    expect((await tell({ outcome: 'failed', code: 'expired' })).status).toBe(204);
    await world.deliver();
    expect((await world.steps()).sort()).toEqual(['call done', 'collect failed']);
  });

  it('that an operator confirms leaves what a told one does: service is a fact, with what was before (S22)', async () => {
    await open(status(202), { stop: service('suspendService') });
    await world.entered('A', 'B');
    await world.deliver();
    await world.moveTo('2026-03-16T09:00:00Z');
    expect(await world.steps()).toEqual(['stop needsAttention', 'stop needsAttention']);
    const deliveries = (await world.deliveries()).map(({ key }) => key);
    await world.app.http
      .post('/api/v1/attention/decide')
      .send({ deliveries, decision: 'confirm' })
      .expect(204);
    for (const account of ['A', 'B']) {
      const { body } = await world.app.http.get(`/api/v1/accounts/${account}`).expect(200);
      expect(body).toMatchObject({ serviceStatus: 'suspended' });
    }
    const rows = await world.dataSource.query<{ result: object }[]>('select result from deliveries');
    const left = { result: expect.objectContaining({ changed: true, before: 'normal' }) };
    expect(rows).toEqual([left, left]);
  });

  it('of a command that was never given leaves nothing where it is confirmed', async () => {
    await open(status(202), { stop: service('suspendService') });
    await use(null);
    await collect();
    const { key, status: stands } = await world.delivery();
    expect(stands).toBe('needsAttention');
    await world.decide(key, 'confirm').expect(204);
    const { body } = await world.app.http.get('/api/v1/accounts/A').expect(200);
    expect(body).toMatchObject({ serviceStatus: 'normal' });
  });

  it('a payment ends the journey meanwhile, and what became of the command is still noted', async () => {
    await open(status(202));
    await collect();
    await world.pays();
    await world.deliver();
    expect((await world.journey()).status).toBe('exited');
    expect(await world.steps()).toEqual(['collect accepted']);
    expect((await tell({ outcome: 'done' })).status).toBe(204);
    expect(await world.steps()).toEqual(['collect done']);
  });

  it.each<[string, DeliveryOutcome, number]>([
    ['a failure without a code', { outcome: 'failed' }, 400],
    ['a reason of what was done', { outcome: 'done', code: 'x' }, 400],
  ])('is refused: %s', async (_, outcome, expected) => {
    await open(status(202));
    await collect();
    expect((await tell(outcome)).status).toBe(expected);
    expect(await world.steps()).toEqual(['collect accepted']);
  });

  it('of a command that was never given, or of another workspace’s, is refused', async () => {
    await open(status(202));
    await world.entered('A');
    expect((await tell({ outcome: 'done' })).body).toMatchObject({ status: 409, code: 'notGiven' });
    expect((await tell({ outcome: 'done' }, 'no/such/key')).status).toBe(404);
    await world.deliver();
    const { key } = await world.delivery();
    const stranger = await world.app.stranger();
    await stranger
      .post(`/api/v1/deliveries/${encodeURIComponent(key)}/outcome`)
      .send({ outcome: 'done' })
      .expect(404);
  });
});
