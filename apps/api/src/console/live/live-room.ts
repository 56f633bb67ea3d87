import { LIVE_TOPICS, type Counts, type LiveTopic } from '@dunwell/contract';
import type { LiveConnection } from './live-connection.js';
import type { LiveTimes } from './live-times.js';

/** Everybody who watches one workspace: its changes are gathered and its figures read once for all of them. */
export class LiveRoom {
  readonly connections = new Set<LiveConnection>();
  private readonly changed = new Set<LiveTopic>();
  private readonly heartbeat: NodeJS.Timeout;
  private readonly recount: NodeJS.Timeout;
  private gathering: NodeJS.Timeout | undefined;

  constructor(
    private readonly readCounts: () => Promise<Counts>,
    private readonly times: LiveTimes,
    private readonly failed: (error: unknown) => void,
  ) {
    this.heartbeat = setInterval(() => {
      for (const connection of this.connections) connection.beat();
    }, times.heartbeat).unref();
    this.recount = setInterval(() => void this.tellCounts(), times.recount).unref();
  }

  /** Tells somebody who just came how things stand. */
  async welcome(connection: LiveConnection): Promise<void> {
    // Before the figures are read: what changes meanwhile is told, maybe twice, never not at all.
    this.connections.add(connection);
    connection.tell({ event: 'counts', data: await this.readCounts() });
  }

  note(topics: Iterable<LiveTopic>): void {
    for (const topic of topics) this.changed.add(topic);
    this.gathering ??= setTimeout(() => void this.tellChanged(), this.times.gather).unref();
  }

  noteEverything(): void {
    this.note(LIVE_TOPICS);
  }

  close(): void {
    clearInterval(this.heartbeat);
    clearInterval(this.recount);
    clearTimeout(this.gathering);
  }

  private async tellChanged(): Promise<void> {
    this.gathering = undefined;
    const topics = LIVE_TOPICS.filter((topic) => this.changed.has(topic));
    this.changed.clear();
    for (const connection of this.connections) connection.tell({ event: 'changed', data: { topics } });
    await this.tellCounts();
  }

  private async tellCounts(): Promise<void> {
    try {
      const data = await this.readCounts();
      for (const connection of this.connections) connection.tell({ event: 'counts', data });
    } catch (error) {
      // The next change, or the next minute, tries again.
      this.failed(error);
    }
  }
}
