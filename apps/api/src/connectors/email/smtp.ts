import type { Mailbox } from '../../platform/mailbox.js';
import { outsideWords } from '../outside-words.js';
import { composeMessage } from './compose-message.js';
import type { MailTransport, Sent } from './mail-transport.js';
import { smtpOutcome } from './smtp-outcome.js';
import { SMTP_TIMEOUTS, smtpSession, type SmtpTimeouts } from './smtp-session.js';

/** Messages leave over a mail server. */
export function smtp(url: string, from: Mailbox, timeouts: Partial<SmtpTimeouts> = {}): MailTransport {
  return {
    send: async (email, deliveryKey) => {
      const message = await composeMessage(email, from, deliveryKey);
      const session = await smtpSession(url, message, { ...SMTP_TIMEOUTS, ...timeouts });
      if (session.kind === 'failed') return smtpOutcome(session.error, session.handedOver);
      const sent: Sent = {
        transport: 'smtp',
        messageId: message.messageId,
        accepted: session.accepted,
        rejected: session.rejected.map(({ address, because }) => ({
          address,
          because: outsideWords(because),
        })),
      };
      return { kind: 'done', result: { ...sent } };
    },
  };
}
