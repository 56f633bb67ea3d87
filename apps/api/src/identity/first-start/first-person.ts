import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CONFIG, type ProcessConfig } from '../../config/config.js';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/database/ids.js';
import { conflict } from '../../platform/http/app-error.js';
import { hashPassword } from '../passwords/passwords.js';
import { emailKey } from '../people/person-fields.js';
import { insertPerson, isAnybodyHere } from '../people/person-store.js';
import { linkOver } from '../refused-links.js';
import { Sessions } from '../sessions/sessions.js';
import type { Begun } from '../sessions/sign-in.js';
import { hashToken, newToken } from '../tokens.js';
import { deleteSignInLinks, findSignInLink, insertSignInLink } from './sign-in-link-store.js';
import { joinEveryWorkspace } from './join-every-workspace.js';
import { lockFirstStart } from './lock-first-start.js';

const DAY = 86_400_000;

export interface FirstPersonDetails {
  name: string;
  email: string;
  password: string;
}

/** The first person of an installation, who becomes the admin of everything that is there. */
@Injectable()
export class FirstPerson {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    @Inject(CONFIG) private readonly config: Pick<ProcessConfig, 'adminEmail' | 'adminPassword'>,
  ) {}

  /**
   * While nobody has signed up: makes the configured person, or else returns the secret of a link by which somebody
   * becomes the first, once within a day. Links of earlier starts stay good for their day.
   */
  async prepare(): Promise<string | undefined> {
    if (await isAnybodyHere(this.dataSource)) return undefined;
    const { adminEmail, adminPassword } = this.config;
    if (adminEmail !== undefined && adminPassword !== undefined) {
      await this.makeConfigured(adminEmail, adminPassword);
      return undefined;
    }
    const token = newToken();
    const expiresAt = new Date(this.clock.machineNow().getTime() + DAY);
    await insertSignInLink(this.dataSource, hashToken(token), expiresAt);
    return token;
  }

  /** Somebody signs up by such a link, and is signed in. */
  async signUp(
    token: string,
    { name, email, password }: FirstPersonDetails,
    { userAgent, requestId }: { userAgent: string | undefined; requestId: string },
  ): Promise<Begun> {
    if (await isAnybodyHere(this.dataSource)) throw somebodyIsHere();
    await refuseOverLink(this.dataSource.manager, token, this.clock.machineNow());
    const person = { id: newId(), name, email: emailKey(email), passwordHash: await hashPassword(password) };
    return this.dataSource.transaction(async (manager) => {
      await lockFirstStart(manager);
      if (await isAnybodyHere(manager)) throw somebodyIsHere();
      await refuseOverLink(manager, token, this.clock.machineNow());
      await insertPerson(manager, person, this.clock.machineNow());
      await joinEveryWorkspace(manager, this.clock, person, requestId);
      await deleteSignInLinks(manager);
      return {
        personId: person.id,
        ...(await this.sessions.begin(manager, { personId: person.id, userAgent })),
      };
    });
  }

  private async makeConfigured(adminEmail: string, password: string): Promise<void> {
    const email = emailKey(adminEmail);
    const name = email.replace(/@.*/, '');
    const person = { id: newId(), name, email, passwordHash: await hashPassword(password) };
    await this.dataSource.transaction(async (manager) => {
      await lockFirstStart(manager);
      // Another process may have been faster.
      if (await isAnybodyHere(manager)) return;
      await insertPerson(manager, person, this.clock.machineNow());
      await joinEveryWorkspace(manager, this.clock, person, null);
      await deleteSignInLinks(manager);
    });
  }
}

async function refuseOverLink(manager: EntityManager, token: string, now: Date): Promise<void> {
  if (!(await findSignInLink(manager, hashToken(token), now)))
    throw linkOver('Start Dunwell again: it prints another while nobody has signed up.');
}

const somebodyIsHere = () =>
  conflict('somebodyIsHere', 'Somebody has signed up here already. Sign in, or ask them for an invitation.');
