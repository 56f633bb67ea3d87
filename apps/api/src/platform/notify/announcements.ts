import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import pg from 'pg';
import { CONFIG, type ProcessConfig } from '../../config/config.js';
import { Log } from '../logging/log.js';
import { CHANNEL, type AnnouncedTopic } from './announce.js';

export interface Announcement {
  workspaceId: string;
  topic: AnnouncedTopic;
}

export interface AnnouncementListener {
  heard: (announcement: Announcement) => void;
  /** Announcements may have been missed: the connection had been lost. */
  mayHaveMissed: () => void;
}

const PAUSES = [100, 500, 2_000, 5_000, 15_000];

/** Hears what processes announce, over one connection of this process that is opened again when it is lost. */
@Injectable()
export class Announcements implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly listeners = new Set<AnnouncementListener>();
  private client: pg.Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private stopping = false;

  constructor(
    @Inject(CONFIG) private readonly config: ProcessConfig,
    private readonly log: Log,
  ) {}

  /** Returns what ends it. */
  listen(listener: AnnouncementListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.connect(0);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.retry);
    await this.client?.end().catch(() => undefined);
  }

  private async connect(failures: number): Promise<void> {
    const client = new pg.Client({
      connectionString: this.config.databaseUrl,
      application_name: 'dunwell listens',
      keepAlive: true,
    });
    let isLost = false;
    const lost = (): void => {
      if (isLost || this.stopping) return;
      isLost = true;
      this.retryAfter(failures, client);
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ payload }) => this.tell(payload ?? ''));
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
    } catch {
      lost();
      return;
    }
    this.client = client;
    if (failures === 0) return;
    this.log.info('Changes of other processes are heard again.');
    for (const listener of this.listeners) listener.mayHaveMissed();
  }

  private retryAfter(failures: number, client: pg.Client): void {
    if (failures === 0) this.log.warn('The connection that hears of changes was lost; it is opened again.');
    void client.end().catch(() => undefined);
    this.client = undefined;
    const pause = PAUSES[Math.min(failures, PAUSES.length - 1)];
    this.retry = setTimeout(() => void this.connect(failures + 1), pause).unref();
  }

  private tell(payload: string): void {
    const [workspaceId, topic] = payload.split(' ');
    if (workspaceId === undefined || topic === undefined) return;
    for (const listener of this.listeners) {
      listener.heard({ workspaceId, topic: topic as AnnouncedTopic });
    }
  }
}
