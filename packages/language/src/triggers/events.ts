import type { Subject } from '../document/document.js';
import type { FieldType } from '../fields/field.js';

/** The events of the product; a workspace adds its own, named `custom.<name>`. */
export type BuiltInEventName =
  | 'invoice.finalized'
  | 'invoice.overdue'
  | 'payment.failed'
  | 'payment.succeeded'
  | 'subscription.changed'
  | 'account.pastDueStarted'
  | 'account.pastDueCleared'
  | 'account.tagged';

/** The events a rule can start on; custom ones are named `custom.<name>`. */
export type EventName = BuiltInEventName | `custom.${string}`;

export type EventPayload = Readonly<
  Record<string, { type: FieldType; label: string; meaning: string; options?: readonly string[] }>
>;

export interface EventDefinition {
  name: EventName;
  label: string;
  /** After "When", with the journey's subject understood: "a payment fails". */
  words: string;
  /** What a journey started by it may be about. */
  subjects: readonly Subject[];
  /** Becomes the fields `event.<name>`. */
  payload: EventPayload;
}

const text = (label: string, meaning: string) => ({ type: 'text', label, meaning }) as const;
const money = (label: string, meaning: string) => ({ type: 'money', label, meaning }) as const;

const invoicePayload: EventPayload = {
  number: text('Invoice number', 'The number of the invoice.'),
  amount: money('Amount', 'What remained to be paid on the invoice at the event.'),
  dueOn: { type: 'date', label: 'Due date', meaning: 'The due date of the invoice.' },
};

const paymentPayload: EventPayload = {
  reference: text('Payment reference', 'The reference of the payment in the billing system.'),
  amount: money('Amount', 'The amount of the payment.'),
  automatic: {
    type: 'boolean',
    label: 'Automatic',
    meaning: 'Whether the payment was collected automatically rather than made by the customer.',
  },
};

/** One table of what each event of the product tells and what its journeys may be about. */
export const EVENTS: Readonly<Record<BuiltInEventName, EventDefinition>> = {
  'invoice.finalized': {
    name: 'invoice.finalized',
    label: 'Invoice finalized',
    words: 'an invoice is finalized',
    subjects: ['account', 'invoice'],
    payload: invoicePayload,
  },
  'invoice.overdue': {
    name: 'invoice.overdue',
    label: 'Invoice overdue',
    words: 'an invoice becomes overdue',
    subjects: ['account', 'invoice'],
    payload: invoicePayload,
  },
  'payment.failed': {
    name: 'payment.failed',
    label: 'Payment failed',
    words: 'a payment fails',
    subjects: ['account', 'invoice'],
    payload: {
      ...paymentPayload,
      failureCode: text('Failure code', 'The code with which the payment was refused.'),
      failureKind: {
        type: 'choice',
        label: 'Failure kind',
        meaning: 'hard: trying again is of no use; soft: a later attempt may succeed.',
        options: ['hard', 'soft'],
      },
      attempt: {
        type: 'count',
        label: 'Attempt',
        meaning: 'Which failed attempt at the same invoice this is, the first being 1.',
      },
    },
  },
  'payment.succeeded': {
    name: 'payment.succeeded',
    label: 'Payment succeeded',
    words: 'a payment succeeds',
    subjects: ['account', 'invoice'],
    payload: paymentPayload,
  },
  'subscription.changed': {
    name: 'subscription.changed',
    label: 'Subscription changed',
    words: 'a subscription changes',
    subjects: ['account', 'subscription'],
    payload: {
      key: text('Subscription key', 'The key of the subscription in the billing system.'),
      status: text('New status', 'The status after the change.'),
      previousStatus: text(
        'Previous status',
        'The status before the change; not set for a new subscription.',
      ),
      plan: text('New plan', 'The plan after the change.'),
      previousPlan: text('Previous plan', 'The plan before the change; not set for a new subscription.'),
    },
  },
  'account.pastDueStarted': {
    name: 'account.pastDueStarted',
    label: 'Past due started',
    words: 'an account becomes past due',
    subjects: ['account'],
    payload: { amount: money('Amount', 'The overdue balance with which the streak opened.') },
  },
  'account.pastDueCleared': {
    name: 'account.pastDueCleared',
    label: 'Past due cleared',
    words: 'an account is no longer past due',
    subjects: ['account'],
    payload: {
      streakDays: {
        type: 'count',
        label: 'Streak days',
        meaning: 'The streak day on which the streak ended.',
      },
    },
  },
  'account.tagged': {
    name: 'account.tagged',
    label: 'Account tagged',
    words: 'an account is tagged',
    subjects: ['account'],
    payload: { tag: text('Tag', 'The tag that was added.') },
  },
};

/** Custom events name the subject they are about when they are sent, so that any kind is permitted. */
const CUSTOM_SUBJECTS: readonly Subject[] = ['account', 'invoice', 'subscription', 'paymentMethod'];

/** What follows `custom.` in the name of a workspace's own event. */
export const CUSTOM_EVENT_NAME = /^custom\.[A-Za-z][A-Za-z0-9_.-]{0,63}$/;

/**
 * The definition of an event by its name, or null where nobody knows it: custom events have one only once
 * their payload is declared. `customEvents` is keyed by the whole name, `custom.<name>`.
 */
export function findEvent(
  name: string,
  customEvents: Readonly<Record<string, EventPayload>>,
): EventDefinition | null {
  if (Object.hasOwn(EVENTS, name)) return EVENTS[name as BuiltInEventName];
  const payload = Object.hasOwn(customEvents, name) ? customEvents[name] : undefined;
  if (!payload || !isCustomEventName(name)) return null;
  const ownName = name.slice('custom.'.length);
  return {
    name,
    label: ownName,
    words: `the event “${ownName}” arrives`,
    subjects: CUSTOM_SUBJECTS,
    payload,
  };
}

const isCustomEventName = (name: string): name is `custom.${string}` => CUSTOM_EVENT_NAME.test(name);
