import type { OutsideConnector } from '../connector.js';
import { emailConnector } from '../email/email-connector.js';
import type { MailTransport } from '../email/mail-transport.js';

/** A message to the customer's own address. */
export function emailCustomer(transport: MailTransport): OutsideConnector<'emailCustomer'> {
  return emailConnector(transport, 'customer', (_action, { values: { account } }) =>
    account.email === null
      ? {
          kind: 'lacks',
          code: 'noEmailAddress',
          problem: `${account.name ?? account.key} has no email address. Add one to the account.`,
        }
      : { kind: 'recipients', to: [account.email] },
  );
}
