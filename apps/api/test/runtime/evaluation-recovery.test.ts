import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Test } from '@nestjs/testing';
import type { DataSource, QueryRunner } from 'typeorm';
import { AppModule } from '../../src/app.module.js';
import { CONFIG, type ProcessConfig } from '../../src/config/config.js';
import { TickRunner } from '../../src/platform/clock/tick-runner.js';
import { TickRegistry } from '../../src/platform/clock/tick-registry.js';
import { newId } from '../../src/platform/database/ids.js';
import type { AutomationDocument } from '@dunwell/language';
import { EvaluationWorld, pastDue14, streakDay } from './evaluation-world.testing.js';

// Each test starts the application and lives through days.
jest.setTimeout(60_000);

let world: EvaluationWorld;

const NOON_BEFORE = '2026-03-14T12:00:00Z';

/** Without backlog, the first date is alone: it is acted on as it is decided. */
const ALONE: Partial<AutomationDocument> = {
  entry: { when: streakDay('equals', 14), reentry: { kind: 'everyMatch' } },
};

/** Accounts of whom each is 14 days past due on 2026-03-15, and the rules that are published the day before. */
async function manyDue(
  count: number,
  rules: readonly Partial<AutomationDocument>[] = [{}],
): Promise<string[]> {
  world = await EvaluationWorld.open(NOON_BEFORE);
  for (let index = 0; index < count; index += 1) world.account(`A${index}`).owes('100').since('2026-03-02');
  await world.save();
  const ids: string[] = [];
  for (const changes of rules) ids.push((await world.publish(pastDue14(changes))).automation.id);
  await world.waitUntil('2026-03-15');
  return ids;
}

const evaluate = (): Promise<void> => tick(world.app.app.get(TickRegistry));
const tick = async (registry: TickRegistry): Promise<void> =>
  registry.ticks.find(({ name }) => name === 'evaluations')!.run(new Date('2026-03-15T09:00:00Z'));

async function figures(): Promise<object> {
  const [row] = await world.app.dataSource.query<object[]>(
    `select (select count(*)::int from matches) as matches, (select count(*)::int from journeys) as journeys,
       (select count(*)::int from deliveries) as deliveries, e.status, e.entered, e.candidates
     from evaluations e where e.kind = 'scheduled'`,
  );
  return row!;
}

/** From here on the n-th statement that writes to a table fails, once: what was in its transaction is lost. */
async function breakWriteTo(table: string, n: number): Promise<void> {
  await world.app.dataSource.query(`
    create sequence writes;
    create function break_write() returns trigger language plpgsql as $$
      begin if nextval('writes') = ${n} then raise 'the connection was lost'; end if; return null; end $$;
    create trigger break_write after insert on ${table} for each statement execute function break_write();
  `);
}

afterEach(() => world.app.close());

