import { startOfEpochDay } from '@dunwell/engine';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import { TickRegistry } from '../platform/clock/tick-registry.js';
import { dataSourceOptions } from '../platform/database/data-source-options.js';
import type { Log } from '../platform/logging/log.js';
import type { Metrics } from '../platform/metrics/metrics.js';
import { DeliveryWorker } from '../runtime/deliveries/delivery-worker.js';
import { EffectTools } from '../runtime/deliveries/effect-tools.js';
import { Evaluator } from '../runtime/evaluation/evaluator.js';
import { JourneyWorker } from '../runtime/looks/journey-worker.js';
import { liveMonth, publishedAt } from './build/live-month.js';
import { withOneLostMessage } from './build/one-lost-message.js';
import { openAccounts, writeQuiet, writeRestless } from './build/write-history.js';
import { HOME_ZONE } from './story/markets.js';
import { tellStory, type StorySettings } from './story/story.js';

export interface DemoTools {
  databaseUrl: string;
  tools: EffectTools;
  log: Log;
  metrics: Metrics;
  /** Told now and then how far it is, in words. */
  progress: (words: string) => void;
}

/**
 * Fills an empty demo workspace: eighteen months of billing facts, then a month of a live automation by the product's
 * own evaluation and delivery, business now passed in (S1). The installation's clock is neither read nor moved.
 */
export async function fillDemoWorkspace(
  { databaseUrl, tools, log, metrics, progress }: DemoTools,
  workspaceId: string,
  settings: StorySettings,
): Promise<void> {
  const story = tellStory(settings);
  const options = dataSourceOptions(databaseUrl, CONNECTIONS, SETTINGS);
  const dataSource = await new DataSource(options).initialize();
  try {
    const clock = new Clock(dataSource);
    const journeys = new JourneyWorker(dataSource, clock, new TickRegistry(), log);
    const evaluator = new Evaluator(dataSource, clock, new TickRegistry(), log, metrics);
    const since = startOfEpochDay(story.span.today - 1, HOME_ZONE);
    const losing = new EffectTools(withOneLostMessage(tools.connectors, { since }), tools.links);
    const worker = new DeliveryWorker(dataSource, clock, new TickRegistry(), log, losing, metrics);
    await openAccounts(dataSource, workspaceId, story);
    await writeRestless(dataSource, workspaceId, { story, until: publishedAt(story.span) });
    // The planner would not know for a minute how large the tables have become.
    await dataSource.query('analyze');
    progress(`${settings.accounts} accounts over eighteen months`);
    await together([
      liveMonth({ dataSource, workspaceId, journeys, evaluator, worker }, story),
      writeQuiet(dataSource, workspaceId, story),
    ]);
    progress('a month of reminders');
  } finally {
    await dataSource.destroy();
  }
}

/** Waits for all of them, also where one fails: they use what is closed afterwards. */
async function together(works: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(works)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}

/**
 * Nobody waits for these commits: whoever finds the workspace ready finds all of them, and one that is not is erased.
 * Statistics are a rough guess, which is good enough until autovacuum comes.
 */
const SETTINGS = { synchronous_commit: 'off', default_statistics_target: '10' };

/** As many lanes as the evaluator has under way, and some. */
const CONNECTIONS = 8;
