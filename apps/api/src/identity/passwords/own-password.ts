import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { AppError } from '../../platform/http/app-error.js';
import { recordAboutPerson } from '../audit/record-about-person.js';
import type { SignedInPerson } from '../current-caller.js';
import { changePasswordHash, findPerson } from '../people/person-store.js';
import { deleteSessions } from '../sessions/session-store.js';
import { Attempts } from '../throttle/attempts.js';
import { deletePasswordResets } from './password-reset-store.js';
import { hashPassword, passwordFits } from './passwords.js';

/** Changing one's own password, which takes the one before: a browser left alone must not be enough. */
@Injectable()
export class OwnPassword {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly attempts: Attempts,
  ) {}

  /** Ends one's other sessions, and links to yet another password. */
  async change(
    person: SignedInPerson,
    { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
    address: string | undefined,
  ): Promise<void> {
    const { personId } = person;
    const stored = await findPerson(this.dataSource, personId);
    const attempt = { kind: 'signIn', email: stored?.email, address } as const;
    await this.attempts.take(attempt);
    if (!(await passwordFits(currentPassword, stored?.passwordHash))) throw wrongPassword();
    await this.attempts.giveBack(attempt);
    const passwordHash = await hashPassword(newPassword);
    await this.dataSource.transaction(async (manager) => {
      await changePasswordHash(manager, personId, passwordHash);
      await deletePasswordResets(manager, personId);
      const sessions = await deleteSessions(manager, personId, person.sessionId);
      await recordAboutPerson(manager, this.clock, person, {
        action: 'person.passwordChanged',
        after: { sessionsEnded: sessions },
      });
    });
  }
}

/** Not 401: the session is not in question. */
const wrongPassword = (): AppError =>
  new AppError({
    code: 'wrongPassword',
    status: 422,
    message: 'The current password is wrong.',
    problems: [{ path: 'currentPassword', code: 'wrongPassword', message: 'The current password is wrong.' }],
  });
