import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { recordAboutPerson } from '../audit/record-about-person.js';
import { emailKey } from '../people/person-fields.js';
import { changePasswordHash, findPerson, findPersonByEmail } from '../people/person-store.js';
import { linkOver } from '../refused-links.js';
import { deleteSessions } from '../sessions/session-store.js';
import { Attempts } from '../throttle/attempts.js';
import { hashToken, newToken } from '../tokens.js';
import { PasswordResetMails } from './password-reset-mails.js';
import {
  deletePasswordResets,
  findPasswordReset,
  insertPasswordReset,
  usePasswordReset,
} from './password-reset-store.js';
import { hashPassword } from './passwords.js';

const HOUR = 3_600_000;

/** A new password for who forgot theirs, by a link that is used once within an hour. */
@Injectable()
export class PasswordResets {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly attempts: Attempts,
    private readonly mails: PasswordResetMails,
  ) {}

  /** Looks for nobody before it has answered: neither answer nor time tells whether an address is known. */
  async request(typed: string, address: string | undefined): Promise<void> {
    const email = emailKey(typed);
    await this.attempts.take({ kind: 'passwordReset', email, address });
    this.mails.afterwards(async () => {
      const person = await findPersonByEmail(this.dataSource, email);
      if (!person) return undefined;
      const token = newToken();
      const expiresAt = new Date(this.clock.machineNow().getTime() + HOUR);
      await insertPasswordReset(this.dataSource, {
        tokenHash: hashToken(token),
        personId: person.id,
        expiresAt,
      });
      return { person, token };
    });
  }

  /** Sets the password and ends every session of the person, and every other link of theirs. */
  async confirm(
    { token, password }: { token: string; password: string },
    { address, requestId }: { address: string | undefined; requestId: string },
  ): Promise<void> {
    await this.attempts.take({ kind: 'token', address });
    const tokenHash = hashToken(token);
    const now = this.clock.machineNow();
    // Hashing takes long enough to ask first whether it is worth it.
    if ((await findPasswordReset(this.dataSource, tokenHash, now)) === undefined) throw tooLate();
    const passwordHash = await hashPassword(password);
    await this.dataSource.transaction(async (manager) => {
      const personId = await usePasswordReset(manager, tokenHash, now);
      const person = personId === undefined ? undefined : await findPerson(manager, personId);
      if (!person) throw tooLate();
      const { id, name } = person;
      await changePasswordHash(manager, id, passwordHash);
      await deletePasswordResets(manager, id);
      const sessions = await deleteSessions(manager, id);
      await recordAboutPerson(
        manager,
        this.clock,
        { personId: id, name, requestId },
        {
          action: 'person.passwordReset',
          after: { sessionsEnded: sessions },
        },
      );
    });
  }
}

const tooLate = () => linkOver('Ask for another.');
