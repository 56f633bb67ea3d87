import type { Delivery, DeliveryStatus } from '@dunwell/contract';
import type { Format } from '../format/use-format.js';
import type { Tone } from '../parts/tone-pill.js';
import { HELD_BECAUSE } from '../words/held-because.js';

const STATUS_WORDS: Readonly<Record<DeliveryStatus, { label: string; tone: Tone }>> = {
  due: { label: 'Due', tone: 'accent' },
  claimed: { label: 'On its way', tone: 'accent' },
  sending: { label: 'On its way', tone: 'accent' },
  accepted: { label: 'Taken, outcome to follow', tone: 'accent' },
  done: { label: 'Done', tone: 'success' },
  failed: { label: 'Failed', tone: 'danger' },
  needsAttention: { label: 'Needs attention', tone: 'danger' },
  uncertain: { label: 'May or may not have left', tone: 'danger' },
  ended: { label: 'Not carried out', tone: 'plain' },
};

/** What `dueAt` is of a status; else the next try. */
const DUE_WORDS: Readonly<Partial<Record<DeliveryStatus, string>>> = { accepted: 'outcome due by' };

export interface DeliveryWords {
  label: string;
  tone: Tone;
  /** When, how often it was tried, and why it did not come off. */
  detail: string;
}

/** How an effect stands. */
export function deliveryWords(delivery: Delivery, format: Format): DeliveryWords {
  const { status, heldBecause, dueAt, finishedAt, attempts, problem, provider } = delivery;
  const isHeld = status === 'due' && heldBecause !== null;
  const { label, tone } = isHeld ? { label: 'Held back', tone: 'warning' as const } : STATUS_WORDS[status];
  const detail = [
    isHeld && HELD_BECAUSE[heldBecause],
    finishedAt !== null
      ? format.instant(finishedAt)
      : dueAt !== null && `${DUE_WORDS[status] ?? 'next try'} ${format.instant(dueAt)}`,
    provider === 'practice' && 'practice: nothing left Dunwell',
    attempts > 1 && `${attempts} attempts`,
    problem,
  ];
  return { label, tone, detail: detail.filter(Boolean).join(' · ') };
}

/** Kinds of which the message can be read. */
export const isMessage = ({ kind }: Pick<Delivery, 'kind'>): boolean =>
  kind === 'emailCustomer' || kind === 'emailTeam';

/** Where the message of a delivery can be read. */
export const messagePath = (key: string): string => `/messages?message=${encodeURIComponent(key)}`;
