import { afterEach, describe, expect, it } from '@jest/globals';
import type { Delivery, FailingEndpoint } from '@dunwell/contract';
import { receiver, type Receiver } from '../../src/connectors/webhook/receiver.testing.js';
import { act, DeliveryWorld, rule } from './delivery-world.testing.js';

let world: DeliveryWorld;
let hook: Receiver;
let answer = 503;

afterEach(async () => {
  await world.close();
  await hook.close();
});

const ACCOUNTS = Array.from({ length: 25 }, (_, index) => `A${String(index).padStart(2, '0')}`);

/** 25 calls are due to an address that answers so. */
async function due(status: number, then: Parameters<typeof act>[1] = {}): Promise<void> {
  answer = status;
  hook = await receiver((response) => response.writeHead(answer).end());
  world = await DeliveryWorld.open(
    rule({ call: act({ kind: 'webhook', url: `${hook.url}/in?token=x` }, then) }),
  );
  await world.entered(...ACCOUNTS);
  await world.deliver();
}

async function endpoints(): Promise<FailingEndpoint[]> {
  const { body } = await world.app.http.get('/api/v1/deliveries/endpoints').expect(200);
  return (body as { items: FailingEndpoint[] }).items;
}

async function counts(): Promise<Record<string, number>> {
  const rows = await world.dataSource.query<{ what: string; count: number }[]>(
    `select concat_ws(' ', status, held_because) as what, count(*)::integer as count from deliveries group by 1`,
  );
  return Object.fromEntries(rows.map(({ what, count }) => [what, count]));
}

describe('an endpoint that keeps failing', () => {
  it('is left alone, then called once, longer each time, and as usual once it answers', async () => {
    await due(503);
    // The first 20 were claimed together; the others find it left alone.
    expect([hook.received.length, await counts()]).toEqual([20, { due: 20, 'due endpointDown': 5 }]);
    const [endpoint] = await endpoints();
    expect(endpoint).toMatchObject({
      ...{ endpoint: `${hook.url}/in`, failures: 20, waiting: 5 },
      problem: 'The receiver answered 503.',
    });
    const first = endpoint!.leftAloneUntil!;
    const { body } = await world.app.http.get('/api/v1/deliveries?heldBack=true').expect(200);
    const [held] = (body as { items: Delivery[] }).items;
    expect(held).toMatchObject({ heldBecause: 'endpointDown', dueAt: first });

    await world.deliverAt(first);
    expect([hook.received.length, await counts()]).toEqual([21, { due: 1, 'due endpointDown': 24 }]);
    const second = (await endpoints())[0]!.leftAloneUntil!;
    expect(Date.parse(second) - Date.parse(first)).toBeGreaterThan(8 * 60_000);

    answer = 200;
    await world.moveTo(second);
    expect([await counts(), await endpoints()]).toEqual([{ done: 25 }, []]);
  });

  it('one that refuses is well: nobody waits for it', async () => {
    await due(404);
    expect([await counts(), await endpoints()]).toEqual([{ needsAttention: 25 }, []]);
  });

  it('is given up on after three days, in words', async () => {
    await due(503);
    for (const at of ['2026-03-02T20:00:00Z', '2026-03-03T20:00:00Z', '2026-03-04T20:00:00Z'])
      await world.moveTo(at);
    await world.moveTo('2026-03-05T20:00:00Z');
    const rows = await world.dataSource.query<{ problem: string }[]>(
      `select distinct problem from deliveries where status = 'needsAttention' and problem_code = 'endpointDown'`,
    );
    expect(rows).toEqual([{ problem: expect.stringMatching(/^http.*\/in has not answered for three days/) }]);
  });
});
