import { afterEach, describe, expect, it } from '@jest/globals';
import { act, DeliveryWorld, NINE, REMIND, rule } from './delivery-world.testing.js';

let world: DeliveryWorld;

afterEach(() => world.close());

const result = async (step: string): Promise<unknown> => {
  const [row] = await world.dataSource.query<{ result: unknown }[]>(
    'select result from deliveries where step_id = $1',
    [step],
  );
  return row?.result;
};

describe('setCollectionStatus', () => {
  it('is a fact of the account, and says what an undo would take back (S22)', async () => {
    world = await DeliveryWorld.open(
      rule({
        hand: act({ kind: 'setCollectionStatus', status: 'inCollections' }, { next: 'again' }),
        again: act({ kind: 'setCollectionStatus', status: 'inCollections' }),
      }),
    );
    await world.entered('A', 'B');
    await world.moveTo(NINE);
    const rows = await world.dataSource.query<object[]>(
      `select distinct collection_status as status from account_details where to_at = 'infinity'`,
    );
    expect(rows).toEqual([{ status: 'inCollections' }]);
    expect([await result('hand'), await result('again')]).toEqual([
      { changed: true, before: 'none' },
      { changed: false },
    ]);
  });
});

describe('placeHold', () => {
  it('holds later outward steps back for its dates after today, in the name of the automation', async () => {
    world = await DeliveryWorld.open(
      rule({
        pause: act(
          { kind: 'placeHold', reason: 'courtesy', days: 2, note: 'Let them breathe' },
          { next: 'remind' },
        ),
        remind: act(REMIND),
      }),
    );
    await world.entered('A', 'B');
    await world.moveTo(NINE);
    const { body } = await world.app.http.get('/api/v1/holds').expect(200);
    const { items } = body as { items: { id: string; account: string }[] };
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({
      ...{
        reason: 'courtesy',
        until: '2026-03-05T00:00:00.000Z',
        note: 'Let them breathe',
        author: 'Past due',
      },
    });
    expect(items.map(({ id }) => id)).toContain(((await result('pause')) as { holdId: string }).holdId);
    expect(await world.delivery('A')).toMatchObject({ status: 'due', heldBecause: 'accountHold' });
    await world.moveTo('2026-03-04T23:59:00Z');
    expect(world.recipients).toEqual([]);
    await world.moveTo('2026-03-05T00:00:00Z');
    expect(world.recipients).toHaveLength(2);
  });
});
