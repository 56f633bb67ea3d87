import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { AppError } from '../../platform/http/app-error.js';
import { recordAboutPerson } from '../audit/record-about-person.js';
import type { SignedInPerson } from '../current-caller.js';
import { aliveAt } from './session-lifetime.js';
import {
  changeWorkspace,
  deleteSession,
  deleteSessions,
  listSessions,
  type ListedSession,
} from './session-store.js';

/** What people do with their own sessions. */
@Injectable()
export class OwnSessions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  list(personId: string): Promise<ListedSession[]> {
    return listSessions(this.dataSource, personId, aliveAt(this.clock.machineNow()));
  }

  async changeWorkspace(sessionId: string, workspaceId: string): Promise<void> {
    const changed = await changeWorkspace(this.dataSource, sessionId, workspaceId);
    if (!changed) throw notAmongYours('workspace', workspaceId);
  }

  /** Signs out here. */
  async end({ personId, sessionId }: SignedInPerson): Promise<void> {
    await deleteSession(this.dataSource, personId, sessionId);
  }

  /** Signs out on one device. */
  async endOne(person: SignedInPerson, sessionId: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const ended = await deleteSession(manager, person.personId, sessionId);
      if (!ended) throw notAmongYours('session', sessionId);
      const { userAgent } = ended;
      await recordAboutPerson(manager, this.clock, person, {
        action: 'person.sessionEnded',
        before: { userAgent },
      });
    });
  }

  async endAll(person: SignedInPerson): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const sessions = await deleteSessions(manager, person.personId);
      await recordAboutPerson(manager, this.clock, person, {
        action: 'person.signedOutEverywhere',
        before: { sessions },
      });
    });
  }
}

const notAmongYours = (what: string, id: string): AppError =>
  new AppError({ code: 'notFound', status: 404, message: `There is no ${what} ${id} among yours.` });
