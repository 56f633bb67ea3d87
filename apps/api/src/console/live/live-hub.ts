import { LIVE_TOPICS, type Counts, type LiveTopic } from '@dunwell/contract';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { AppError } from '../../platform/http/app-error.js';
import { Log } from '../../platform/logging/log.js';
import { Announcements } from '../../platform/notify/announcements.js';
import { LiveConnection } from './live-connection.js';
import { LiveRoom } from './live-room.js';
import { LIVE_TIMES, type LiveTimes } from './live-times.js';
import { readCounts } from './read-counts.js';

/** A browser with several tabs; more is a program in a loop. */
export const CONNECTIONS_PER_CALLER = 10;
const CONNECTIONS_PER_PROCESS = 2_000;

/** Tells those who watch a workspace what changes in it, whichever process changed it. */
@Injectable()
export class LiveHub implements OnModuleInit, OnModuleDestroy {
  private readonly rooms = new Map<string, LiveRoom>();
  private readonly perCaller = new Map<string, number>();
  private open = 0;
  private stopListening: (() => void) | undefined;
  private stopping = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly announcements: Announcements,
    private readonly log: Log,
    @Inject(LIVE_TIMES) private readonly times: LiveTimes,
  ) {}

  onModuleInit(): void {
    this.stopListening = this.announcements.listen({
      heard: ({ workspaceId, topic }) => {
        if (isLiveTopic(topic)) this.rooms.get(workspaceId)?.note([topic]);
      },
      mayHaveMissed: () => {
        for (const room of this.rooms.values()) room.noteEverything();
      },
    });
  }

  /** The server waits for answers under way before it closes: these would never end by themselves. */
  onModuleDestroy(): void {
    this.stopping = true;
    this.stopListening?.();
    for (const room of this.rooms.values()) {
      for (const connection of room.connections) connection.end();
      room.close();
    }
  }

  async counts(workspaceId: string): Promise<Counts> {
    return readCounts(this.dataSource.manager, workspaceId, await this.clock.businessNow());
  }

  /** Answers with events until the reader leaves, the process ends or the connection's time is over. */
  async connect(workspaceId: string, caller: string, response: Response): Promise<void> {
    this.refuseTooMany(caller);
    const room = this.roomOf(workspaceId);
    const connection = new LiveConnection(response, caller);
    this.count(caller, 1);
    const lifetime = setTimeout(() => connection.end(), this.times.lifetime).unref();
    response.once('close', () => {
      clearTimeout(lifetime);
      this.count(caller, -1);
      this.leave(workspaceId, connection);
    });
    await room.welcome(connection);
    if (response.destroyed || this.stopping) this.leave(workspaceId, connection);
    if (this.stopping) connection.end();
  }

  private roomOf(workspaceId: string): LiveRoom {
    const known = this.rooms.get(workspaceId);
    if (known) return known;
    const room = new LiveRoom(
      () => this.counts(workspaceId),
      this.times,
      (error) => this.log.error('Figures for those who watch could not be read.', error, { workspaceId }),
    );
    this.rooms.set(workspaceId, room);
    return room;
  }

  private leave(workspaceId: string, connection: LiveConnection): void {
    const room = this.rooms.get(workspaceId);
    room?.connections.delete(connection);
    if (room?.connections.size !== 0) return;
    room.close();
    this.rooms.delete(workspaceId);
  }

  private count(caller: string, change: 1 | -1): void {
    this.open += change;
    const own = (this.perCaller.get(caller) ?? 0) + change;
    if (own === 0) this.perCaller.delete(caller);
    else this.perCaller.set(caller, own);
  }

  private refuseTooMany(caller: string): void {
    const own = this.perCaller.get(caller) ?? 0;
    if (own < CONNECTIONS_PER_CALLER && this.open < CONNECTIONS_PER_PROCESS) return;
    throw new AppError({
      code: 'tooManyConnections',
      status: 429,
      message:
        own < CONNECTIONS_PER_CALLER
          ? 'This process watches for as many as it can. Try again later.'
          : `${CONNECTIONS_PER_CALLER} connections watch with this key or session already. Close one first.`,
      retryAfter: 30,
    });
  }
}

const isLiveTopic = (topic: string): topic is LiveTopic => (LIVE_TOPICS as readonly string[]).includes(topic);
