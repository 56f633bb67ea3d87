import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AttentionGroup, AttentionItem, Counts, Page } from '@dunwell/contract';
import { act, DAY, DeliveryWorld, REMIND, rule } from '../runtime/delivery-world.testing.js';
import { everyPage } from '../support/every-page.js';

const THIRD = '2026-03-03T10:00:00Z';

let world: DeliveryWorld;

/**
 * Accounts written to on the second of March: three have no address, of two the mail server hung up in the end, one's is
 * refused. Promiser and Payer promised 50.00 by that day; only Payer kept it.
 */
beforeAll(async () => {
  world = await DeliveryWorld.open(
    rule({ remind: { ...act(REMIND), label: 'Friendly reminder' } as ReturnType<typeof act> }),
  );
  for (const key of ['None1', 'None2', 'None3']) world.account(key, { email: null });
  world.account('Promiser', { timeZone: 'Europe/Berlin' });
  world.account('Payer', { timeZone: 'Europe/Berlin' });
  const { script } = world;
  script.rcptTo = (address) => {
    script.message = address.startsWith('Lost') ? 'hangUp' : undefined;
    return address.startsWith('Refused') ? [550, 'No such user'] : undefined;
  };
  for (const account of ['Promiser', 'Payer'])
    world
      .account(account)
      .owes('70.00', { number: `${account}-old` })
      .since('2026-01-05');
  await world.entered('None1', 'None2', 'None3', 'Lost1', 'Lost2', 'Refused');
  for (const account of ['Promiser', 'Payer'])
    await world.hold({ account, reason: 'promiseToPay', until: DAY, promisedAmount: 5_000 });
  world.account('Payer').pays('50.00').for('Payer-old', `${DAY}T12:00:00Z`);
  await world.save();
  await world.setClock(`${DAY}T09:01:00Z`);
  await world.deliver();
  await world.setClock(THIRD);
});
afterAll(() => world.close());

async function list(query = ''): Promise<AttentionItem[]> {
  const { body } = await world.app.http.get(`/api/v1/attention?limit=200&${query}`).expect(200);
  return (body as Page<AttentionItem>).items;
}

const keys = async (query = ''): Promise<string[]> =>
  (await list(query)).map(({ account }) => account?.key ?? '').sort();

async function groups(): Promise<AttentionGroup[]> {
  const { body } = await world.app.http.get('/api/v1/attention/groups').expect(200);
  return (body as { groups: AttentionGroup[] }).groups;
}

const decide = (deliveries: (string | null)[], decision: string) =>
  world.app.http.post('/api/v1/attention/decide').send({ deliveries, decision });

const counts = async (): Promise<Counts> =>
  (await world.app.http.get('/api/v1/counts').expect(200)).body as Counts;

describe('what waits for a person', () => {
  it('is one list of everything, the latest first', async () => {
    expect(await keys()).toEqual(['Lost1', 'Lost2', 'None1', 'None2', 'None3', 'Promiser', 'Refused']);
    const [first] = await list();
    expect(first).toMatchObject({
      kind: 'brokenPromise',
      code: 'promiseBroken',
      words: 'The promise to pay €50.00 by March 2, 2026 was not kept.',
      account: { key: 'Promiser', name: 'Customer Promiser' },
      automation: null,
      amount: { currency: 'EUR', amount: 5_000 },
      since: '2026-03-02T23:00:00.000Z',
      actions: ['call'],
    });
  });

  it('says of a delivery why, what is at stake and what can be done', async () => {
    expect(await list('account=None1')).toMatchObject([
      {
        kind: 'delivery',
        code: 'noEmailAddress',
        automation: { id: world.automationId, name: 'Past due' },
        step: { step: 'remind', stepLabel: 'Friendly reminder' },
        amount: { currency: 'EUR', amount: 12_000 },
        since: `${DAY}T09:01:00.000Z`,
        actions: ['retry', 'confirm', 'skip'],
      },
    ]);
  });

  it.each([
    ['kind=uncertainMessage', ['Lost1', 'Lost2']],
    ['kind=brokenPromise', ['Promiser']],
    ['kind=failedEvaluation', []],
    ['code=noEmailAddress', ['None1', 'None2', 'None3']],
    ['code=recipientRefused&account=Refused', ['Refused']],
    ['step=remind&kind=delivery', ['None1', 'None2', 'None3', 'Refused']],
  ])('?%s', async (query, expected) => {
    expect(await keys(query)).toEqual(expected);
  });

  it('pages without losing or repeating any', async () => {
    const items = await everyPage<AttentionItem>(world.app.http, '/api/v1/attention', 2);
    const seen = items.map(({ id }) => id);
    expect(seen).toEqual((await list()).map(({ id }) => id));
  });

  it('stands together by reason, with what is at stake', async () => {
    expect((await groups()).map(({ count, words, amounts }) => [count, words, amounts])).toEqual([
      [3, '3 accounts have no email address.', [{ currency: 'EUR', amount: 36_000 }]],
      [2, '2 emails may or may not have arrived.', [{ currency: 'EUR', amount: 24_000 }]],
      [1, '1 promise to pay was broken.', [{ currency: 'EUR', amount: 5_000 }]],
      [1, '1 address was refused.', [{ currency: 'EUR', amount: 12_000 }]],
    ]);
    expect((await groups())[0]).toMatchObject({
      accounts: [{}, {}, {}],
      step: { stepLabel: 'Friendly reminder' },
      actions: ['retry', 'confirm', 'skip'],
    });
  });

  it('is counted in the navigation', async () => {
    expect(await counts()).toMatchObject({ attention: 7, openTasks: 0, missed: 0, liveAutomations: 1 });
  });
});