describe('an evaluation that is killed', () => {
  it.each<[string, Partial<AutomationDocument>, { table: string; inSecondBatch: number; kept: number }]>([
    ['while it decides', {}, { table: 'matches', inSecondBatch: 11, kept: 0 }],
    ['while it acts', {}, { table: 'journeys', inSecondBatch: 6, kept: 500 }],
    ['while it decides and acts at once', ALONE, { table: 'journeys', inSecondBatch: 11, kept: 1_000 }],
  ])(
    '%s goes on from its cursor, and doubles nothing (S10)',
    async (_, rule, { table, inSecondBatch, kept }) => {
      await manyDue(1_100, [rule]);
      await breakWriteTo(table, inSecondBatch);
      await expect(evaluate()).rejects.toThrow('the connection was lost');
      expect(await figures()).not.toMatchObject({ status: 'done' });
      expect(await figures()).toMatchObject({ journeys: kept });
      expect(await world.evaluation('2026-03-15')).toMatchObject({ status: 'running' });
      await evaluate();
      expect(await figures()).toEqual({
        matches: 1_100,
        journeys: 1_100,
        deliveries: 1_100,
        status: 'done',
        entered: 1_100,
        candidates: 1_100,
      });
    },
    60_000,
  );

  it('leaves its lane to others when its lease is over', async () => {
    await manyDue(1);
    const lease = (until: string) =>
      world.app.dataSource.query(
        `insert into evaluation_lanes (workspace_id, automation_id, time_zone, starts_at, lease_owner, lease_until)
         values ($1, $2, 'UTC', '2026-01-01', $3, now() + $4::interval)
         on conflict (workspace_id, automation_id, time_zone) do update set lease_until = excluded.lease_until`,
        [world.app.workspaceId, world.automationId, newId(), until],
      );
    await lease('1 minute');
    await evaluate();
    expect(await figures()).toMatchObject({ status: 'due', journeys: 0 });
    await lease('-1 second');
    await evaluate();
    expect(await figures()).toMatchObject({ status: 'done', journeys: 1 });
  });

  it('that fails does not keep other automations from what is due', async () => {
    const [broken, whole] = await manyDue(3, [{ name: 'Broken' }, { name: 'Whole' }]);
    await world.app.dataSource.query(`
      create function break_one() returns trigger language plpgsql as $$
        begin if new.automation_id = '${broken}' then raise 'out of order'; end if; return new; end $$;
      create trigger break_one before insert on matches for each row execute function break_one();
    `);
    await expect(evaluate()).rejects.toThrow('out of order');
    const entered = await world.app.dataSource.query<{ automation_id: string }[]>(
      'select distinct automation_id from journeys',
    );
    expect(entered).toEqual([{ automation_id: whole }]);
    world.automationId = broken!;
    expect((await world.evaluation('2026-03-15')).lastError).not.toBeNull();
  });
});

describe('two processes', () => {
  it('evaluate each date once between them', async () => {
    await manyDue(1_100);
    const config = world.app.app.get<ProcessConfig>(CONFIG);
    const module = await Test.createTestingModule({ imports: [AppModule.forProcess(config)] }).compile();
    const other = await module.createNestApplication({ logger: false }).init();
    try {
      await Promise.all([evaluate(), tick(other.get(TickRegistry)), evaluate()]);
      await world.app.app.get(TickRunner).drain();
      expect(await figures()).toMatchObject({
        matches: 1_100,
        journeys: 1_100,
        deliveries: 1_100,
        entered: 1_100,
      });
      expect(await world.evaluations()).toHaveLength(2);
    } finally {
      await other.close();
    }
  });
});

describe('facts that cannot be decided on', () => {
  /** Lets the facts of one account arrive changed, as a fault of the reader would. */
  function spoil(dataSource: DataSource, accountKey: string, value: unknown): void {
    const create = dataSource.createQueryRunner.bind(dataSource);
    dataSource.createQueryRunner = (...args): QueryRunner => {
      const runner = create(...args);
      const query = runner.query.bind(runner) as (...query: unknown[]) => Promise<unknown>;
      runner.query = (async (...given: unknown[]) => {
        const answer = await query(...given);
        if (Array.isArray(answer)) {
          for (const row of answer as Record<string, unknown>[]) {
            if (row.account_key === accountKey && 'subject_id' in row) row.fact_0 = value;
          }
        }
        return answer;
      }) as QueryRunner['query'];
      return runner;
    };
  }

  it('are counted, and stop nobody else', async () => {
    await manyDue(3);
    spoil(world.app.dataSource, 'A1', 'fourteen');
    await evaluate();
    const evaluation = await world.evaluation('2026-03-15');
    expect(evaluation).toMatchObject({ errors: 1, entered: 2, disagreements: 0, status: 'finished' });
    expect(evaluation.lastError).toContain('account.pastDueStreakDays');
  });

  it('do nothing where SQL and engine disagree on them, and are counted', async () => {
    await manyDue(3);
    spoil(world.app.dataSource, 'A1', 13);
    await evaluate();
    expect(await world.evaluation('2026-03-15')).toMatchObject({ errors: 0, entered: 2, disagreements: 1 });
  });
});
