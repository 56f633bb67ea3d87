import { Injectable } from '@nestjs/common';
import { Background } from '../../platform/process/background.js';
import { PublicAddress } from '../../platform/http/public-address.js';
import { Log } from '../../platform/logging/log.js';
import { AccountMails } from '../mail/account-mails.js';
import { passwordResetMail } from '../mail/account-words.js';
import { secretLink } from '../mail/links.js';

/** A link that was made for somebody. */
export interface MadeReset {
  person: { email: string; name: string };
  token: string;
}

/** Brings the link to a new password to the person it is for. */
@Injectable()
export class PasswordResetMails {
  constructor(
    private readonly mails: AccountMails,
    private readonly address: PublicAddress,
    private readonly background: Background,
    private readonly log: Log,
  ) {}

  /** Makes and sends it once the request has been answered. */
  afterwards(make: () => Promise<MadeReset | undefined>): void {
    this.background.run('A link to set a new password', async () => {
      const made = await make();
      if (made) await this.send(made);
    });
  }

  private async send({ person, token }: MadeReset): Promise<void> {
    const link = secretLink(this.address.url, 'passwordReset', token);
    const mail = await this.mails.send(passwordResetMail(person, link));
    // Who can read this console administers the machine; there is no other way to hand it over.
    if (mail === 'noMailServer') {
      this.log.info(
        'Somebody asked for a new password, and there is no mail server (SMTP_URL). Hand this link over to the person; it works once, within an hour.',
        { link },
      );
    }
  }
}
