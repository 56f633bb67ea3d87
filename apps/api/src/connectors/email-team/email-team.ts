import type { OutsideConnector } from '../connector.js';
import { emailConnector } from '../email/email-connector.js';
import type { MailTransport } from '../email/mail-transport.js';

/** A message to addresses of the company's own people. */
export function emailTeam(transport: MailTransport): OutsideConnector<'emailTeam'> {
  return emailConnector(transport, 'team', ({ to }) =>
    to.length === 0
      ? {
          kind: 'lacks',
          code: 'noEmailAddress',
          problem: 'Nobody of the team is named. Add an address to the step.',
        }
      : { kind: 'recipients', to },
  );
}
