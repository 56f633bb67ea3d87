import type { ProcessConfig } from '../../config/config.js';
import type { MailTransport } from './mail-transport.js';
import { outbox } from './outbox.js';
import { smtp } from './smtp.js';

/** The token under which Nest knows how messages leave. */
export const MAIL_TRANSPORT = Symbol('mail transport');

/** How messages leave this process, as its configuration says. */
export const createMailTransport = ({ smtpUrl, mailFrom }: ProcessConfig): MailTransport =>
  smtpUrl === undefined ? outbox : smtp(smtpUrl, mailFrom);
