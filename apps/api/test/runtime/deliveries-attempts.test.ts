import { afterEach, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import type { Script } from '../../src/connectors/email/mail-sink.testing.js';
import { receiver, type Receiver } from '../../src/connectors/webhook/receiver.testing.js';
import { act, DAY, DeliveryWorld, NINE, REMIND, rule } from './delivery-world.testing.js';

let world: DeliveryWorld;
let hook: Receiver | undefined;

afterEach(async () => {
  await world.close();
  await hook?.close();
  hook = undefined;
});

const MINUTE = 60_000;

async function minutesUntilDue(): Promise<number> {
  const { dueAt } = await world.delivery();
  const [row] = await world.dataSource.query<{ business_now: Date }[]>('select business_now from clock');
  return (Number(dueAt) - row!.business_now.getTime()) / MINUTE;
}

/** To the instant at which the last delivery is due again. */
async function moveToNext(): Promise<void> {
  const { dueAt } = await world.delivery();
  await world.deliverAt(new Date(Number(dueAt)).toISOString());
}

describe('S15 e-mail, by what the mail server does', () => {
  const outcomes: [string, Script, object][] = [
    ['takes it', {}, { status: 'done', attempts: 1 }],
    [
      'asks to try later',
      { message: [451, 'Later'] },
      { status: 'due', attempts: 1, problemCode: 'mailServerDeferred' },
    ],
    [
      'refuses the address for good',
      { rcptTo: [550, 'No such user'] },
      { status: 'needsAttention', problemCode: 'recipientRefused' },
    ],
    [
      'hangs up before it took anything',
      { mailFrom: 'hangUp' },
      { status: 'due', attempts: 1, problemCode: 'mailServerUnreachable' },
    ],
    [
      'hangs up after it was handed the message',
      { message: 'hangUp' },
      { status: 'uncertain', attempts: 1, problemCode: 'lostAfterSending' },
    ],
  ];
  it.each(outcomes)('%s', async (_, script, expected) => {
    world = await DeliveryWorld.open(rule(), { script });
    await world.entered('A');
    await world.deliver();
    expect(await world.delivery()).toMatchObject(expected);
  });

  it('waits a minute and doubles it, gives up after eight attempts, and never before its time', async () => {
    const script: Script = { message: [451, 'Later'] };
    world = await DeliveryWorld.open(rule(), { script });
    await world.entered('A');
    await world.deliver();
    const waits: number[] = [];
    for (let attempt = 1; attempt < 8; attempt += 1) {
      await world.deliver();
      expect(world.mail.received).toBe(attempt);
      waits.push(await minutesUntilDue());
      await moveToNext();
    }
    waits.forEach((wait, index) => expect(Math.abs(wait / 2 ** index - 1)).toBeLessThanOrEqual(0.101));
    expect(await world.delivery()).toMatchObject({ status: 'needsAttention', attempts: 8 });
    delete script.message;
    await world.decide((await world.delivery()).key, 'retry').expect(204);
    await world.deliver();
    expect(await world.delivery()).toMatchObject({ status: 'done', attempts: 9, problem: null });
    expect(world.mail.mails).toHaveLength(1);
  });

  it('each attempt is claimed anew: a payment between two of them ends the journey', async () => {
    world = await DeliveryWorld.open(rule(), { script: { message: [451, 'Later'] } });
    await world.entered('A');
    await world.deliver();
    await world.pays();
    await moveToNext();
    expect([(await world.journey()).status, await world.steps()]).toEqual(['exited', ['remind ended']]);
    expect(world.mail.received).toBe(1);
  });

  it('a message is rendered from the facts of its claim', async () => {
    const script: Script = { message: [451, 'Later'] };
    world = await DeliveryWorld.open(rule(), { script });
    await world.entered('A');
    await world.deliver();
    delete script.message;
    world.account().pays('20.00').for('A-owed', NINE);
    await world.save();
    await moveToNext();
    expect(world.mail.mails[0]?.subject).toContain('100.00');
  });

  it('a refusal follows onFailure', async () => {
    const steps = {
      remind: act(REMIND, { onFailure: 'call' }),
      call: act({ kind: 'createTask', title: 'Call {{ account.name }}', dueInDays: 1 }),
    };
    world = await DeliveryWorld.open(rule(steps), { script: { rcptTo: [550, 'No such user'] } });
    await world.entered('A');
    await world.moveTo(NINE);
    expect((await world.steps()).sort()).toEqual(['call done', 'remind failed']);
    expect((await world.journey()).status).toBe('completed');
  });
});

describe('S15 uncertain: never repeated by itself', () => {
  it.each([
    ['confirm', 'done', 'completed', 1],
    ['skip', 'ended', 'completed', 1],
    ['retry', 'done', 'completed', 2],
  ] as const)('an operator may %s it', async (decision, status, journey, received) => {
    const script: Script = { message: 'hangUp' };
    world = await DeliveryWorld.open(rule(), { script });
    await world.entered('A');
    await world.deliver();
    delete script.message;
    for (const at of ['2026-03-02T15:00:00Z', '2026-03-03T09:00:00Z']) await world.moveTo(at);
    const { key, status: before } = await world.delivery();
    expect([before, world.mail.received]).toEqual(['uncertain', 1]);
    await world.decide(key, decision).expect(204);
    await world.deliver();
    expect([(await world.delivery()).status, (await world.journey()).status, world.mail.received]).toEqual([
      status,
      journey,
      received,
    ]);
    await world.decide(key, decision).expect(409);
    const { body } = await world.app.http
      .get('/api/v1/audit')
      .query({ subject: 'delivery', key })
      .expect(200);
    expect(body.items).toMatchObject([{ action: 'delivery.decided', after: { decision } }]);
  });

  it('only what needs a decision is decided, and nothing is tried again whose journey is over', async () => {
    world = await DeliveryWorld.open(rule(), { script: { message: 'hangUp' } });
    await world.entered('A');
    await world.decide((await world.delivery()).key, 'retry').expect(409);
    await world.decide('no/such/key', 'retry').expect(404);
    await world.deliver();
    await world.change('archive');
    const { key } = await world.delivery();
    await world.decide(key, 'retry').expect(409);
    await world.decide(key, 'confirm').expect(204);
    expect((await world.journey()).status).toBe('ended');
  });
});

describe('S15 webhooks: at least once, under one id', () => {
  async function openWithHook(
    answers: { status: number; headers?: Record<string, string> }[],
  ): Promise<void> {
    hook = await receiver((response) => {
      const { status, headers = {} } = answers.shift() ?? { status: 200 };
      response.writeHead(status, headers).end();
    });
    const action = { kind: 'webhook' as const, url: hook.url, fields: ['account.overdueBalance'] };
    world = await DeliveryWorld.open(rule({ call: act(action) }));
    await world.entered('A');
    await world.deliver();
  }

  it('the body is fixed at the first attempt; id and body stay the same, the signature is true', async () => {
    await openWithHook([{ status: 500 }, { status: 500 }]);
    world.account().pays('20.00').for('A-owed', NINE);
    await world.save();
    await moveToNext();
    await moveToNext();
    expect(await world.delivery()).toMatchObject({ status: 'done', attempts: 3 });
    const calls = hook!.received;
    expect(calls).toHaveLength(3);
    expect(new Set(calls.map(({ body }) => body)).size).toBe(1);
    expect(new Set(calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    const secret = await world.app.http.get('/api/v1/webhook-secret').expect(200);
    const webhook = new Webhook((secret.body as { secret: string }).secret);
    const headers = calls[2]!.headers as Record<string, string>;
    expect(webhook.verify(calls[2]!.body, headers)).toMatchObject({ data: { account: { key: 'A' } } });
  });

  it.each([
    ['asks for an hour', { status: 503, headers: { 'retry-after': '3600' } }, 60],
    [
      'asks for ten seconds, which is less than the minute',
      { status: 429, headers: { 'retry-after': '10' } },
      1,
    ],
  ])('Retry-After is honoured: it %s', async (_, answer, minutes) => {
    await openWithHook([answer]);
    expect(Math.abs((await minutesUntilDue()) / minutes - 1)).toBeLessThanOrEqual(0.11);
  });

  it('a permanent refusal needs attention at once', async () => {
    await openWithHook([{ status: 404 }]);
    expect(await world.delivery()).toMatchObject({ status: 'needsAttention', attempts: 1 });
  });

  it('S14 a hold keeps it waiting, a payment in flight does not', async () => {
    hook = await receiver((response) => response.end());
    world = await DeliveryWorld.open(rule({ call: act({ kind: 'webhook', url: hook.url }) }));
    await world.entered('A', 'B');
    await world.hold({ account: 'A' });
    await world.pays('B', NINE, { status: 'pending' });
    await world.deliver();
    expect([await world.steps('A'), await world.steps('B')]).toEqual([['call due'], ['call done']]);
  });
});

describe('S13, S15 processes that are lost', () => {
  const lost = async (status: 'claimed' | 'sending'): Promise<void> => {
    const [row] = await world.dataSource.query<{ id: string }[]>('select gen_random_uuid() as id');
    await world.dataSource.query(
      `update deliveries set status = $1, claimed_by = $2, claimed_until = now() + interval '10 s',
         attempts = case $1 when 'sending' then 1 else 0 end`,
      [status, row!.id],
    );
    if (status === 'sending') {
      await world.dataSource.query(
        'insert into delivery_attempts (workspace_id, key, attempt, at) select workspace_id, key, 1, due_at from deliveries',
      );
    }
  };
  const leaseEnds = (): Promise<unknown> =>
    world.dataSource.query(`update deliveries set claimed_until = now() - interval '1 s'`);

  it('killed between claim and begin: released after ten seconds, sent once by another', async () => {
    world = await DeliveryWorld.open();
    await world.entered('A');
    await lost('claimed');
    await world.deliver();
    expect([await world.steps(), world.mail.received]).toEqual([['remind claimed'], 0]);
    await leaseEnds();
    await world.deliver();
    expect([await world.delivery(), world.mail.received]).toMatchObject([{ status: 'done', attempts: 1 }, 1]);
  });

  it('killed while sending: uncertain, also while the automation is paused, and never sent by itself', async () => {
    world = await DeliveryWorld.open();
    await world.entered('A');
    await lost('sending');
    await leaseEnds();
    await world.change('pause');
    await world.deliver();
    expect(await world.delivery()).toMatchObject({ status: 'uncertain', problemCode: 'lostWhileSending' });
    const attempts = await world.dataSource.query<object[]>('select outcome from delivery_attempts');
    expect(attempts).toEqual([{ outcome: 'uncertain' }]);
    await world.change('resume');
    await world.deliver();
    expect([await world.steps(), world.mail.received]).toEqual([['remind uncertain'], 0]);
  });

  it('a claim of an automation archived meanwhile is not given back', async () => {
    world = await DeliveryWorld.open();
    await world.entered('A');
    await lost('claimed');
    await world.change('archive');
    await leaseEnds();
    await world.deliver();
    expect(await world.steps()).toEqual(['remind ended']);
  });

  it('archived while an attempt is under way: its outcome is recorded, the journey stays ended', async () => {
    let release = (): void => undefined;
    hook = await receiver((response) => {
      release = () => response.end();
    });
    world = await DeliveryWorld.open(rule({ call: act({ kind: 'webhook', url: hook.url }) }));
    await world.entered('A');
    const delivering = world.deliver();
    while (hook.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await world.change('archive');
    release();
    await delivering;
    expect([await world.steps(), await world.journey()]).toEqual([
      ['call done'],
      { status: 'ended', because: 'The automation was archived.' },
    ]);
  });

  it('taken for lost while it was still sending: once the answer comes it is known', async () => {
    let answer = (): void => undefined;
    world = await DeliveryWorld.open(rule(), {
      mailOptions: {
        onData: (stream, _, done) => {
          stream.resume().once('end', () => (answer = () => done()));
          answering();
        },
      },
    });
    await world.entered('A');
    let answering = (): void => undefined;
    const handedOver = new Promise<void>((resolve) => (answering = resolve));
    const delivering = world.deliver();
    await handedOver;
    await leaseEnds();
    await world.anotherWorker().run();
    expect(await world.steps()).toEqual(['remind uncertain']);
    answer();
    await delivering;
    expect(await world.delivery()).toMatchObject({ status: 'done', attempts: 1, problem: null });
    expect((await world.journey()).status).toBe('completed');
  });
});

describe('S15 effects and their record are one', () => {
  it('a commit that fails sends nothing, and keeps nothing of what lies inside', async () => {
    world = await DeliveryWorld.open(
      rule({ remind: act(REMIND, { next: 'tag' }), tag: act({ kind: 'addTag', tag: 'reminded' }) }),
    );
    await world.entered('A', 'B');
    // Fails at the commit of whatever claims A's delivery.
    await world.dataSource.query(`
      create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no commit'; end $$;
      create constraint trigger refuse after update on deliveries deferrable initially deferred
        for each row when (new.status = 'claimed') execute function refuse();`);
    await world.deliver();
    expect([world.mail.received, (await world.delivery()).status]).toEqual([0, 'needsAttention']);
    await world.dataSource.query('drop trigger refuse on deliveries');
    for (const { key } of await world.deliveries()) await world.decide(key, 'retry').expect(204);
    await world.dataSource.query(`
      create constraint trigger refuse after update on deliveries deferrable initially deferred
        for each row when (new.status = 'done' and new.step_id = 'tag') execute function refuse();`);
    await world.deliver();
    expect(await world.steps('A')).toEqual(['remind done', 'tag needsAttention']);
    const tags = await world.dataSource.query<object[]>('select tag from account_tags');
    expect([tags, world.mail.received]).toEqual([[], 2]);
  });

  it('one delivery that cannot be prepared does not keep the others from going out', async () => {
    world = await DeliveryWorld.open();
    await world.entered('A', 'B', 'C');
    const { key } = await world.delivery('B');
    await world.dataSource.query(
      `update deliveries set kind = 'gone', action = '{"kind":"gone"}' where key = $1`,
      [key],
    );
    await world.deliver();
    expect([await world.steps('A'), await world.steps('B'), await world.steps('C')]).toEqual([
      ['remind done'],
      ['remind needsAttention'],
      ['remind done'],
    ]);
    expect((await world.delivery('B')).problemCode).toBe('unexpectedError');
  });

  it('tags, attributes and tasks: had once, in the order of the steps, each under its own key', async () => {
    world = await DeliveryWorld.open(
      rule({
        tag: act({ kind: 'addTag', tag: 'reminded' }, { next: 'note' }),
        note: act({ kind: 'setAttribute', name: 'stage', value: 'first' }, { next: 'call' }),
        call: act({ kind: 'createTask', title: 'Call {{ account.name }}', dueInDays: 2 }, { next: 'untag' }),
        untag: act({ kind: 'removeTag', tag: 'reminded' }),
      }),
    );
    await world.entered('A');
    await world.moveTo(NINE);
    await world.moveTo(`${DAY}T10:00:00Z`);
    const deliveries = await world.deliveries();
    expect(deliveries.map(({ step, status, attempts }) => `${step} ${status} ${attempts}`).sort()).toEqual([
      'call done 1',
      'note done 1',
      'tag done 1',
      'untag done 1',
    ]);
    expect(new Set(deliveries.map(({ key }) => key)).size).toBe(4);
    const tasks = await world.dataSource.query<object[]>('select title, due_on from tasks');
    expect(tasks).toEqual([{ title: 'Call Customer A', due_on: '2026-03-04' }]);
    expect((await world.journey()).status).toBe('completed');
  });
});

describe('S18 a currency that came into use after the publish', () => {
  it('nothing outward is done for its accounts, and the delivery says why', async () => {
    const over = (amount: number) => ({
      field: 'account.overdueBalance' as const,
      operator: 'lessThan' as const,
      value: [{ currency: 'EUR', amount }],
    });
    world = await DeliveryWorld.open(
      rule(undefined, { exit: [{ id: 'small', label: 'Little left', when: over(500) }] }),
    );
    await world.entered('A');
    world.account('D', { currency: 'DKK' }).owes('500.00').since(DAY);
    await world.save();
    await world.moveTo('2026-03-03T09:00:00Z');
    expect([await world.steps('A'), await world.steps('D')]).toEqual([
      ['remind done'],
      ['remind needsAttention'],
    ]);
    const { problemCode, problem } = await world.delivery('D');
    expect(problemCode).toBe('currencyNotCovered');
    expect(problem).toContain('DKK');
  });
});
