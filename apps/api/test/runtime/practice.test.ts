import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Action, AutomationDocument, Step } from '@dunwell/language';
import { act, DAY, DeliveryWorld, NINE, rule } from './delivery-world.testing.js';

let world: DeliveryWorld;

/** A workspace that practises, with accounts past due since that date and what else belongs to them. */
async function practise(document: AutomationDocument, accounts: readonly string[]): Promise<void> {
  world = await DeliveryWorld.open(document);
  await world.app.http
    .patch('/api/v1/workspace')
    .send({ provider: { kind: 'practice', url: null } })
    .expect(200);
  for (const key of accounts) world.account(key);
  await world.save();
}

async function post(path: string, rows: object[]): Promise<void> {
  const response = await world.app.http.post(`/api/v1/${path}`).send(rows);
  if (response.status >= 300) throw new Error(response.text);
}

/** "succeeded 12000", in order of time. */
async function payments(account: string): Promise<string[]> {
  const rows = await world.dataSource.query<{ told: string }[]>(
    `select concat_ws(' ', s.status, p.amount, s.failure_code, s.failure_kind, s.reversed_at::date) as told
     from payments p join payment_states s using (workspace_id, payment_id)
     join accounts a on a.workspace_id = p.workspace_id and a.account_id = p.account_id
     where a.key = $1 order by s.at`,
    [account],
  );
  return rows.map(({ told }) => told);
}

async function balance(account: string, at: string): Promise<Record<string, unknown>> {
  const [row] = await world.dataSource.query<Record<string, unknown>[]>(
    `select t.overdue, t.outstanding, t.streak_id is not null as "inStreak"
     from account_timeline t join accounts a using (workspace_id, account_id)
     where a.key = $1 and t.from_at <= $2 and t.to_at > $2`,
    [account, at],
  );
  return row ?? {};
}

const standing = async (account: string): Promise<unknown[]> => [
  (await world.delivery(account)).status,
  (await world.journey(account)).status,
  await payments(account),
];

describe('a charge of the practice provider, by its test card', () => {
  const CARDS = ['success', 'softDecline', 'hardDecline', 'pending', 'stuck', 'chargeBack'];

  beforeAll(async () => {
    const accounts = [...CARDS, 'again', 'attribute', 'none'];
    await practise(rule({ charge: act({ kind: 'retryPayment' }) }), accounts);
    const method = (account: string, key: string) => ({ account, key, type: 'card', isDefault: true });
    await post('payment-methods', [
      ...CARDS.map((card) => method(card, `pm-17-${card}`)),
      method('again', 'pm-18-SOFTDECLINE'),
      method('attribute', 'pm-19-hardDecline'),
    ]);
    await post('accounts', [{ account: 'attribute', attributes: { practiceCard: 'success' } }]);
    await world.entered(...accounts);
    await world.moveTo(NINE);
  });

  afterAll(() => world.close());

  it.each([
    ['success', 'done', 'exited', ['succeeded 12000']],
    ['softDecline', 'needsAttention', 'underWay', ['failed 12000 insufficient_funds soft']],
    ['hardDecline', 'needsAttention', 'underWay', ['failed 12000 stolen_card hard']],
    ['pending', 'accepted', 'underWay', ['pending 12000']],
    ['stuck', 'accepted', 'underWay', ['pending 12000']],
    ['chargeBack', 'done', 'exited', ['succeeded 12000']],
    // the attribute comes before the key
    ['attribute', 'done', 'exited', ['succeeded 12000']],
    ['none', 'needsAttention', 'underWay', []],
  ])('%s: %s', async (account, ...expected) => {
    expect(await standing(account)).toEqual(expected);
  });

  it('says why it came to nothing, and that it was practice', async () => {
    expect(await world.delivery('none')).toMatchObject({ problemCode: 'noPaymentMethod' });
    expect(await world.delivery('softDecline')).toMatchObject({
      problemCode: 'commandFailed',
      problem: 'The practice card was declined: insufficient_funds (soft).',
    });
    const { body } = await world.app.http.get('/api/v1/deliveries?account=success').expect(200);
    expect(body).toMatchObject({ items: [{ provider: 'practice' }] });
  });

  it('is made once under its key, and anew where a person has a declined one tried again', async () => {
    await world.dataSource.query(
      `update journeys set status = 'underWay', ended_at = null, look_at = checked_at, state = state || $1
       where account_id = (select account_id from accounts where key = 'success')`,
      [JSON.stringify({ ended: null, waiting: { for: 'outcome' } })],
    );
    await world.dataSource.query(
      `update deliveries set status = 'due', finished_at = null
       where account_id = (select account_id from accounts where key = 'success')`,
    );
    await post('accounts', [{ account: 'again', attributes: { practiceCard: 'success' } }]);
    await world.decide((await world.delivery('again')).key, 'retry').expect(204);
    await world.moveTo(`${DAY}T10:00:00Z`);
    expect(await payments('success')).toEqual(['succeeded 12000']);
    expect(await standing('again')).toEqual([
      'done',
      'exited',
      ['failed 12000 insufficient_funds soft', 'succeeded 12000'],
    ]);
  });

  it('pending: settles after three days, and the journey exits', async () => {
    await world.moveTo('2026-03-05T08:59:00Z');
    expect((await world.journey('pending')).status).toBe('underWay');
    await world.moveTo('2026-03-05T09:00:00Z');
    expect(await standing('pending')).toEqual(['done', 'exited', ['pending 12000', 'succeeded 12000']]);
  });

  it('charged back: ten days later the account owes again, in a new streak (S4)', async () => {
    await world.moveTo('2026-03-12T09:00:00Z');
    expect(await payments('chargeBack')).toEqual(['chargedBack 12000 2026-03-12']);
    expect(await balance('chargeBack', '2026-03-12T08:59:00Z')).toMatchObject({ overdue: 0 });
    expect(await balance('chargeBack', '2026-03-12T09:00:00Z')).toMatchObject({ overdue: 12_000 });
  });

  it('stuck: needs attention once the limit has passed', async () => {
    await world.moveTo('2026-03-16T09:00:00Z');
    expect(await world.delivery('stuck')).toMatchObject({
      ...{ status: 'needsAttention', problemCode: 'outcomeOverdue' },
    });
  });
});

