import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applyInvoices } from '../../src/billing/apply/apply-invoices.js';
import { applyTags } from '../../src/billing/apply/apply-tags.js';
import { applyPayments } from '../../src/billing/apply/apply-payments.js';
import { addTags } from '../../src/billing/writer/write-tags.js';
import type { EvaluationWorld } from '../runtime/evaluation-world.testing.js';
import { SharedApp, announce, names, published, rolledBack, send } from './event-world.testing.js';

const NOW = '2026-03-02T08:00:00Z';

let shared: SharedApp;
let world: EvaluationWorld;

beforeAll(async () => {
  shared = await SharedApp.start();
});

afterAll(() => shared.close());

/** An account whose invoice A-owed over 120.00 is issued on the first and due on the fourteenth of March. */
async function billed(now = NOW): Promise<void> {
  world = await shared.world(now);
  await send(world, 'accounts', { account: 'A', currency: 'EUR' });
  await send(world, 'invoices', invoice());
}

const invoice = (changes: object = {}): object => ({
  account: 'A',
  number: 'A-owed',
  issuedOn: '2026-03-01',
  dueOn: '2026-03-14',
  total: 12_000,
  ...changes,
});

const payment = (changes: object = {}): object => ({
  account: 'A',
  reference: 'P-1',
  amount: 5_000,
  status: 'failed',
  at: '2026-03-02T07:00:00Z',
  failureCode: 'card_declined',
  failureKind: 'hard',
  automatic: true,
  allocations: [{ invoice: 'A-owed', amount: 5_000 }],
  ...changes,
});

describe('what a write brings is published with it', () => {
  it('an invoice that is finalized, with what remains of it', async () => {
    await billed();
    expect(await published(world)).toEqual([
      '2026-03-01T00:00 invoice.finalized A {"dueOn":"2026-03-14","amount":12000,"number":"A-owed"}',
    ]);
  });

  it('a payment that fails, with which attempt it is; the same payment may fail again', async () => {
    await billed();
    await send(world, 'payments', payment());
    await send(
      world,
      'payments',
      payment({ at: '2026-03-02T07:30:00Z', failureCode: null, failureKind: 'soft' }),
    );
    expect((await published(world)).slice(1)).toEqual([
      '2026-03-02T07:00 payment.failed A {"amount":5000,"attempt":1,"automatic":true,"reference":"P-1","failureCode":"card_declined","failureKind":"hard"}',
      '2026-03-02T07:30 payment.failed A {"amount":5000,"attempt":2,"automatic":true,"reference":"P-1","failureKind":"soft"}',
    ]);
  });

  it('a payment that succeeds, once whatever becomes of its money later', async () => {
    await billed();
    const paid = { status: 'succeeded', failureCode: null, failureKind: null };
    await send(world, 'payments', payment(paid));
    await send(world, 'payments', payment({ ...paid, at: '2026-03-02T06:00:00Z' }));
    await send(
      world,
      'payments',
      payment({ ...paid, status: 'refunded', reversedAt: '2026-03-02T07:45:00Z' }),
    );
    expect((await published(world)).slice(1)).toEqual([
      '2026-03-02T07:00 payment.succeeded A {"amount":5000,"automatic":true,"reference":"P-1"}',
    ]);
  });

  it.each([
    ['cancelled', { status: 'cancelled' }, { status: 'cancelled', previousStatus: 'active' }],
    ['on another plan', { plan: 'gold' }, { plan: 'gold', previousPlan: 'silver' }],
  ])('a subscription that is %s', async (_, change, told) => {
    world = await shared.world(NOW);
    await send(world, 'accounts', { account: 'A', currency: 'EUR' });
    const subscription = {
      account: 'A',
      key: 'S',
      plan: 'silver',
      status: 'active',
      startedOn: '2020-01-01',
    };
    await send(world, 'subscriptions', subscription);
    expect(await published(world)).toEqual([]);
    await send(world, 'subscriptions', { account: 'A', key: 'S', ...change });
    await send(world, 'subscriptions', { account: 'A', key: 'S', ...change });
    const [only, ...more] = await published(world);
    expect(more).toEqual([]);
    expect(only).toContain('2026-03-02T08:00 subscription.changed A');
    expect(JSON.parse(only!.slice(only!.indexOf('{')))).toMatchObject({ key: 'S', ...told });
  });

  it('a subscription that is new, without what it was before', async () => {
    world = await shared.world(NOW);
    await send(world, 'accounts', { account: 'A', currency: 'EUR' });
    await send(world, 'subscriptions', {
      ...{ account: 'A', key: 'S', plan: 'silver', status: 'active', startedOn: '2026-03-02' },
    });
    expect(await published(world)).toEqual([
      '2026-03-02T00:00 subscription.changed A {"key":"S","plan":"silver","status":"active"}',
    ]);
  });

  it('a tag that is put on, with or without a date; one an account came with is none', async () => {
    world = await shared.world(NOW);
    await send(world, 'accounts', { account: 'A', currency: 'EUR', tags: ['since ever'] });
    await send(world, 'tags', { account: 'A', tag: 'undated' });
    await send(world, 'tags', { account: 'A', tag: 'dated', from: '2026-03-01' });
    await send(world, 'accounts', { account: 'A', tags: ['since ever', 'undated', 'dated', 'of the set'] });
    expect(await published(world)).toEqual([
      '2026-03-01T00:00 account.tagged A {"tag":"dated"}',
      '2026-03-02T08:00 account.tagged A {"tag":"of the set"}',
      '2026-03-02T08:00 account.tagged A {"tag":"undated"}',
    ]);
  });

  it('a tag that an action puts on', async () => {
    await billed();
    const { dataSource, workspaceId } = world.app;
    const [account] = await dataSource.query<{ id: string }[]>(
      'select account_id as id from accounts where workspace_id = $1',
      [workspaceId],
    );
    const context = { workspaceId, now: new Date(NOW) };
    const write = { accountId: account!.id, tag: 'late' };
    await dataSource.transaction((manager) => addTags(manager, context, [write]));
    await dataSource.transaction((manager) => addTags(manager, context, [write]));
    expect((await names(world)).filter((one) => one.startsWith('account'))).toEqual(['account.tagged A']);
  });

  it('a streak that late data opens or ends', async () => {
    await billed('2026-03-20T08:00:00Z');
    expect((await published(world)).slice(1)).toEqual([
      '2026-03-15T00:00 account.pastDueStarted A {"amount":12000}',
      '2026-03-15T00:00 invoice.overdue A {"dueOn":"2026-03-14","amount":12000,"number":"A-owed"}',
    ]);
    await send(world, 'payments', {
      ...{ account: 'A', reference: 'P-1', amount: 12_000, status: 'succeeded', at: '2026-03-18T10:00:00Z' },
      allocations: [{ invoice: 'A-owed', amount: 12_000 }],
    });
    expect((await published(world)).slice(3)).toEqual([
      '2026-03-18T10:00 account.pastDueCleared A {"streakDays":4}',
      '2026-03-18T10:00 payment.succeeded A {"amount":12000,"automatic":false,"reference":"P-1"}',
    ]);
  });
});

