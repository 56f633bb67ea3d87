import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/database/ids.js';
import { LAST_SEEN_PRECISION } from '../last-seen.js';
import { hashToken, newToken } from '../tokens.js';
import { aliveAt } from './session-lifetime.js';
import { findSession, insertSession, touchSession, type FoundSession } from './session-store.js';

const LONGEST_USER_AGENT = 300;

export interface BeginSession {
  personId: string;
  /** Where it begins; the first workspace the person came into when absent. */
  workspaceId?: string;
  userAgent: string | undefined;
}

/** The sessions of people who are signed in; their instants are machine time (S1). */
@Injectable()
export class Sessions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Begins a session; its token is told here only. */
  async begin(
    manager: EntityManager,
    { personId, workspaceId, userAgent }: BeginSession,
  ): Promise<{ sessionId: string; token: string }> {
    const token = newToken();
    const sessionId = newId();
    const session = {
      sessionId,
      personId,
      tokenHash: hashToken(token),
      userAgent: userAgent?.slice(0, LONGEST_USER_AGENT) ?? null,
      now: this.clock.machineNow(),
    };
    await insertSession(manager, session, workspaceId);
    return { sessionId, token };
  }

  /** The session of a token, unless it is over. */
  find(token: string): Promise<FoundSession | undefined> {
    return findSession(this.dataSource, hashToken(token), aliveAt(this.clock.machineNow()));
  }

  /** Notes that a session is in use, to the minute, so that it goes on. */
  async noteUse({ sessionId, lastSeenAt }: FoundSession): Promise<void> {
    const now = this.clock.machineNow();
    const unlessAfter = new Date(now.getTime() - LAST_SEEN_PRECISION);
    if (lastSeenAt <= unlessAfter) await touchSession(this.dataSource, sessionId, { now, unlessAfter });
  }
}