describe('what else the practice provider does', () => {
  /** Undo comes apart (S22). */
  const once = (action: Action, next: string | null = null): Step =>
    ({ ...act(action, { next }), undo: 'never' }) as Step;

  const ACTIONS: Readonly<Record<string, Action>> = {
    fee: { kind: 'applyLateFee', amount: [{ currency: 'EUR', amount: 500 }] },
    restrict: { kind: 'restrictService' },
    suspend: { kind: 'suspendService' },
    downgrade: { kind: 'downgradePlan', plan: 'basic' },
    cancelNow: { kind: 'cancelSubscription', when: 'now' },
    cancelLater: { kind: 'cancelSubscription', when: 'endOfTerm' },
    writeOff: { kind: 'markUncollectible' },
    plan: { kind: 'offerPaymentPlan', instalments: 3, everyDays: 30 },
    ask: { kind: 'requestPayment' },
  };
  const NAMES = Object.keys(ACTIONS);

  beforeAll(async () => {
    const steps: Record<string, Step> = {
      which: {
        kind: 'branch',
        cases: [...NAMES, 'restore'].map((name) => ({
          id: name,
          label: name,
          when: { field: 'account.tags', operator: 'contains', value: name },
          first: name,
        })),
        otherwise: { label: 'Nothing', first: null },
        next: null,
      },
      ...Object.fromEntries(Object.entries(ACTIONS).map(([name, action]) => [name, once(action)])),
      restore: once({ kind: 'suspendService' }, 'back'),
      back: once({ kind: 'restoreService' }),
    };
    await practise(rule(steps), [...NAMES, 'restore']);
    await post(
      'accounts',
      [...NAMES, 'restore'].map((account) => ({ account, tags: [account] })),
    );
    await post(
      'subscriptions',
      ['downgrade', 'cancelNow', 'cancelLater'].map((account) => ({
        ...{ account, key: account, plan: 'gold', status: 'active', startedOn: '2026-01-01' },
        renewsOn: '2026-04-01',
      })),
    );
    await world.entered(...NAMES, 'restore');
    await world.moveTo(NINE);
  });

  afterAll(() => world.close());

  it('carries out every command at once', async () => {
    expect(new Set((await world.steps()).map((step) => step.split(' ')[1]))).toEqual(new Set(['done']));
  });

  it.each([
    ['restrict', 'restricted'],
    ['suspend', 'suspended'],
    ['restore', 'normal'],
  ])('%s: the service is %s', async (account, serviceStatus) => {
    const { body } = await world.app.http.get(`/api/v1/accounts/${account}`).expect(200);
    expect(body).toMatchObject({ serviceStatus });
  });

  it.each([
    ['downgrade', { status: 'active', plan: 'basic', ended_on: null }],
    ['cancelNow', { status: 'cancelled', plan: 'gold', ended_on: DAY }],
    ['cancelLater', { status: 'active', plan: 'gold', ended_on: '2026-04-01' }],
  ])('%s: the subscription', async (key, expected) => {
    const rows = await world.dataSource.query<object[]>(
      `select status, plan, ended_on from subscription_states s join subscriptions using (workspace_id, subscription_id)
       where key = $1 order by from_at desc limit 1`,
      [key],
    );
    expect(rows).toEqual([expected]);
  });

  it('writes off what is overdue', async () => {
    expect(await balance('writeOff', NINE)).toMatchObject({ overdue: 0, outstanding: 0 });
  });

  it('a payment plan brings new due dates and leaves the past as it was', async () => {
    const invoices = await world.dataSource.query<object[]>(
      `select total, due_on from invoices where number like 'practice-plan-%' order by due_on`,
    );
    expect(invoices).toEqual([
      { total: 4_000, due_on: '2026-04-01' },
      { total: 4_000, due_on: '2026-05-01' },
      { total: 4_000, due_on: '2026-05-31' },
    ]);
    expect(await balance('plan', NINE)).toMatchObject({ overdue: 0, outstanding: 12_000 });
    expect(await balance('plan', `${DAY}T08:59:00Z`)).toMatchObject({ overdue: 12_000 });
  });

  it('a request is done, and money comes when somebody sends it', async () => {
    expect(await payments('ask')).toEqual([]);
  });

  it('a late fee counts in the balance and neither opens nor prolongs a streak (S3)', async () => {
    await world.pays('fee', NINE);
    await world.moveTo('2026-03-04T09:00:00Z');
    expect(await balance('fee', '2026-03-04T09:00:00Z')).toEqual({
      ...{ overdue: 500, outstanding: 500, inStreak: false },
    });
  });
});

