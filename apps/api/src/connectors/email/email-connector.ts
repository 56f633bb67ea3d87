import type { ActionOf } from '@dunwell/language';
import { isMailAddress } from '../../platform/mailbox.js';
import type { EffectContext, Lacks, OutsideConnector } from '../connector.js';
import { outsideWords } from '../outside-words.js';
import type { Email } from './email.js';
import type { MailTransport } from './mail-transport.js';
import { recordMessage, type Audience } from './record-message.js';
import { renderEmail } from './render-email.js';

type EmailAction = 'emailCustomer' | 'emailTeam';

/** Who a message goes to, or what is missing to know it. */
type Recipients<K extends EmailAction> = (
  action: ActionOf<K>,
  context: EffectContext,
) => { kind: 'recipients'; to: readonly string[] } | Lacks;

/** A message by e-mail: rendered from the facts of its claim, sent at most once (S15), kept as it was sent. */
export function emailConnector<K extends EmailAction>(
  transport: MailTransport,
  audience: Audience,
  recipientsOf: Recipients<K>,
): OutsideConnector<K> {
  return {
    where: 'outside',
    uncertainWhenLost: true,
    prepare: (action, context) => {
      const recipients = recipientsOf(action, context);
      if (recipients.kind === 'lacks') return recipients;
      const to = [...new Set(recipients.to)];
      const wrong = to.find((address) => !isMailAddress(address));
      if (wrong !== undefined) return invalidAddress(wrong);
      const rendered = renderEmail(action, context);
      if (rendered.kind === 'lacks') return rendered;
      const { subject, text, html } = rendered;
      const { sender } = context;
      const says = sender.name !== null || sender.replyTo !== null;
      return { kind: 'ready', payload: { to, subject, text, html, ...(says && { sender }) } };
    },
    attempt: (payload, { key }) => transport.send(payload as unknown as Email, key),
    record: async (manager, delivery) => {
      await recordMessage(manager, audience, delivery);
      return undefined;
    },
  };
}

const invalidAddress = (address: string): Lacks => ({
  kind: 'lacks',
  code: 'invalidEmailAddress',
  problem: `“${outsideWords(address)}” is not an email address. Correct it.`,
});
