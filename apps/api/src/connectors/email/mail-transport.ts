import type { AnsweredOutcome } from '../connector.js';
import type { Email } from './email.js';

/** What a delivery keeps of a message that went out. */
export interface Sent {
  transport: 'smtp' | 'outbox';
  messageId: string | null;
  accepted: readonly string[];
  /** Recipients the mail server refused while it took the message for others, with its words. */
  rejected: readonly { address: string; because: string }[];
}

/** How messages leave. */
export interface MailTransport {
  /** Sends a message under its delivery's key; never throws for what happens outside. */
  send(email: Email, deliveryKey: string): Promise<AnsweredOutcome>;
}