describe('practice in several workspaces', () => {
  afterAll(() => world.close());

  it('goes on in the others where one’s fails', async () => {
    const charge = rule({ charge: act({ kind: 'retryPayment' }) });
    await practise(charge, ['A']);
    await post('accounts', [{ account: 'A', attributes: { practiceCard: 'pending' } }]);
    await post('payment-methods', [{ account: 'A', key: 'card', type: 'card', isDefault: true }]);
    const other = await world.app.stranger();
    const tell = async (path: string, body: object) => {
      const response = await other.post(`/api/v1/${path}`).send(body);
      if (response.status >= 300) throw new Error(response.text);
      return response.body as { id: string };
    };
    await other
      .patch('/api/v1/workspace')
      .send({ provider: { kind: 'practice', url: null } })
      .expect(200);
    await tell('accounts', [{ account: 'B', currency: 'EUR', attributes: { practiceCard: 'pending' } }]);
    await tell('payment-methods', [{ account: 'B', key: 'card', type: 'card', isDefault: true }]);
    await tell('invoices', [
      { account: 'B', number: 'B-owed', issuedOn: '2026-02-01', dueOn: '2026-03-01', total: 12_000 },
    ]);
    const { id } = await tell('automations', { document: charge });
    await tell(`automations/${id}/publish`, { backlog: 'skip' });
    await world.entered('A');
    await world.moveTo(NINE);
    expect(await Promise.all(['A', 'B'].map((account) => world.steps(account)))).toEqual([
      ['charge accepted'],
      ['charge accepted'],
    ]);
    await world.dataSource.query(`update practice_commands set card = 'unheard of' where account = 'A'`);
    await world.setClock('2026-03-05T09:00:00Z');
    await expect(world.tick('practice')).rejects.toThrow('Practice of some workspaces failed.');
    expect(await Promise.all(['A', 'B'].map((account) => world.steps(account)))).toEqual([
      ['charge accepted'],
      ['charge done'],
    ]);
  });
});
