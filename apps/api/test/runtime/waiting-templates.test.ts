import { afterEach, describe, expect, it } from '@jest/globals';
import { TEMPLATES, type AutomationDocument, type Step } from '@dunwell/language';
import { DeliveryWorld } from './delivery-world.testing.js';
import { lived, liveUntil, task } from './waits.testing.js';

let world: DeliveryWorld;

afterEach(() => world.close());

const template = (id: string): AutomationDocument =>
  structuredClone(TEMPLATES.find((one) => one.id === id)!.document);

/** Lives on to nine o'clock of each of these dates, a tick whenever something is due. */
async function at(...dates: string[]): Promise<void> {
  for (const date of dates) await liveUntil(world, `${date}T09:00:00Z`);
}

async function open(document: AutomationDocument): Promise<void> {
  world = await DeliveryWorld.open(document);
  world
    .account('A', { paymentUrl: 'https://pay.example/a' } as object)
    .subscribes('gold')
    .owes('120.00', { number: 'A-owed' })
    .since('2026-03-02');
  await world.save();
}

describe('the starters that wait, live', () => {
  it('a reminder every 7 days until paid: six at most', async () => {
    await open(template('remind-until-paid'));
    await at('2026-03-04', '2026-05-01');
    expect(await lived(world)).toEqual([
      '03-04 09:00 reminder 1',
      '03-11 09:00 reminder 2',
      '03-18 09:00 reminder 3',
      '03-25 09:00 reminder 4',
      '04-01 09:00 reminder 5',
      '04-08 09:00 reminder 6',
      '04-08 09:00 completed',
    ]);
    expect(world.mail.received).toBe(6);
  }, 60_000);

  it('a reminder every 7 days until paid: stops when it is', async () => {
    await open(template('remind-until-paid'));
    await at('2026-03-04', '2026-03-12');
    await world.pays('A', '2026-03-12T09:00:00Z');
    await at('2026-03-30');
    expect(await lived(world)).toEqual([
      '03-04 09:00 reminder 1',
      '03-11 09:00 reminder 2',
      '03-12 09:00 exited',
    ]);
    expect(world.mail.received).toBe(2);
  }, 60_000);

  it('the shape of restrict, then suspend: with tags for the services that nobody provides here', async () => {
    const document = template('restrict-suspend');
    const marked = (tag: string, step: Step | undefined): Step => ({
      ...(step as Extract<Step, { kind: 'action' }>),
      action: { kind: 'addTag', tag },
      undo: 'never',
    });
    for (const [id, step] of Object.entries(document.steps)) {
      const isService = step.kind === 'action' && step.action.kind.endsWith('Service');
      if (isService) document.steps[id] = marked(id, step);
    }
    await open(document);
    await at('2026-03-22', '2026-05-15');
    expect(await lived(world)).toEqual([
      '03-22 09:00 warning',
      '03-29 09:00 restrict',
      '03-29 09:00 lastWarning',
      '04-12 09:00 suspend',
      '04-12 09:00 completed',
    ]);
  }, 60_000);

  it('past due 14 / 30 with a call a week after the first reminder', async () => {
    const document = template('past-due-14-30');
    document.steps.friendly = {
      ...(document.steps.friendly as Extract<Step, { kind: 'action' }>),
      next: 'week',
    };
    document.steps.week = { kind: 'wait', days: 7, next: 'ask' };
    document.steps.ask = task('ask');
    await open(document);
    await at('2026-03-15', '2026-03-31', '2026-04-10');
    expect(await lived(world)).toEqual([
      '03-15 09:00 friendly',
      '03-22 09:00 ask',
      '03-22 09:00 completed',
      '03-31 09:00 firm',
      '03-31 09:00 call',
      '03-31 09:00 completed',
    ]);
  }, 60_000);

  it('no payment method: asks, and has somebody call a week later unless one was added', async () => {
    const document = template('no-payment-method');
    world = await DeliveryWorld.open(document);
    for (const key of ['A', 'B']) {
      world
        .account(key, { paymentUrl: 'https://pay.example' } as object)
        .subscribes('gold', { renewsOn: '2026-03-20' });
    }
    await world.save();
    await at('2026-03-06', '2026-03-08');
    world.account('B').hasCard('2030-01');
    await world.save();
    await at('2026-03-19');
    expect([await lived(world, 'A'), await lived(world, 'B')]).toEqual([
      ['03-06 09:00 ask', '03-13 09:00 call', '03-13 09:00 completed'],
      ['03-06 09:00 ask', '03-08 09:00 exited'],
    ]);
  }, 60_000);
});
