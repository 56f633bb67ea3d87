import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Mailbox } from '../../platform/mailbox.js';
import type { Email } from './email.js';

/** A message in the form it travels in. */
export interface ComposedMessage {
  messageId: string;
  envelope: { from: string; to: string[] };
  content: Buffer;
}

/**
 * Plain text and HTML side by side. The Message-ID comes from the delivery's key, so that mail servers and readers can
 * tell a message that came twice.
 */
export async function composeMessage(
  email: Email,
  from: Mailbox,
  deliveryKey: string,
): Promise<ComposedMessage> {
  const host = from.address.slice(from.address.lastIndexOf('@') + 1);
  const messageId = `<${createHash('sha256').update(deliveryKey).digest('hex').slice(0, 40)}@${host}>`;
  const message = new MailComposer({
    from: { name: email.sender?.name ?? from.name, address: from.address },
    ...(email.sender?.replyTo && { replyTo: { name: '', address: email.sender.replyTo } }),
    to: email.to.map((address) => ({ name: '', address })),
    subject: email.subject,
    text: email.text,
    html: email.html,
    messageId,
    headers: {
      'X-Dunwell-Delivery': deliveryKey,
      // No out-of-office note in return (RFC 3834).
      'Auto-Submitted': 'auto-generated',
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  const { from: sender, to } = message.getEnvelope();
  return {
    messageId,
    envelope: { from: sender || from.address, to },
    content: await message.build(),
  };
}
