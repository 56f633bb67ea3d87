import type { Sender, TestMessageResult } from '@dunwell/contract';
import { newId } from '../../platform/database/ids.js';
import { htmlOfText } from './html-of-text.js';
import type { MailTransport, Sent } from './mail-transport.js';

/** Sends a message that says nothing but that it came, and tells what became of it. */
export async function sendTestMessage(
  transport: MailTransport,
  { to, company, sender }: { to: string; company: string; sender: Sender },
): Promise<TestMessageResult> {
  const text = `This is a test message of ${company}, sent by Dunwell.\n\nIf you can read it, messages to customers can leave.`;
  const outcome = await transport.send(
    { to: [to], subject: `Test message of ${company}`, text, html: htmlOfText(text, 'en'), sender },
    `test/${newId()}`,
  );
  switch (outcome.kind) {
    case 'done': {
      const { transport: way } = outcome.result as unknown as Sent;
      if (way === 'smtp') return { outcome: 'sent', words: `The mail server took the message to ${to}.` };
      return { outcome: 'outbox', words: NO_MAIL_SERVER };
    }
    case 'uncertain':
      return { outcome: 'uncertain', words: outcome.problem };
    case 'retry':
    case 'refused':
      return { outcome: 'failed', words: outcome.problem };
  }
}

const NO_MAIL_SERVER =
  'No mail server is set up (SMTP_URL), so nothing was sent: messages of automations stay in the outbox, where they can be read.';
