/** `GET /api/v1/webhook-secret`, and the answer to `POST /api/v1/webhook-secret/rotate`. */
export interface WebhookSecret {
  /** `whsec_…`, as Standard Webhooks libraries take it. */
  secret: string;
  createdAt: string;
  /** Calls are signed with the former secret as well until then; null: there is none. */
  previousUntil: string | null;
}
