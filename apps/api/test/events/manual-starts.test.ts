import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AuditEntry, StartResult } from '@dunwell/contract';
import type { AutomationDocument } from '@dunwell/language';
import { type EvaluationWorld, pastDue14, tagged } from '../runtime/evaluation-world.testing.js';
import { SharedApp, onEvent, send } from './event-world.testing.js';

const NOW = '2026-03-20T08:00:00Z';

let shared: SharedApp;
let world: EvaluationWorld;

beforeAll(async () => {
  shared = await SharedApp.start();
});

afterAll(() => shared.close());

beforeEach(async () => {
  world = await shared.world(NOW);
  await send(world, 'accounts', [
    { account: 'A', currency: 'EUR' },
    { account: 'B', currency: 'EUR' },
  ]);
  await send(world, 'invoices', [
    { account: 'A', number: 'A-1', issuedOn: '2026-03-01', dueOn: '2026-03-14', total: 12_000 },
    { account: 'A', number: 'A-2', issuedOn: '2026-03-01', dueOn: '2026-04-14', total: 5_000 },
  ]);
});

/** Started by hand, for whoever owes anything past due, once; ends where it is tagged. */
const byHand = (changes: Partial<AutomationDocument> = {}): AutomationDocument =>
  pastDue14({
    name: 'Call them',
    trigger: { kind: 'manual' },
    entry: {
      when: { field: 'account.overdueBalance', operator: 'moreThan', value: 0 },
      reentry: { kind: 'once' },
    },
    exit: [
      {
        id: 'promised',
        label: 'Has promised',
        when: { field: 'account.tags', operator: 'contains', value: 'promised' },
      },
    ],
    steps: { tag: tagged('called') },
    ...changes,
  });

const starting = (...accounts: string[]) =>
  world.app.http.post(`/api/v1/automations/${world.automationId}/starts`).send({ accounts });

/** "A started Started a journey." */
async function start(...accounts: string[]): Promise<string[]> {
  const { body } = await starting(...accounts).expect(200);
  return (body as StartResult).starts.map(
    ({ subject, outcome, words }) => `${subject.key} ${outcome}: ${words}`,
  );
}

describe('a rule that is started by hand', () => {
  it('starts with one account or a list, each answered in words', async () => {
    await world.publish(byHand());
    expect(await start('A')).toEqual(['A started: Started a journey.']);
    expect(await start('B', 'A', 'B')).toEqual([
      'B entryFails: The entry condition does not hold: Overdue balance must be more than 0 and is €0.00.',
      'A alreadyEntered: It has entered before, and may not enter again yet.',
    ]);
    await world.moveTo('2026-03-20T08:01:00Z');
    expect(await world.entered()).toEqual(['2026-03-20 A']);
    const tags = await world.app.dataSource.query<{ tag: string }[]>(
      'select tag from account_tags where workspace_id = $1',
      [world.app.workspaceId],
    );
    expect(tags).toEqual([{ tag: 'called' }]);
  });

  it('starts with everything of the account that it is about', async () => {
    await world.publish(
      byHand({
        subject: 'invoice',
        entry: {
          when: { field: 'invoice.daysPastDue', operator: 'atLeast', value: 1 },
          reentry: { kind: 'everyMatch' },
        },
      }),
    );
    expect((await start('A', 'B')).map((one) => one.split(':')[0])).toEqual([
      'A-1 started',
      'A-2 entryFails',
      'B noSubject',
    ]);
    // Every match means once a date where no event tells one from another (S11).
    expect((await start('A'))[0]).toContain('A-1 alreadyEntered');
  });

  it('starts nobody whom an exit or a hold keeps out, and says which', async () => {
    await world.publish(byHand({ entry: { when: null, reentry: { kind: 'once' } } }));
    await send(world, 'tags', { account: 'A', tag: 'promised' });
    await send(world, 'holds', { account: 'B', reason: 'other', leaveOut: true });
    expect(await start('A', 'B')).toEqual([
      'A exitHolds: “Has promised” holds already: no journey begins.',
      'B excluded: Left out by a hold on the account.',
    ]);
    expect(await world.entered()).toEqual([]);
  });

  it('starts once when two ask at once', async () => {
    await world.publish(byHand());
    const both = (await Promise.all([start('A'), start('A')])).flat().map((one) => one.split(':')[0]);
    expect(both.sort()).toEqual(['A alreadyEntered', 'A started']);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    [
      'while it is paused',
      () => world.change('pause'),
      'Call them is paused: nothing enters while it is. Resume it first.',
    ],
    ['once it is archived', () => world.change('archive'), 'Call them is archived for good. Start another.'],
  ])('is refused %s (S16)', async (_, change, detail) => {
    await world.publish(byHand());
    await change();
    const { body } = await starting('A').expect(409);
    expect(body).toMatchObject({ code: 'notLive', detail });
    expect(await world.entered()).toEqual([]);
  });

  it('is refused before it is published, and where something else starts it', async () => {
    await world.create(byHand());
    expect((await starting('A').expect(409)).body).toMatchObject({
      detail: 'Call them has never been published. Publish it first.',
    });
    await world.publish(onEvent('payment.failed'));
    expect((await starting('A').expect(409)).body).toMatchObject({
      code: 'notStartedByHand',
      detail:
        'On payment.failed is started by the event payment.failed, not by hand. Choose a rule that is started by hand.',
    });
  });

  it('is refused as a whole where an account is not known', async () => {
    await world.publish(byHand());
    const { body } = await starting('A', 'X').expect(422);
    expect(body).toMatchObject({
      code: 'unknownAccount',
      problems: [{ path: 'accounts[1]', message: 'There is no account X in this workspace.' }],
    });
    expect(await world.entered()).toEqual([]);
    await starting().expect(400);
  });

  it('is written down with who did it; a viewer may not', async () => {
    await world.publish(byHand());
    const { workspaceId } = world.app;
    const path = `/api/v1/automations/${world.automationId}/starts`;
    const viewer = await world.app.signIn({ role: 'viewer', workspaceId });
    await viewer
      .post(path)
      .send({ accounts: ['A'] })
      .expect(403);
    const editor = await world.app.signIn({ role: 'editor', workspaceId, name: 'Edith' });
    await editor
      .post(path)
      .send({ accounts: ['B', 'A'] })
      .expect(200);
    const { body } = await world.app.http
      .get('/api/v1/audit')
      .query({ action: 'automation.startedByHand' })
      .expect(200);
    expect((body as { items: AuditEntry[] }).items).toMatchObject([
      {
        actor: { name: 'Edith' },
        subject: { kind: 'account', key: 'A' },
        after: { automation: 'Call them', automationId: world.automationId, subject: 'A' },
      },
    ]);
  });
});
