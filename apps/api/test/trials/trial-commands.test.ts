import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestRunResult, TrialEffect } from '@dunwell/contract';
import type { Action, Step } from '@dunwell/language';
import { act, DAY, DeliveryWorld, NINE, rule } from '../runtime/delivery-world.testing.js';

let world: DeliveryWorld;

beforeAll(async () => {
  world = await DeliveryWorld.open();
  world.account('A').owes('30.00', { number: 'A-1' }).since(DAY);
  world.account('A').owes('120.00', { number: 'A-2' }).since(DAY);
  await world.save();
  await world.setClock(NINE);
  const card = { account: 'A', key: 'card-1', type: 'card', isDefault: true };
  await world.app.http.post('/api/v1/payment-methods').send(card).expect(200);
});

afterAll(() => world.close());

const use = (provider: object | null) =>
  world.app.http.patch('/api/v1/workspace').send({ provider }).expect(200);

/** What a trial of one action says of it. */
async function trial(action: Action): Promise<TrialEffect | undefined> {
  const document = rule({ step: { ...act(action), undo: 'never' } as Step });
  const { body } = await world.app.http
    .post('/api/v1/test-runs')
    .send({ document, accounts: ['A'], asOf: DAY })
    .expect(200);
  const [subject] = (body as TestRunResult).subjects;
  return subject?.trace.flatMap((step) => ('effect' in step ? [step.effect] : []))[0];
}

describe('a trial of a command', () => {
  it.each<[Action, string]>([
    [{ kind: 'requestPayment' }, 'request one payment: €150.00 for 2 invoices'],
    [{ kind: 'retryPayment' }, 'retry the payment: €150.00 for 2 invoices from card-1'],
    [{ kind: 'applyLateFee', percent: 10 }, 'add a late fee of 10 % of the overdue balance: €15.00'],
    [{ kind: 'suspendService' }, 'suspend the service'],
  ])('says what it would come to, and asks nobody: %j', async (action, words) => {
    await use({ kind: 'practice', url: null });
    expect(await trial(action)).toMatchObject({ kind: 'done', preview: { words, message: null } });
    expect(await world.dataSource.query('select from practice_commands')).toEqual([]);
    expect(await world.deliveries()).toEqual([]);
  });

  it('says that nobody would carry it out', async () => {
    await use(null);
    expect(await trial({ kind: 'requestPayment' })).toMatchObject({
      kind: 'needsAttention',
      reason: expect.stringContaining('Nobody carries out money and service actions in this workspace.'),
    });
  });
});
