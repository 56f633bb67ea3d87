import { Inject, Injectable } from '@nestjs/common';
import type { CookieOptions, Response } from 'express';
import { CONFIG, type ProcessConfig } from '../../config/config.js';
import { SESSION_COOKIE } from '../../platform/http/session-cookie.js';
import { LONGEST_SESSION } from './session-lifetime.js';

/** Gives browsers the secret of their session, out of reach for scripts, and takes it back. */
@Injectable()
export class SessionCookies {
  private readonly options: CookieOptions;

  constructor(@Inject(CONFIG) { publicUrl }: Pick<ProcessConfig, 'publicUrl'>) {
    this.options = {
      httpOnly: true,
      // From other sites it comes along only when somebody follows a link to us, from a mail for instance.
      sameSite: 'lax',
      secure: publicUrl?.startsWith('https://') ?? false,
      path: '/',
    };
  }

  /** Kept as long as any session may last; the server ends it earlier. */
  give(response: Response, token: string): void {
    response.cookie(SESSION_COOKIE, token, { ...this.options, maxAge: LONGEST_SESSION });
  }

  takeBack(response: Response): void {
    response.clearCookie(SESSION_COOKIE, this.options);
  }
}