describe('deciding many at once', () => {
  it('is all of them or none (S15)', async () => {
    const [one, two] = await list('code=noEmailAddress');
    await decide([one!.delivery, 'unknown'], 'skip').expect(404);
    const [done] = await world.dataSource.query<{ key: string }[]>(
      `select key from deliveries where status = 'uncertain' limit 1`,
    );
    await world.decide(done!.key, 'confirm').expect(204);
    await decide([one!.delivery, two!.delivery, done!.key], 'skip').expect(409);
    expect(await keys('code=noEmailAddress')).toEqual(['None1', 'None2', 'None3']);
  });

  it('skips those that lack something, and their journeys go on without it', async () => {
    const waiting = await list('code=noEmailAddress');
    await decide(
      waiting.map(({ delivery }) => delivery),
      'skip',
    ).expect(204);
    expect(await keys('code=noEmailAddress')).toEqual([]);
    for (const account of ['None1', 'None2', 'None3'])
      expect([account, await world.journey(account)]).toEqual([
        account,
        { status: 'completed', because: null },
      ]);
  });

  it('tries again what is mended', async () => {
    const [refused] = await list('code=recipientRefused');
    world.script.rcptTo = undefined;
    world.script.message = undefined;
    await decide([refused!.delivery], 'retry').expect(204);
    await world.deliver();
    expect(await keys('code=recipientRefused')).toEqual([]);
    expect(world.recipients).toContain('Refused@customer.example');
  });

  it('does not try again where the journey is over', async () => {
    const [uncertain] = await list('kind=uncertainMessage');
    await world.pays(uncertain!.account!.key, '2026-03-03T10:00:00Z');
    await world.deliver();
    expect(await list('kind=uncertainMessage')).toMatchObject([{ actions: ['confirm', 'skip'] }]);
    await decide([uncertain!.delivery], 'retry').expect(409);
    await decide([uncertain!.delivery], 'confirm').expect(204);
    expect(await list('kind=uncertainMessage')).toEqual([]);
  });
});

describe('a broken promise leaves the list', () => {
  it('when somebody makes a task of it', async () => {
    expect(await keys('kind=brokenPromise')).toEqual(['Promiser']);
    const task = { account: 'Promiser', title: 'Call them', dueOn: '2026-03-03' };
    await world.app.http.post('/api/v1/tasks').send(task).expect(201);
    expect(await keys('kind=brokenPromise')).toEqual([]);
    expect(await counts()).toMatchObject({ openTasks: 1, attention: 0 });
  });
});

describe('an evaluation that failed', () => {
  const stands = (set: string) =>
    world.dataSource.query(`update evaluations set ${set} where business_date = $1 and time_zone = 'UTC'`, [
      DAY,
    ]);

  it.each<[string, string, Partial<AttentionItem> | null]>([
    [
      'as a whole waits until it is finished',
      `status = 'decided', last_error = 'The disk is full.', finished_at = null`,
      {
        code: 'evaluationFailed',
        words: `The evaluation could not be finished on ${DAY} (UTC). The disk is full.`,
        actions: ['evaluate'],
      },
    ],
    [
      'for some subjects is told for a week',
      `status = 'done', errors = 2, last_error = 'Not a number.', finished_at = '2026-03-02T09:00:00Z'`,
      {
        code: 'subjectsFailed',
        words: `Some subjects could not be decided on ${DAY} (UTC). Not a number.`,
        actions: [],
      },
    ],
    [
      'since query and engine disagreed is told as well (S20)',
      `status = 'done', errors = 0, disagreements = 1, last_error = null, finished_at = '2026-03-02T09:00:00Z'`,
      { code: 'disagreement', account: null, amount: null, evaluation: { date: DAY, timeZone: 'UTC' } },
    ],
    [
      'long ago is history',
      `status = 'done', errors = 2, disagreements = 0, finished_at = '2026-02-20T09:00:00Z'`,
      null,
    ],
  ])('%s', async (_, set, expected) => {
    await stands(set);
    expect(await list('kind=failedEvaluation')).toMatchObject(expected === null ? [] : [expected]);
  });
});
