import { afterEach, describe, expect, it } from '@jest/globals';
import type { ContactCap, Message, Page, TestRunResult } from '@dunwell/contract';
import type { AutomationDocument } from '@dunwell/language';
import { act, DAY, DeliveryWorld, REMIND, rule } from './delivery-world.testing.js';

/** Two messages, one right after the other, then a word to the team. */
const TWICE: AutomationDocument = rule({
  remind: act(REMIND, { next: 'again' }),
  again: act(REMIND, { next: 'tell' }),
  tell: act({ kind: 'emailTeam', to: ['team@acme.example'], subject: 'Again', body: 'Wrote twice.' }),
});

const WEEK_OVER = '2026-03-09T00:00:00.000Z';
const FREE_AGAIN = '2026-03-05T00:00:00.000Z';

let world: DeliveryWorld;
afterEach(() => world.close());

async function open(document: AutomationDocument, contactCap: ContactCap | null): Promise<void> {
  world = await DeliveryWorld.open(document);
  await world.app.http.patch('/api/v1/workspace').send({ contactCap }).expect(200);
}

/** `step status`, and why and until when it is held back, by the names of the steps. */
const seen = async (account = 'A'): Promise<string[]> =>
  (await world.deliveries(account))
    .map(({ step, status, heldBecause, dueAt }) =>
      heldBecause === null ? `${step} ${status}` : `${step} ${heldBecause} ${new Date(dueAt).toISOString()}`,
    )
    .sort();

/** One message per invoice. */
const PER_INVOICE: AutomationDocument = rule(undefined, {
  subject: 'invoice',
  entry: {
    when: { field: 'invoice.daysPastDue', operator: 'atLeast', value: 1 },
    reentry: { kind: 'oncePerStreak' },
  },
  exit: [
    {
      id: 'settled',
      label: 'Settled',
      when: { field: 'invoice.status', operator: 'isNoneOf', value: ['open'] },
    },
  ],
});

/** Begins a day later, and writes as well. */
const A_DAY_LATER = rule(
  { write: act(REMIND) },
  {
    name: 'A day later',
    entry: {
      when: { field: 'account.pastDueStreakDays', operator: 'atLeast', value: 2 },
      reentry: { kind: 'oncePerStreak' },
    },
  },
);

