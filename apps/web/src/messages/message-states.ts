import type { MessageState } from '@dunwell/contract';
import type { Tone } from '../parts/tone-pill.js';

/** How each state of a message is called. */
export const MESSAGE_STATE: Readonly<Record<MessageState, { label: string; tone: Tone }>> = {
  queued: { label: 'Waiting', tone: 'accent' },
  heldBack: { label: 'Held back', tone: 'warning' },
  sending: { label: 'Being sent', tone: 'accent' },
  sent: { label: 'Sent', tone: 'success' },
  outbox: { label: 'In the outbox', tone: 'plain' },
  uncertain: { label: 'May have left', tone: 'warning' },
  needsAttention: { label: 'Needs attention', tone: 'warning' },
  failed: { label: 'Failed', tone: 'danger' },
  confirmed: { label: 'Said to be sent', tone: 'success' },
  notSent: { label: 'Not sent', tone: 'plain' },
};
