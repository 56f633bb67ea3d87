import { fromEpochDay, startOfEpochDay } from '@dunwell/engine';
import { DataSource } from 'typeorm';
import type { Connectors } from '../connectors/connectors.js';
import { Clock } from '../platform/clock/clock.js';
import { TickRegistry } from '../platform/clock/tick-registry.js';
import { dataSourceOptions } from '../platform/database/data-source-options.js';
import type { Log } from '../platform/logging/log.js';
import { DeliveryWorker } from '../runtime/deliveries/delivery-worker.js';
import { Evaluator } from '../runtime/evaluation/evaluator.js';
import { liveMonth, morningOf } from './build/live-month.js';
import { withOneLostMessage } from './build/one-lost-message.js';
import { writeHistory } from './build/write-history.js';
import { HOME_ZONE } from './story/markets.js';
import { tellStory, type StorySettings } from './story/story.js';

export interface DemoTools {
  databaseUrl: string;
  connectors: Connectors;
  log: Log;
  /** Told now and then how far it is, in words. */
  progress: (words: string) => void;
}

/**
 * Fills an empty demo workspace: eighteen months of billing facts, then a month of a live automation by the product's
 * own evaluation and delivery, business now passed in (S1). The installation's clock is neither read nor moved.
 */
export async function fillDemoWorkspace(
  { databaseUrl, connectors, log, progress }: DemoTools,
  workspaceId: string,
  settings: StorySettings,
): Promise<void> {
  const story = tellStory(settings);
  const { liveFrom, today } = story.span;
  // Nobody waits for these commits: whoever finds the workspace ready finds all of them, and one that is not is erased.
  const options = dataSourceOptions(databaseUrl, CONNECTIONS, { synchronous_commit: 'off' });
  const dataSource = await new DataSource(options).initialize();
  try {
    const clock = new Clock(dataSource);
    const evaluator = new Evaluator(dataSource, clock, new TickRegistry(), log);
    const since = startOfEpochDay(today - 1, HOME_ZONE);
    const losing = withOneLostMessage(connectors, { since });
    const worker = new DeliveryWorker(dataSource, clock, new TickRegistry(), log, losing);
    await writeHistory(dataSource, workspaceId, { story, until: morningOf(fromEpochDay(liveFrom - 1)) });
    // The planner would not know for a minute how large the tables have become.
    await dataSource.query('analyze');
    progress(`${settings.accounts} accounts over eighteen months`);
    await liveMonth({ dataSource, workspaceId, evaluator, worker }, story);
    progress('a month of reminders');
  } finally {
    await dataSource.destroy();
  }
}

/** As many lanes as the evaluator has under way, and some. */
const CONNECTIONS = 8;
