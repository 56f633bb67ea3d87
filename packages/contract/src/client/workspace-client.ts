import type { WebhookSecret } from '../effects.js';
import type { TestMessageResult } from '../workspace-settings.js';
import type { ClockReading, Workspace, WorkspaceChange } from '../workspace.js';
import type { Connection } from './connection.js';

/** The workspace of the key: its name, zone and settings, business time, the secret of its webhooks. */
export class WorkspaceClient {
  constructor(private readonly connection: Connection) {}

  /** The workspace the key belongs to. */
  get(): Promise<Workspace> {
    return this.connection.json('GET', '/workspace');
  }

  /** Changes its name, zone or settings; a zone takes effect on a date to come (S21). */
  change(change: WorkspaceChange): Promise<Workspace> {
    return this.connection.json('PATCH', '/workspace', { json: change });
  }

  /** Sends a test message and tells what became of it. */
  sendTestMessage(to: string): Promise<TestMessageResult> {
    return this.connection.json('POST', '/workspace/test-message', { json: { to } });
  }

  /** Business now (S1). */
  getClock(): Promise<ClockReading> {
    return this.connection.json('GET', '/clock');
  }

  /** Moves business now forwards, of every workspace; `drain`: answers when all that is due is done (S1). */
  moveClock(now: string, { drain }: { drain?: boolean } = {}): Promise<ClockReading> {
    return this.connection.json('PUT', '/clock', { json: { now }, query: { drain } });
  }

  /** The secret that webhook calls are signed with. */
  getWebhookSecret(): Promise<WebhookSecret> {
    return this.connection.json('GET', '/webhook-secret');
  }

  /** Makes a new secret; calls are signed with both for a day. */
  rotateWebhookSecret(): Promise<WebhookSecret> {
    return this.connection.json('POST', '/webhook-secret/rotate');
  }
}
