import type { OutgoingEvent, WebhookEndpoint } from '@dunwell/contract';

/** An address outside that is told of events, without its secret. */
export interface EndpointRow {
  id: string;
  url: string;
  description: string | null;
  events: OutgoingEvent[];
  enabled: boolean;
  disabledBecause: string | null;
  failingSince: Date | null;
  createdAt: Date;
}

export const ENDPOINT_COLUMNS = `
  endpoint_id as id, url, description, events, enabled, disabled_because as "disabledBecause",
  failing_since as "failingSince", created_at as "createdAt"`;

export const toEndpoint = (row: EndpointRow): WebhookEndpoint => ({
  ...row,
  failingSince: row.failingSince?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
});
