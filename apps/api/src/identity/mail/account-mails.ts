import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type ProcessConfig } from '../../config/config.js';
import { htmlOfText } from '../../connectors/email/html-of-text.js';
import type { MailTransport } from '../../connectors/email/mail-transport.js';
import { smtp } from '../../connectors/email/smtp.js';
import { newId } from '../../platform/database/ids.js';
import { Log } from '../../platform/logging/log.js';

/** A mail about somebody's account; not a message of an automation, and kept nowhere: it holds a secret. */
export interface AccountMail {
  to: string;
  subject: string;
  text: string;
}

/** Sends mails about accounts, once each. */
@Injectable()
export class AccountMails {
  private readonly transport: MailTransport | undefined;

  constructor(
    @Inject(CONFIG) { smtpUrl, mailFrom }: Pick<ProcessConfig, 'smtpUrl' | 'mailFrom'>,
    private readonly log: Log,
  ) {
    this.transport = smtpUrl === undefined ? undefined : smtp(smtpUrl, mailFrom);
  }

  /** Never throws for what happens outside; what went wrong is in the log, without the mail. */
  async send({ to, subject, text }: AccountMail): Promise<'sent' | 'failed' | 'noMailServer'> {
    if (!this.transport) return 'noMailServer';
    const outcome = await this.transport.send(
      { to: [to], subject, text, html: htmlOfText(text, 'en') },
      newId(),
    );
    if (outcome.kind === 'done') return 'sent';
    this.log.warn('A mail about an account did not leave.', { outcome: outcome.kind, code: outcome.code });
    return 'failed';
  }
}
