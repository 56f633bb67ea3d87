import type { Message, MessageState } from '@dunwell/contract';
import { Mail } from 'lucide-react';
import type { ReactElement } from 'react';
import { api } from '../../api/client.js';
import { usePages } from '../../api/use-pages.js';
import { useFormat } from '../../format/use-format.js';
import { TonePill, type Tone } from '../../parts/tone-pill.js';
import { HELD_BECAUSE } from '../../words/held-because.js';
import { CardList } from './card-list.js';
import classes from './tabs.module.css';

/** What became of a message; red only where a person must decide. */
const STATES: Readonly<Record<MessageState, { label: string; tone: Tone }>> = {
  queued: { label: 'Queued', tone: 'plain' },
  heldBack: { label: 'Held back', tone: 'warning' },
  sending: { label: 'Sending', tone: 'accent' },
  sent: { label: 'Sent', tone: 'plain' },
  outbox: { label: 'Kept, not sent', tone: 'warning' },
  uncertain: { label: 'Perhaps sent', tone: 'danger' },
  needsAttention: { label: 'Needs attention', tone: 'danger' },
  failed: { label: 'Failed', tone: 'danger' },
  confirmed: { label: 'Arrived', tone: 'plain' },
  notSent: { label: 'Not sent', tone: 'plain' },
};

/** What automations wrote to the customer, or will. */
export function MessagesTab({ account, timeZone }: { account: string; timeZone: string }): ReactElement {
  const pages = usePages(['account', account, 'messages'], (cursor) =>
    api.work.listMessages({ account, audience: 'customer', cursor }),
  );
  return (
    <CardList
      label="Messages"
      pages={pages}
      keyOf={({ delivery }) => delivery}
      empty="Nothing has been written to this customer."
      more={{ to: `/messages?account=${encodeURIComponent(account)}`, words: 'Read them in the outbox' }}
    >
      {(message) => <MessageCard message={message} timeZone={timeZone} />}
    </CardList>
  );
}

function MessageCard({ message, timeZone }: { message: Message; timeZone: string }): ReactElement {
  const { instant } = useFormat();
  const { subject, at, automation, heldBecause, state, problem } = message;
  const { label, tone } = STATES[state];
  const why = heldBecause === null ? problem : HELD_BECAUSE[heldBecause];
  return (
    <div className={classes.card}>
      <Mail size={16} strokeWidth={1.75} aria-hidden className={classes.cardIcon} />
      <div className={classes.cardWords}>
        <strong>{subject}</strong>
        <span>{[instant(at, timeZone), automation, why].filter(Boolean).join(' · ')}</span>
      </div>
      <TonePill tone={tone}>{label}</TonePill>
    </div>
  );
}