describe('each event is published once', () => {
  it('when the same batch is sent twice, and twice at once', async () => {
    await billed('2026-03-20T08:00:00Z');
    const batch = [
      payment(),
      payment({ reference: 'P-2', status: 'succeeded', failureCode: null, failureKind: null }),
    ];
    await send(world, 'payments', batch);
    const once = await published(world);
    await send(world, 'payments', batch);
    await Promise.all([send(world, 'payments', batch), send(world, 'invoices', invoice())]);
    expect(await published(world)).toEqual(once);
    expect(once).toHaveLength(5);
  });

  it('when a correction moves what was told: the streak keeps its identity (S7)', async () => {
    await billed('2026-03-20T08:00:00Z');
    await send(world, 'invoices', invoice({ dueOn: '2026-03-12' }));
    expect(await names(world)).toEqual([
      'invoice.finalized A',
      'account.pastDueStarted A',
      'invoice.overdue A',
    ]);
  });

  it('anew when a chargeback opens a new streak', async () => {
    await billed('2026-03-20T08:00:00Z');
    const paid = {
      ...{ account: 'A', reference: 'P-1', amount: 12_000, status: 'succeeded', at: '2026-03-18T10:00:00Z' },
      allocations: [{ invoice: 'A-owed', amount: 12_000 }],
    };
    await send(world, 'payments', paid);
    await send(world, 'payments', { ...paid, status: 'chargedBack', reversedAt: '2026-03-19T10:00:00Z' });
    const started = (await published(world)).filter((one) => one.includes('pastDueStarted'));
    expect(started.map((one) => one.slice(0, 16))).toEqual(['2026-03-15T00:00', '2026-03-19T10:00']);
  });

  it('and not at all when the transaction rolls back', async () => {
    await billed();
    const before = await published(world);
    const context = { workspaceId: world.app.workspaceId, now: new Date(NOW) };
    await rolledBack(world, async (manager) => {
      await applyPayments(manager, context, [payment() as never]);
      await applyTags(manager, context, [{ account: 'A', tag: 'undated' }]);
    });
    expect(await published(world)).toEqual(before);
    await send(world, 'payments', payment());
    expect(await names(world)).toContain('payment.failed A');
  });

  it('and what lies further back than 31 days is history', async () => {
    await billed('2026-05-01T08:00:00Z');
    await send(world, 'payments', payment());
    expect(await published(world)).toEqual([]);
  });
});

