import 'reflect-metadata';
import type { JourneyState } from '@dunwell/engine';
import type { AutomationDocument } from '@dunwell/language';
import type { DataSource } from 'typeorm';
import { loadConfig } from '../config/load-config.js';
import { draft, publish } from '../demo/build/publish.js';
import { Clock } from '../platform/clock/clock.js';
import { TickRegistry } from '../platform/clock/tick-registry.js';
import { newId } from '../platform/database/ids.js';
import { Log } from '../platform/logging/log.js';
import { lockDueJourneys } from '../runtime/looks/due-journey.js';
import { JourneyWorker } from '../runtime/looks/journey-worker.js';
import { openBenchDatabase } from './bench-database.js';
import { measure, median } from './measure.js';
import { seedReceivables, tidyUp } from './seed-receivables.js';

/** Who publishes. */
const BY = 'bench';
const WAITING = 1_000_000;
const DUE = 20_000;
const BATCH = 500;
const LAST_STREAK_ON = '2026-01-31';
const ENTERED_AT = '2026-02-01T09:00:00Z';
const NOW = new Date('2026-02-08T09:00:00Z');
const RUNS = 5;

/** Who is past due waits a week and gets a task, unless it pays. */
const DOCUMENT: AutomationDocument = {
  schemaVersion: 1,
  name: 'Waits',
  subject: 'account',
  trigger: { kind: 'schedule', every: 'day', at: '09:00' },
  entry: {
    when: { field: 'account.pastDueStreakDays', operator: 'atLeast', value: 1 },
    reentry: { kind: 'oncePerStreak' },
  },
  exit: [
    { id: 'paid', label: 'Paid', when: { field: 'account.overdueBalance', operator: 'equals', value: 0 } },
  ],
  first: 'week',
  steps: {
    week: { kind: 'wait', days: 7, next: 'call' },
    call: { kind: 'action', action: { kind: 'createTask', title: 'Call', dueInDays: 1 }, next: null },
  },
};

/**
 * `node apps/api/dist/bench/waits.js`: what it takes to find those whose time has come among many journeys that wait,
 * and to look at them.
 */
async function main(): Promise<void> {
  const { dataSource, drop } = await openBenchDatabase(loadConfig().databaseUrl);
  try {
    const workspaceId = await seed(dataSource);
    const query = { workspaceId, now: NOW };
    const lock = (limit: number): Promise<number> =>
      dataSource.transaction(async (manager) => (await lockDueJourneys(manager, { ...query, limit })).length);
    for (const limit of [BATCH, DUE]) {
      const times: number[] = [];
      let taken = 0;
      for (let run = 0; run < RUNS; run += 1) {
        const { ms, result } = await measure(() => lock(limit));
        times.push(ms);
        taken = result;
      }
      say(`Taking ${taken} of ${WAITING} that wait: ${median(times).toFixed(1)} ms (median of ${RUNS}).`);
    }
    const clock = new Clock(dataSource);
    const worker = new JourneyWorker(dataSource, clock, new TickRegistry(), new Log('silent'));
    const { ms } = await measure(() => worker.runWorkspace(workspaceId, NOW));
    const [{ due }] = await dataSource.query<[{ due: number }]>(
      `select count(*)::int as due from deliveries where status = 'due'`,
    );
    say(
      `Looking at all of them, in batches of ${BATCH}: ${(ms / 1_000).toFixed(1)} s; ${due} steps became due.`,
    );
  } finally {
    await drop();
  }
}

/** As many journeys as there are accounts; the time of those past due first has come, that of others comes later. */
async function seed(dataSource: DataSource): Promise<string> {
  const workspaceId = newId();
  await seedReceivables(dataSource, { workspaceId, accounts: WAITING, lastStreakOn: LAST_STREAK_ON });
  const clock = new Clock(dataSource);
  await clock.set(new Date('2026-02-01T00:00:00Z'));
  const now = await clock.businessNow();
  const id = await dataSource.transaction(async (manager) => {
    const automationId = await draft(manager, { workspaceId, now }, { document: DOCUMENT, by: BY });
    await publish(manager, { workspaceId, now }, { automationId, by: BY, note: 'measured' });
    return automationId;
  });
  const state: JourneyState = {
    startedAt: Date.parse(ENTERED_AT),
    startedOn: '2026-02-01',
    dailyAt: '09:00',
    streakId: null,
    step: 'week',
    passes: [],
    waiting: { for: 'date', on: '2026-02-08', until: NOW.getTime() },
    ended: null,
  };
  await dataSource.query(
    `insert into journeys (workspace_id, journey_id, automation_id, version, subject_id, account_id, time_zone,
       business_date, entry_key, path, state, status, entered_at, checked_at, checked_change_no, look_at, looked_at)
     select $1, account_id, $2, 1, account_id, account_id, 'UTC', '2026-02-01', account_id::text, '{}', $3, 'underWay',
       $4, $4, 0, case when owing and n <= $5 then $6::timestamptz else $6::timestamptz + (1 + n % 30) * interval '1 day' end,
       $4
     from (
       select a.account_id, t.account_id is not null as owing,
         row_number() over (order by (t.account_id is null), a.account_id)::integer as n
       from accounts a
       left join account_timeline t on t.workspace_id = a.workspace_id and t.account_id = a.account_id
         and t.to_at = 'infinity' and t.overdue > 0
       where a.workspace_id = $1
     ) subject`,
    [workspaceId, id, JSON.stringify(state), ENTERED_AT, DUE, NOW],
  );
  await tidyUp(dataSource);
  return workspaceId;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
}