describe('the contact cap of a workspace (S14)', () => {
  it('lets the next message wait for the date with a place, and what is no message go on', async () => {
    await open(TWICE, { messages: 1, days: 3 });
    await world.entered('A');
    await world.deliver();
    expect(await seen()).toEqual([`again contactCap ${FREE_AGAIN}`, 'remind done']);
    await world.moveTo('2026-03-04T23:59:00Z');
    expect(world.mail.received).toBe(1);
    await world.moveTo(FREE_AGAIN);
    expect(await seen()).toEqual(['again done', 'remind done', 'tell done']);
  });

  it('is foreseen by trials (S20)', async () => {
    await open(TWICE, { messages: 1, days: 3 });
    await world.entered('A');
    const { body } = await world.app.http
      .post('/api/v1/test-runs')
      .send({ document: TWICE, accounts: ['A'], asOf: DAY })
      .expect(200);
    const [subject] = (body as TestRunResult).subjects;
    const spells = subject!.trace.flatMap((one) =>
      one.kind === 'action' && one.effect.kind === 'done' ? [one.effect.heldBack] : [],
    );
    expect(spells).toMatchObject([[], [{ reason: 'contactCap', until: FREE_AGAIN }], []]);
  });

  it.each<[string, ContactCap | null, number]>([
    ['none', null, 2],
    ['two a day', { messages: 2, days: 1 }, 2],
    ['one a day', { messages: 1, days: 1 }, 1],
  ])('counts over all automations, also those that write in the same minute: %s', async (_, cap, sent) => {
    await open(rule(), cap);
    await world.publish(rule(undefined, { name: 'Another' }));
    await world.entered('A');
    await world.deliver();
    expect(world.mail.received).toBe(sent);
    await world.moveTo('2026-03-03T00:00:00Z');
    expect(world.mail.received).toBe(2);
  });

  it('counts each customer by itself', async () => {
    await open(rule(), { messages: 1, days: 7 });
    await world.entered('A', 'B');
    await world.deliver();
    expect(world.mail.received).toBe(2);
  });

  it('gives the place of a refused message back', async () => {
    await open(rule({ remind: act(REMIND, { onFailure: 'again', next: null }), again: act(REMIND) }), {
      messages: 1,
      days: 7,
    });
    world.script.rcptTo = () => [550, 'No such user'];
    await world.entered('A');
    await world.deliver();
    expect(await seen()).toEqual(['again needsAttention', 'remind failed']);
  });

  it('keeps the place of an uncertain one, before and after somebody says that it arrived (S15)', async () => {
    await open(rule(), { messages: 1, days: 7 });
    await world.publish(A_DAY_LATER);
    world.script.message = 'hangUp';
    await world.entered('A');
    await world.deliver();
    const { key, status } = await world.delivery();
    expect(status).toBe('uncertain');
    world.script.message = undefined;
    await world.moveTo('2026-03-03T09:00:00Z');
    expect(await seen()).toEqual(['remind uncertain', 'write contactCap 2026-03-09T00:00:00.000Z']);
    await world.decide(key, 'confirm').expect(204);
    const { body } = await world.app.http.get('/api/v1/messages?account=A').expect(200);
    expect((body as Page<Message>).items.at(-1)).toMatchObject({
      ...{ delivery: key, state: 'confirmed', sentAt: '2026-03-02T09:00:00.000Z', transport: null },
      recipients: ['A@customer.example'],
    });
    await world.moveTo('2026-03-08T23:59:00Z');
    expect(world.mail.received).toBe(1);
  });

  it('holds for steps that a pause and a hold have kept, and that go on in one batch', async () => {
    await open(PER_INVOICE, { messages: 1, days: 7 });
    const two = world.account('A');
    for (const number of ['A-1', 'A-2']) two.owes('60.00', { number }).since(DAY);
    await world.save();
    await world.setClock(`${DAY}T09:00:00Z`);
    await world.tick('evaluations');
    await world.change('pause');
    await world.hold({ until: '2026-03-06' });
    await world.setClock('2026-03-07T09:00:00Z');
    await world.change('resume');
    await world.deliver();
    expect(world.mail.received).toBe(1);
    expect(await seen()).toEqual(['remind contactCap 2026-03-14T00:00:00.000Z', 'remind done']);
  });

  describe('a place that comes back goes to what waits for it at once', () => {
    /** Two automations write in the same minute, of which the first has the only place. */
    async function openTwo(first = rule()): Promise<void> {
      await open(first, { messages: 1, days: 7 });
      firstId = world.automationId;
      await world.publish(rule({ write: act(REMIND) }, { name: 'Another' }));
    }
    let firstId = '';

    it('that of a message refused for good', async () => {
      await openTwo();
      let asked = 0;
      world.script.rcptTo = () => ((asked += 1) === 1 ? [550, 'No such user'] : undefined);
      await world.entered('A');
      await world.deliver();
      expect(await seen()).toEqual(['remind needsAttention', 'write done']);
    });

    it('that of a message that lacks what it needs (S17)', async () => {
      await openTwo(rule({ remind: act({ ...REMIND, body: 'Since {{ account.country }}.' }) }));
      await world.entered('A');
      await world.deliver();
      expect(await seen()).toEqual(['remind needsAttention', 'write done']);
    });

    it('that of an uncertain one that somebody skips', async () => {
      await openTwo();
      world.script.message = 'hangUp';
      await world.entered('A');
      await world.deliver();
      world.script.message = undefined;
      expect(await seen()).toEqual(['remind uncertain', `write contactCap ${WEEK_OVER}`]);
      await world.decide((await world.deliveries())[0]!.key, 'skip').expect(204);
      await world.deliver();
      expect(await seen()).toEqual(['remind ended', 'write done']);
    });

    it('that of one to be tried again whose automation is archived', async () => {
      await openTwo();
      world.script.rcptTo = () => [450, 'Later'];
      await world.entered('A');
      await world.deliver();
      world.script.rcptTo = undefined;
      expect(await seen()).toEqual(['remind due', `write contactCap ${WEEK_OVER}`]);
      world.automationId = firstId;
      await world.change('archive');
      await world.deliver();
      expect(await seen()).toEqual(['remind ended', 'write done']);
    });

    it('that of one whose worker was lost and whose journey is over', async () => {
      await openTwo();
      await world.entered('A');
      const { key } = (await world.deliveries())[0]!;
      const claimUntil = (until: string) =>
        world.dataSource.query(
          `update deliveries set status = 'claimed', claimed_by = gen_random_uuid(), claimed_until = $2 where key = $1`,
          [key, until],
        );
      await claimUntil('2999-01-01');
      await world.deliver();
      expect(await seen()).toEqual(['remind claimed', `write contactCap ${WEEK_OVER}`]);
      world.automationId = firstId;
      await world.change('archive');
      await claimUntil('2000-01-01');
      await world.deliver();
      expect(await seen()).toEqual(['remind ended', 'write done']);
    });

    it.each<[string, ContactCap | null]>([
      ['that lets more through', { messages: 2, days: 3 }],
      ['that counts fewer dates', { messages: 1, days: 1 }],
      ['of none', null],
    ])('with another cap of the workspace: one %s', async (_, contactCap) => {
      await open(TWICE, { messages: 1, days: 3 });
      await world.entered('A');
      await world.deliver();
      await world.setClock('2026-03-03T09:00:00Z');
      await world.deliver();
      expect(await seen()).toEqual([`again contactCap ${FREE_AGAIN}`, 'remind done']);
      await world.app.http.patch('/api/v1/workspace').send({ contactCap }).expect(200);
      await world.deliver();
      expect(await seen()).toContain('again done');
    });
  });

  it.each([{ messages: 0, days: 7 }, { messages: 2 }, { messages: 1.5, days: 7 }, 3])(
    'refuses %j',
    async (contactCap) => {
      await open(rule(), null);
      await world.app.http.patch('/api/v1/workspace').send({ contactCap }).expect(400);
    },
  );
});
