import type { Assignee } from '@dunwell/language';

/** An entry of `GET /api/v1/messages?account=`: an e-mail as it was sent, or lies in the built-in outbox. */
export interface Message {
  /** The key of the delivery it belongs to. */
  delivery: string;
  /** The account's key. */
  account: string;
  audience: 'customer' | 'team';
  recipients: string[];
  subject: string;
  text: string;
  html: string;
  /** `outbox`: no mail server is set up, it was kept and not sent. */
  transport: 'smtp' | 'outbox';
  sentAt: string;
}

export type TaskStatus = 'open' | 'done';

/** An entry of `GET /api/v1/tasks?account=&status=`. */
export interface Task {
  id: string;
  /** The key of the delivery that made it. */
  delivery: string;
  /** The account's key. */
  account: string;
  title: string;
  notes: string | null;
  dueOn: string;
  assignee: Assignee | null;
  status: TaskStatus;
  createdAt: string;
}

/** `GET /api/v1/webhook-secret`, and the answer to `POST /api/v1/webhook-secret/rotate`. */
export interface WebhookSecret {
  /** `whsec_…`, as Standard Webhooks libraries take it. */
  secret: string;
  createdAt: string;
  /** Calls are signed with the former secret as well until then; null: there is none. */
  previousUntil: string | null;
}
