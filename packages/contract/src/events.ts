import type { ConditionInWords, FactValue, FieldType } from '@dunwell/language';
import type { SubjectReference } from './automations.js';

/** Something that happened to an account; `GET /api/v1/events`, the latest first. */
export interface BusinessEvent {
  id: string;
  /** `payment.failed`, `custom.<name>`. */
  name: string;
  /** The account's key. */
  account: string;
  accountName: string | null;
  /** What it is about beside the account. */
  subjects: SubjectReference[];
  /** Its own instant, at which facts are read (S0). */
  at: string;
  /** When it was published: by the write that brought it, or when its time had come. */
  recordedAt: string;
  /** What it tells; amounts in minor units of the account's currency. */
  payload: Record<string, FactValue>;
  /** When it was looked up what it starts; null: not yet. */
  takenInAt: string | null;
  /** What it came to in each automation that starts on it. */
  outcomes: EventOutcome[];
}

/** What an event came to in one automation for one subject. */
export interface EventOutcome {
  automationId: string;
  automation: string;
  /** The version that was live at its instant; null: none was. */
  version: number | null;
  subject: SubjectReference;
  outcome: EventOutcomeKind;
  missedBecause: EventMissedBecause | null;
  /** The outcome in words, with its reason. */
  words: string;
  /** The journey it began. */
  journeyId: string | null;
}

/** `GET /api/v1/events/{id}`. */
export interface BusinessEventWithReasons extends BusinessEvent {
  outcomes: (EventOutcome & {
    /** The entry condition by condition, as it was decided; empty where everybody enters, or nothing was decided. */
    entry: ConditionInWords[];
  })[];
}

/** `notLive`: no version was live at the event's instant; `noSubject`: it is about nothing that the rule is about. */
export const EVENT_OUTCOMES = [
  'entered',
  'entryFails',
  'noEffect',
  'exitHolds',
  'tooSoon',
  'alreadyEntered',
  'endedBeforeActing',
  'excluded',
  'missed',
  'dismissed',
  'skipped',
  'notLive',
  'noSubject',
  'failed',
] as const;

export type EventOutcomeKind = (typeof EVENT_OUTCOMES)[number];

/** Too old when it was heard of (`actIfWithinDays`, S10), or paused before it was its turn (S16). */
export type EventMissedBecause = 'late' | 'paused';

/** What is absent does not narrow. */
export interface EventFilter {
  name?: string;
  /** The account's key. */
  account?: string;
  /** Only events that this automation looked at. */
  automationId?: string;
  /** Only events that came to this, in that automation where one is named. */
  outcome?: EventOutcomeKind;
}

/** `POST /api/v1/missed-events/decide`: start now what was missed, or dismiss it; all of them or none. */
export interface DecideMissedEventsRequest {
  decision: 'run' | 'dismiss';
  items: MissedEventItem[];
}

export interface MissedEventItem {
  eventId: string;
  automationId: string;
  /** Account key, invoice number, subscription or payment method key. */
  subject: string;
}

/** The types a field of a custom event may have; amounts are in minor units of the account's currency. */
export const EVENT_FIELD_TYPES = ['text', 'number', 'boolean', 'date', 'money', 'count', 'choice'] as const;

export type EventFieldType = (typeof EVENT_FIELD_TYPES)[number] & FieldType;

export interface DeclaredEventField {
  type: EventFieldType;
  label: string;
  /** One sentence for whoever chooses it. */
  meaning: string;
  /** Of a choice. */
  options?: string[];
}

/** `PUT /api/v1/event-declarations/{name}`: what an event of the workspace's own tells. Fields are only ever added. */
export interface DeclareEventRequest {
  payload: Record<string, DeclaredEventField>;
}

/** An entry of `GET /api/v1/event-declarations`. */
export interface EventDeclaration {
  /** `custom.<name>`. */
  name: string;
  payload: Record<string, DeclaredEventField>;
}

/** An event as another system sends it: `POST /api/v1/events`, one or a list. */
export interface EventInput {
  /** The sender's own id: an event sent again is known by it and starts nothing more. */
  id: string;
  /** `custom.<name>`, declared before. */
  name: string;
  /** The account's key. */
  account: string;
  /** When it happened; business now when absent. */
  at?: string;
  /** What it is about beside the account. */
  subject?: { kind: 'invoice' | 'subscription' | 'paymentMethod'; key: string };
  payload?: Record<string, unknown>;
}

/** How many events were new, and how many were known by their ids. */
export interface EventsAccepted {
  accepted: number;
  known: number;
}

/** `POST /api/v1/automations/{id}/starts`: starts a rule that is started by hand. */
export interface StartRequest {
  /** Keys, 1 to 500. */
  accounts: string[];
}

/** One entry for each subject of the accounts, in the order of the accounts. */
export interface StartResult {
  started: number;
  starts: Start[];
}

export type StartOutcome =
  | 'started'
  | 'entryFails'
  | 'noEffect'
  | 'exitHolds'
  | 'tooSoon'
  | 'alreadyEntered'
  | 'excluded'
  | 'noSubject'
  | 'failed';

export interface Start {
  subject: SubjectReference;
  outcome: StartOutcome;
  /** The outcome in words, with its reason. */
  words: string;
  journeyId: string | null;
}
