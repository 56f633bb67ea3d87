import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Message, MessageWithContent, Page } from '@dunwell/contract';
import type { Action } from '@dunwell/language';
import { act, DAY, DeliveryWorld, REMIND, rule } from '../runtime/delivery-world.testing.js';
import { everyPage } from '../support/every-page.js';

let world: DeliveryWorld;

/**
 * Accounts that are written to on the second of March, each with a fate of its own: A gets its mail, B has no address,
 * C is on hold, D's mail server hangs up in the end, E pays before anything leaves.
 */
beforeAll(async () => {
  const toTeam: Action = {
    kind: 'emailTeam',
    to: ['team@us.example'],
    subject: 'Call {{ account.name }}',
    body: '…',
  };
  world = await DeliveryWorld.open(
    rule({
      remind: act(REMIND, { next: 'tell' }),
      tell: { kind: 'action', label: 'Tell the team', action: toTeam, next: null },
    }),
  );
  world.account('B', { email: null });
  await world.entered('A', 'B', 'C', 'D', 'E');
  await world.hold({ account: 'C', until: '2026-03-20' });
  await world.pays('E', `${DAY}T09:00:30Z`);
  await world.setClock(`${DAY}T09:01:00Z`);
  const { script } = world;
  script.rcptTo = (address) => {
    script.message = address === 'D@customer.example' ? 'hangUp' : undefined;
    return undefined;
  };
  await world.deliver();
});
afterAll(() => world.close());

async function list(query = ''): Promise<Message[]> {
  const { body } = await world.app.http.get(`/api/v1/messages?${query}`).expect(200);
  return (body as Page<Message>).items;
}

const stated = async (query: string): Promise<string[]> =>
  (await list(query)).map(({ account, step, state }) => `${account} ${step} ${state}`).sort();

describe('messages with what became of them', () => {
  it('tells all that left or may leave, and those that never will where they are asked for', async () => {
    expect(await stated('limit=200')).toEqual([
      'A remind sent',
      'A tell sent',
      'B remind needsAttention',
      'C remind heldBack',
      'D remind uncertain',
    ]);
    expect(await stated('state=notSent')).toEqual(['E remind notSent']);
  });

  it.each([
    ['account=A', ['A remind sent', 'A tell sent']],
    ['audience=team', ['A tell sent']],
    ['state=uncertain', ['D remind uncertain']],
    ['state=heldBack', ['C remind heldBack']],
    ['search=TEAM%40us', ['A tell sent']],
    ['search=call customer a', ['A tell sent']],
    [
      'search=you OWE',
      ['A remind sent', 'B remind needsAttention', 'C remind heldBack', 'D remind uncertain'],
    ],
    ['search=you owe&state=heldBack', ['C remind heldBack']],
    ['search=nothing of the kind', []],
  ])('?%s', async (query, expected) => {
    expect(await stated(query)).toEqual(expected);
  });

  it('names the account, the automation and the step', async () => {
    const [message] = await list('account=A&audience=team');
    expect(message).toMatchObject({
      accountName: 'Customer A',
      automationId: world.automationId,
      automation: 'Past due',
      stepLabel: 'Tell the team',
      subject: 'Call Customer A',
      recipients: ['team@us.example'],
      transport: 'smtp',
      sentAt: `${DAY}T09:01:00.000Z`,
    });
  });

  it('shows what is not rendered yet in words, with why it waits', async () => {
    expect(await list('account=C')).toMatchObject([
      {
        subject: 'You owe [overdue balance]',
        isRendered: false,
        recipients: null,
        heldBecause: 'accountHold',
        dueAt: '2026-03-21T00:00:00.000Z',
      },
    ]);
    expect(await list('account=B')).toMatchObject([
      { problemCode: 'noEmailAddress', stepLabel: 'Email You owe [overdue balance]' },
    ]);
  });

  it('pages without losing or repeating any', async () => {
    const items = await everyPage<Message>(world.app.http, '/api/v1/messages', 2);
    const seen = items.map(({ delivery }) => delivery);
    expect(seen).toEqual((await list('limit=200')).map(({ delivery }) => delivery));
    expect(new Set(seen).size).toBe(5);
  });
});

describe('one message', () => {
  const read = async (delivery: string): Promise<MessageWithContent> =>
    (await world.app.http.get(`/api/v1/messages/${encodeURIComponent(delivery)}`).expect(200))
      .body as MessageWithContent;

  it('has its text, its HTML and its attempts', async () => {
    const [sent] = await list('account=A&audience=customer');
    const message = await read(sent!.delivery);
    expect(message).toMatchObject({
      subject: 'You owe €120.00',
      text: 'Hello Customer A, please pay €120.00.',
      attemptsMade: [{ attempt: 1, at: `${DAY}T09:01:00.000Z`, outcome: 'done', detail: null }],
    });
    expect(message.html).toContain('<p>Hello Customer A, please pay €120.00.</p>');
  });

  it('has neither before it is rendered', async () => {
    const [held] = await list('account=C');
    expect(await read(held!.delivery)).toMatchObject({ text: null, html: null, attemptsMade: [] });
  });

  it('is not found by a key that is none', async () => {
    for (const key of ['unknown', 'a%00b']) await world.app.http.get(`/api/v1/messages/${key}`).expect(404);
  });

  it('that is uncertain is decided by a person, and shows it (S15)', async () => {
    const [uncertain] = await list('account=D&state=uncertain');
    await world.decide(uncertain!.delivery, 'confirm').expect(204);
    expect(await stated('account=D')).toEqual(['D remind confirmed', 'D tell queued']);
  });
});
