import { afterEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SMTPServerOptions } from 'smtp-server';
import type { EntityManager } from 'typeorm';
import { applyRows } from '../../src/billing/imports/apply-rows.js';
import { newId } from '../../src/platform/database/ids.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { claimDeliveries } from '../../src/runtime/deliveries/claim-deliveries.js';
import { EffectTools } from '../../src/runtime/deliveries/effect-tools.js';
import { VersionsInWorkspace } from '../../src/runtime/decide/versions-in-workspace.js';
import { act, DAY, DeliveryWorld, NINE, REMIND, rule } from './delivery-world.testing.js';

let world: DeliveryWorld;

afterEach(() => world.close());

const keys = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `A${String(n).padStart(3, '0')}`);

async function payIn(manager: EntityManager, account: string): Promise<void> {
  const payment = {
    account,
    reference: `paid-${account}`,
    status: 'succeeded' as const,
    amount: 12_000,
    at: NINE,
    allocations: [{ invoice: `${account}-owed`, amount: 12_000 }],
  };
  const context = { workspaceId: world.app.workspaceId, now: new Date(NINE) };
  const outcomes = await applyRows(manager, context, { entity: 'payments', inputs: [payment] });
  if (outcomes.some(({ status }) => status === 'rejected')) throw new Error(JSON.stringify(outcomes));
}

/** A claim by a worker of its own, which then does nothing more. */
function claim({ limit, businessNow }: { limit: number; businessNow?: () => Promise<Date> }) {
  const { app, dataSource } = world;
  const clock = app.app.get(Clock);
  return dataSource.transaction((manager) =>
    claimDeliveries(manager, app.app.get(EffectTools), new VersionsInWorkspace(manager, app.workspaceId), {
      workspaceId: app.workspaceId,
      worker: newId(),
      now: new Date(NINE),
      businessNow: businessNow ?? (() => clock.businessNow()),
      machineNow: () => clock.machineNow(),
      limit,
    }),
  );
}

/** A mail server that takes its time. */
const slowMail = {
  mailOptions: {
    onData: (stream, _, done) => {
      stream.resume().once('end', () => void sleep(30).then(() => done()));
    },
  } satisfies SMTPServerOptions,
};

/** The same numbers in [0, 1) for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('S15 several workers on one database', () => {
  it('deliver each once', async () => {
    const accounts = keys(60);
    world = await DeliveryWorld.open(
      rule({ remind: act(REMIND, { next: 'tag' }), tag: act({ kind: 'addTag', tag: 'reminded' }) }),
    );
    await world.entered(...accounts);
    const workers = [world.anotherWorker(), world.anotherWorker(), world.anotherWorker()];
    await Promise.all(workers.map((worker) => worker.run()));
    await world.deliver();
    expect(world.recipients.sort()).toEqual(accounts.map((key) => `${key}@customer.example`));
    const counts = await world.dataSource.query<object[]>(
      'select status, attempts, count(*)::int from deliveries group by 1, 2',
    );
    expect(counts).toEqual([{ status: 'done', attempts: 1, count: 120 }]);
  }, 30_000);
});

describe('S13 a claim and a fact that race', () => {
  /** Notes at the very commit of each claim whether the account's payment had been committed by then. */
  const WATCH = `
    create table claims_seen (account_id uuid not null, paid boolean not null);
    create function see() returns trigger language plpgsql as $$ begin
      insert into claims_seen values (new.account_id, exists (
        select from payments p where p.workspace_id = new.workspace_id and p.account_id = new.account_id));
      return null;
    end $$;
    create constraint trigger see after update on deliveries deferrable initially deferred
      for each row when (old.status = 'due' and new.status = 'claimed') execute function see();`;

  it.each([1, 2, 3])(
    'nothing is claimed after the commit of what ends it, however they interleave (%i)',
    async (seed) => {
      const accounts = keys(50);
      world = await DeliveryWorld.open();
      await world.entered(...accounts);
      await world.dataSource.query(WATCH);
      const random = seeded(seed);
      const pay = async (key: string): Promise<void> => {
        await sleep(random() * 1_500);
        await world.dataSource.transaction((manager) => payIn(manager, key));
      };
      const claimSome = async (): Promise<void> => {
        for (let round = 0; round < 20; round += 1) {
          await sleep(random() * 40);
          await claim({ limit: 1 + Math.floor(random() * 4) });
        }
      };
      await Promise.all([...accounts.map(pay), claimSome(), claimSome()]);
      const seen = await world.dataSource.query<{ paid: boolean }[]>('select paid from claims_seen');
      expect(seen.filter(({ paid }) => paid)).toEqual([]);
      // Whoever was not claimed before paying is out at the next look.
      await claim({ limit: 100 });
      const [{ open }] = await world.dataSource.query<[{ open: number }]>(
        `select count(*)::int as open from deliveries where status = 'due'`,
      );
      expect(open).toBe(0);
      expect(seen.length).toBeGreaterThan(0);
      expect(seen.length).toBeLessThan(accounts.length);
    },
    30_000,
  );

  it('a claim waits for a payment that is being written, and sees it', async () => {
    world = await DeliveryWorld.open();
    await world.entered('A');
    const runner = world.dataSource.createQueryRunner();
    await runner.startTransaction();
    await payIn(runner.manager, 'A');
    const delivering = world.deliver();
    await sleep(100);
    expect((await world.delivery()).status).toBe('due');
    await runner.commitTransaction();
    await runner.release();
    await delivering;
    expect([(await world.journey()).status, world.mail.received]).toEqual(['exited', 0]);
  });

  it('reads the clock under the locks: a payment dated after the tick began still counts', async () => {
    world = await DeliveryWorld.open();
    await world.entered('A');
    await world.setClock(`${DAY}T09:00:05Z`);
    await world.pays('A', `${DAY}T09:00:05Z`);
    // The clock of a machine that is behind.
    const { claimed, lookedAt } = await claim({
      limit: 10,
      businessNow: () => Promise.resolve(new Date(NINE)),
    });
    expect([claimed, lookedAt]).toEqual([[], 1]);
    expect((await world.journey()).status).toBe('exited');
  });
});