describe('what begins by time alone is announced', () => {
  it('when its time has come, in the account’s zone, once however many processes tick', async () => {
    world = await shared.world(NOW);
    await send(world, 'accounts', { account: 'A', currency: 'EUR', timeZone: 'Pacific/Auckland' });
    await send(world, 'invoices', invoice());
    await announce(world, '2026-03-14T10:59:00Z');
    expect(await names(world)).toEqual(['invoice.finalized A']);
    await Promise.all([announce(world, '2026-03-14T11:00:00Z'), announce(world, '2026-03-14T11:00:00Z')]);
    await announce(world, '2026-03-14T11:05:00Z');
    expect((await published(world)).slice(1)).toEqual([
      '2026-03-14T11:00 account.pastDueStarted A {"amount":12000}',
      '2026-03-14T11:00 invoice.overdue A {"dueOn":"2026-03-14","amount":12000,"number":"A-owed"}',
    ]);
  });

  it('whatever was dated ahead: an issue, a payment, a tag, the end of a subscription', async () => {
    world = await shared.world(NOW);
    await send(world, 'accounts', { account: 'A', currency: 'EUR' });
    await send(world, 'invoices', invoice({ issuedOn: '2026-03-05' }));
    await send(
      world,
      'payments',
      payment({ at: '2026-03-06T09:00:00Z', status: 'succeeded', failureCode: null, failureKind: null }),
    );
    await send(world, 'tags', { account: 'A', tag: 'vip', from: '2026-03-07' });
    await send(world, 'subscriptions', {
      ...{
        account: 'A',
        key: 'S',
        plan: 'silver',
        status: 'active',
        startedOn: '2020-01-01',
        endedOn: '2026-03-08',
      },
    });
    expect(await published(world)).toEqual([]);
    await announce(world, '2026-03-10T00:00:00Z');
    expect((await published(world)).map((one) => one.split(' ').slice(0, 2).join(' '))).toEqual([
      '2026-03-05T00:00 invoice.finalized',
      '2026-03-06T09:00 payment.succeeded',
      '2026-03-07T00:00 account.tagged',
      '2026-03-08T00:00 subscription.changed',
    ]);
    expect((await published(world))[3]).toContain('"status":"ended"');
  });

  it('not where it was paid, voided or moved before its time came', async () => {
    await billed();
    await send(world, 'invoices', invoice({ number: 'moved', dueOn: '2026-03-14' }));
    await send(world, 'invoices', invoice({ number: 'moved', dueOn: '2026-04-14' }));
    await send(world, 'invoices', invoice({ status: 'void' }));
    await announce(world, '2026-03-20T00:00:00Z');
    expect((await names(world)).filter((one) => !one.startsWith('invoice.finalized'))).toEqual([]);
  });

  it('where a streak ends by a payment that was to come', async () => {
    await billed('2026-03-16T08:00:00Z');
    await send(world, 'payments', {
      ...{ account: 'A', reference: 'P-1', amount: 12_000, status: 'succeeded', at: '2026-03-18T10:00:00Z' },
      allocations: [{ invoice: 'A-owed', amount: 12_000 }],
    });
    expect(await names(world)).not.toContain('account.pastDueCleared A');
    await announce(world, '2026-03-18T10:00:00Z');
    expect(await names(world)).toContain('account.pastDueCleared A');
  });

  it('after an outage, all of it up to 31 days', async () => {
    await billed();
    await send(world, 'invoices', invoice({ number: 'early', dueOn: '2026-03-10' }));
    await announce(world, '2026-04-12T00:00:00Z');
    const overdue = (await published(world)).filter((one) => one.includes('invoice.overdue'));
    expect(overdue.map((one) => one.slice(0, 10))).toEqual(['2026-03-15']);
  });
});

describe('nothing falls between a write and an announcement', () => {
  it('a write that was still open when its due date passed and was announced', async () => {
    await billed();
    const { dataSource, workspaceId } = world.app;
    let announced: Promise<void> = Promise.resolve();
    await dataSource.transaction(async (manager) => {
      const context = { workspaceId, now: new Date('2026-03-14T23:59:59Z') };
      await applyInvoices(manager, context, [invoice({ number: 'A-late' }) as never]);
      // It begins while the write is open and waits for it.
      announced = announce(world, '2026-03-15T00:00:30Z');
      await new Promise((resolve) => setTimeout(resolve, 200));
    });
    await announced;
    const overdue = (await published(world)).filter((one) => one.includes('invoice.overdue'));
    expect(overdue.map((one) => one.slice(one.indexOf('"number"')))).toEqual([
      '"number":"A-late"}',
      '"number":"A-owed"}',
    ]);
  });

  it('a write whose business now lies before what was announced already', async () => {
    await billed();
    await announce(world, '2026-03-15T00:00:30Z');
    const { dataSource, workspaceId } = world.app;
    await dataSource.transaction((manager) =>
      applyInvoices(manager, { workspaceId, now: new Date('2026-03-14T23:59:59Z') }, [
        invoice({ number: 'A-late' }) as never,
      ]),
    );
    expect((await published(world)).filter((one) => one.includes('invoice.overdue'))).toHaveLength(2);
  });

  it('an announcing that was killed half way is made up for by the next', async () => {
    await billed();
    const { dataSource, workspaceId } = world.app;
    // As far as a process came that was killed after it had let writes publish for themselves.
    await dataSource.query(`update event_clocks set reached = $2 where workspace_id = $1`, [
      workspaceId,
      '2026-03-15T00:00:30Z',
    ]);
    await announce(world, '2026-03-15T00:01:30Z');
    expect(await names(world)).toContain('invoice.overdue A');
  });
});
