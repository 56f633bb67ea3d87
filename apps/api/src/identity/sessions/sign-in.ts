import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppError } from '../../platform/http/app-error.js';
import { passwordFits } from '../passwords/passwords.js';
import { emailKey } from '../people/person-fields.js';
import { findPersonByEmail } from '../people/person-store.js';
import { Attempts } from '../throttle/attempts.js';
import type { Visitor } from './visitor.js';
import { Sessions } from './sessions.js';

/** A session that has just begun, with the secret that goes into its cookie. */
export interface Begun {
  personId: string;
  sessionId: string;
  token: string;
}

/** Lets people in by email address and password. */
@Injectable()
export class SignIn {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sessions: Sessions,
    private readonly attempts: Attempts,
  ) {}

  /** Tells neither by its words nor by its time whether it was the address or the password that was wrong. */
  async signIn(
    { email, password }: { email: string; password: string },
    { address, userAgent }: Visitor,
  ): Promise<Begun> {
    const attempt = { kind: 'signIn', email: emailKey(email), address } as const;
    await this.attempts.take(attempt);
    const person = await findPersonByEmail(this.dataSource, attempt.email);
    const fits = await passwordFits(password, person?.passwordHash);
    if (!person || !fits) throw wrongEmailOrPassword();
    await this.attempts.giveBack(attempt);
    return this.dataSource.transaction(async (manager) => ({
      personId: person.id,
      ...(await this.sessions.begin(manager, { personId: person.id, userAgent })),
    }));
  }
}

const wrongEmailOrPassword = (): AppError =>
  new AppError({
    code: 'wrongEmailOrPassword',
    status: 401,
    message:
      'The email address or the password is wrong. Try again, or ask for a link to set a new password.',
  });
