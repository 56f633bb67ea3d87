import type { WebhookSecret } from '../effects.js';
import type { Page } from '../page.js';
import type {
  WebhookCall,
  WebhookCallStatus,
  WebhookCallWithAttempts,
  WebhookEndpoint,
  WebhookEndpointChange,
  WebhookEndpointInput,
} from '../webhook-endpoints.js';
import type { Connection } from './connection.js';
import type { PageRequest } from './page-request.js';

/** Addresses that are told what Dunwell did, and how the calls went. */
export class WebhookEndpointsClient {
  constructor(private readonly connection: Connection) {}

  /** Endpoints, the newest first. */
  list(page: PageRequest = {}): Promise<Page<WebhookEndpoint>> {
    return this.connection.json('GET', '/webhook-endpoints', { query: { ...page } });
  }

  /** Adds an endpoint; it is told of what happens from now on. */
  add(input: WebhookEndpointInput): Promise<WebhookEndpoint> {
    return this.connection.json('POST', '/webhook-endpoints', { json: input });
  }

  /** Changes an endpoint, or switches it on or off. */
  change(id: string, change: WebhookEndpointChange): Promise<WebhookEndpoint> {
    return this.connection.json('PATCH', endpoint(id), { json: change });
  }

  /** Removes an endpoint, with its log and what still waits. */
  remove(id: string): Promise<void> {
    return this.connection.done('DELETE', endpoint(id));
  }

  /** The secret that its calls are signed with (Standard Webhooks). */
  getSecret(id: string): Promise<WebhookSecret> {
    return this.connection.json('GET', endpoint(id, '/secret'));
  }

  /** Makes a new secret; calls are signed with both for a day. */
  rotateSecret(id: string): Promise<WebhookSecret> {
    return this.connection.json('POST', endpoint(id, '/secret/rotate'));
  }

  /** Calls it now with an event that says nothing, whether it is switched on or not. */
  test(id: string): Promise<WebhookCallWithAttempts> {
    return this.connection.json('POST', endpoint(id, '/test'));
  }

  /** What it was told, the latest first. */
  listCalls(
    id: string,
    filter: PageRequest & { status?: WebhookCallStatus } = {},
  ): Promise<Page<WebhookCall>> {
    return this.connection.json('GET', endpoint(id, '/calls'), { query: { ...filter } });
  }

  /** One call with its body and every attempt. */
  getCall(id: string, call: string): Promise<WebhookCallWithAttempts> {
    return this.connection.json('GET', endpoint(id, `/calls/${encodeURIComponent(call)}`));
  }

  /** Makes an attempt now, whatever became of those before; under the same `webhook-id`. */
  resend(id: string, call: string): Promise<WebhookCallWithAttempts> {
    return this.connection.json('POST', endpoint(id, `/calls/${encodeURIComponent(call)}/resend`));
  }
}

const endpoint = (id: string, rest = ''): string => `/webhook-endpoints/${encodeURIComponent(id)}${rest}`;
