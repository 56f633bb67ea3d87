/** What Dunwell tells of itself to addresses outside. */
export const OUTGOING_EVENTS = [
  'journey.entered',
  'journey.exited',
  'delivery.done',
  'delivery.failed',
  'evaluation.finished',
] as const;

export type OutgoingEvent = (typeof OUTGOING_EVENTS)[number];

/** An entry of `GET /api/v1/webhook-endpoints`, and the answer to every change of one. */
export interface WebhookEndpoint {
  id: string;
  url: string;
  description: string | null;
  /** What it is told of. */
  events: OutgoingEvent[];
  enabled: boolean;
  /** Why it was switched off by itself, in words. */
  disabledBecause: string | null;
  /** Since when every call has failed; null: the last one was taken, or there was none. */
  failingSince: string | null;
  createdAt: string;
}

/** `POST /api/v1/webhook-endpoints`. */
export interface WebhookEndpointInput {
  url: string;
  description?: string | null;
  events: OutgoingEvent[];
  /** true when absent. */
  enabled?: boolean;
}

/** `PATCH /api/v1/webhook-endpoints/{id}`: what is absent stays. Switching one on clears why it was off. */
export type WebhookEndpointChange = Partial<WebhookEndpointInput>;

/** `due`: it waits for its next attempt; `failed`: it is not tried again by itself. */
export type WebhookCallStatus = 'due' | 'done' | 'failed';

/** An entry of `GET /api/v1/webhook-endpoints/{id}/calls`: one event on its way to one endpoint. */
export interface WebhookCall {
  id: string;
  event: OutgoingEvent | 'test';
  status: WebhookCallStatus;
  /** Begun so far. */
  attempts: number;
  createdAt: string;
  /** When it is tried next; null: it is done, has failed or is under way. */
  nextAttemptAt: string | null;
  /** The last one. */
  lastAttempt: WebhookAttempt | null;
}

/** `GET /api/v1/webhook-endpoints/{id}/calls/{call}`: also the answer to a test and to a re-send. */
export interface WebhookCallWithAttempts extends WebhookCall {
  /** `webhook-id` of every attempt. */
  messageId: string;
  /** The JSON as it is sent. */
  body: string;
  /** The first one first. */
  history: WebhookAttempt[];
}

export interface WebhookAttempt {
  attempt: number;
  at: string;
  outcome: 'done' | 'failed';
  /** The HTTP status; null: there was no answer. */
  status: number | null;
  durationMs: number;
  /** The beginning of the answer, or what went wrong, in words. */
  detail: string;
}