describe('S16 a claim and a pause or archive that race', () => {
  it.each(['pause', 'archive'] as const)(
    'nothing is claimed after the commit of %s',
    async (change) => {
      const accounts = keys(60);
      world = await DeliveryWorld.open(rule(), slowMail);
      await world.entered(...accounts);
      const had = async (statuses: string[]): Promise<number> => {
        const found = await world.deliveries();
        return found.filter(({ status }) => statuses.includes(status)).length;
      };
      const running = Promise.all([world.anotherWorker().run(), world.anotherWorker().run()]);
      while ((await had(['done'])) < 3) await sleep(5);
      await world.change(change);
      const atTheCommit = await had(['claimed', 'sending', 'done']);
      await running;
      await world.deliver();
      expect(await had(['claimed', 'sending', 'done'])).toBe(atTheCommit);
      expect(atTheCommit).toBeLessThan(accounts.length);
    },
    30_000,
  );
});

describe('one worker among much work', () => {
  it('takes workspaces in turn, and one that fails does not keep the others waiting', async () => {
    world = await DeliveryWorld.open();
    await world.entered('A', 'B');
    const { dataSource, app } = world;
    await dataSource.query(`insert into workspaces (workspace_id, name, created_at)
      values ('00000000-0000-0000-0000-000000000001', 'Broken', now())`);
    // A workspace before ours whose rows cannot be read as they should.
    await dataSource.query(`
      create function break() returns trigger language plpgsql as $$ begin
        raise exception using errcode = '57014'; end $$;
      create trigger break before update on deliveries for each row
        when (old.workspace_id = '00000000-0000-0000-0000-000000000001') execute function break();`);
    const broken = '00000000-0000-0000-0000-000000000001';
    for (const table of [
      'accounts',
      'account_zones',
      'automations',
      'automation_versions',
      'journeys',
      'deliveries',
    ]) {
      const columns = await dataSource.query<{ name: string }[]>(
        `select column_name as name from information_schema.columns
         where table_name = $1 and column_name <> 'workspace_id' and is_generated = 'NEVER'`,
        [table],
      );
      const names = columns.map(({ name }) => name).join(', ');
      await dataSource.query(
        `insert into ${table} (workspace_id, ${names}) select $1, ${names} from ${table} where workspace_id = $2`,
        [broken, app.workspaceId],
      );
    }
    await expect(world.deliver()).rejects.toThrow('some workspaces');
    expect(world.recipients.sort()).toEqual(['A@customer.example', 'B@customer.example']);
  });

  it('ends with the attempt under way when the process is told to stop, and gives back what it has not begun', async () => {
    const accounts = keys(10);
    world = await DeliveryWorld.open(rule(), slowMail);
    await world.entered(...accounts);
    const had = async (wanted: string): Promise<number> =>
      (await world.deliveries()).filter(({ status }) => status === wanted).length;
    const worker = world.anotherWorker();
    const running = worker.run();
    while ((await had('done')) < 2) await sleep(5);
    worker.onModuleDestroy();
    await running;
    const done = await had('done');
    expect([done < accounts.length, await had('due')]).toEqual([true, accounts.length - done]);
    await world.deliver();
    expect(await had('done')).toBe(accounts.length);
  });
});
