import type {
  WebhookEndpoint,
  WebhookEndpointChange,
  WebhookEndpointInput,
  WebhookSecret,
} from '@dunwell/contract';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CONFIG, type ProcessConfig } from '../config/config.js';
import { newKeys, shownSecret } from '../connectors/webhook/rotating-secret.js';
import { Clock } from '../platform/clock/clock.js';
import { newId } from '../platform/database/ids.js';
import { conflict, notFound } from '../platform/http/app-error.js';
import { announce } from '../platform/notify/announce.js';
import { ENDPOINT_COLUMNS, toEndpoint, type EndpointRow } from './endpoint.js';
import { SECRET_UNREADABLE, sealSecret, unsealSecret } from './endpoint-secret.js';

/** Enough for every system of a company; each event is recorded once for each of them. */
const MOST_ENDPOINTS = 20;

/** The addresses that are told what happens in a workspace, and their secrets. */
@Injectable()
export class Endpoints {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: ProcessConfig,
  ) {}

  /** The newest first. */
  async list(
    workspaceId: string,
    { before, limit }: { before: string | undefined; limit: number },
  ): Promise<WebhookEndpoint[]> {
    const rows = await this.dataSource.query<EndpointRow[]>(
      `select ${ENDPOINT_COLUMNS} from webhook_endpoints
       where workspace_id = $1 and ($2::uuid is null or endpoint_id < $2)
       order by endpoint_id desc limit $3`,
      [workspaceId, before ?? null, limit],
    );
    return rows.map(toEndpoint);
  }

  async add(workspaceId: string, input: WebhookEndpointInput): Promise<WebhookEndpoint> {
    return this.dataSource.transaction(async (manager) => {
      const now = await this.clock.businessNow(manager);
      const id = newId();
      const secret = sealSecret(newKeys(), this.config.secret, { workspaceId, endpointId: id });
      const rows = await manager.query<EndpointRow[]>(
        `insert into webhook_endpoints (workspace_id, endpoint_id, url, description, events, enabled, secret,
           secret_made_at, created_at)
         select $1, $2, $3, $4, $5, $6, $7, $8, $9
         where (select count(*) from webhook_endpoints where workspace_id = $1) < $10
         returning ${ENDPOINT_COLUMNS}`,
        [
          ...[workspaceId, id, input.url, input.description ?? null, input.events, input.enabled ?? true],
          ...[secret, this.clock.machineNow(), now, MOST_ENDPOINTS],
        ],
      );
      const [added] = rows;
      if (added) return toEndpoint(added);
      throw conflict('tooManyEndpoints', `A workspace tells at most ${MOST_ENDPOINTS} endpoints.`);
    });
  }

  /** Switching one on clears why it was off, and sends what waits. */
  async change(workspaceId: string, id: string, change: WebhookEndpointChange): Promise<WebhookEndpoint> {
    return this.dataSource.transaction(async (manager) => {
      const before = await this.find(manager, workspaceId, id);
      const { url, description, events, enabled } = { ...before, ...change };
      const switchedOn = enabled && !before.enabled;
      const [rows] = await manager.query<[EndpointRow[], number]>(
        `update webhook_endpoints set url = $3, description = $4, events = $5, enabled = $6,
           disabled_because = case when $6 then null else disabled_because end,
           failing_since = case when $7 then null else failing_since end
         where workspace_id = $1 and endpoint_id = $2
         returning ${ENDPOINT_COLUMNS}`,
        [workspaceId, id, url, description, events, enabled, switchedOn],
      );
      if (switchedOn) await announce(manager, workspaceId, 'outgoing');
      const [changed] = rows;
      if (!changed) throw notFound('webhook endpoint', id);
      return toEndpoint(changed);
    });
  }

  /** With its log and what still waits for it. */
  async remove(workspaceId: string, id: string): Promise<void> {
    const [, removed] = await this.dataSource.query<[unknown, number]>(
      'delete from webhook_endpoints where workspace_id = $1 and endpoint_id = $2',
      [workspaceId, id],
    );
    if (removed === 0) throw notFound('webhook endpoint', id);
  }

  async find(manager: EntityManager, workspaceId: string, id: string): Promise<EndpointRow> {
    const [row] = await manager.query<EndpointRow[]>(
      `select ${ENDPOINT_COLUMNS} from webhook_endpoints where workspace_id = $1 and endpoint_id = $2
       for no key update`,
      [workspaceId, id],
    );
    if (!row) throw notFound('webhook endpoint', id);
    return row;
  }

  async secret(workspaceId: string, id: string): Promise<WebhookSecret> {
    const { keys, createdAt } = await this.openSecret(this.dataSource.manager, workspaceId, id);
    if (keys === undefined) throw conflict('webhookSecretUnreadable', SECRET_UNREADABLE);
    return shownSecret({ keys, createdAt }, this.clock.machineNow());
  }

  /** Makes a new secret; calls are signed with both for a day. */
  async rotateSecret(workspaceId: string, id: string): Promise<WebhookSecret> {
    return this.dataSource.transaction(async (manager) => {
      await this.find(manager, workspaceId, id);
      // One that cannot be read any more cannot sign either: the new one stands alone.
      const { keys: former } = await this.openSecret(manager, workspaceId, id);
      const keys = newKeys(former);
      const createdAt = this.clock.machineNow();
      await manager.query(
        `update webhook_endpoints set secret = $3, secret_made_at = $4
         where workspace_id = $1 and endpoint_id = $2`,
        [workspaceId, id, sealSecret(keys, this.config.secret, { workspaceId, endpointId: id }), createdAt],
      );
      return shownSecret({ keys, createdAt }, createdAt);
    });
  }

  private async openSecret(
    manager: EntityManager,
    workspaceId: string,
    id: string,
  ): Promise<{ keys: Buffer | undefined; createdAt: Date }> {
    const [row] = await manager.query<{ secret: Buffer; createdAt: Date }[]>(
      `select secret, secret_made_at as "createdAt" from webhook_endpoints
       where workspace_id = $1 and endpoint_id = $2`,
      [workspaceId, id],
    );
    if (!row) throw notFound('webhook endpoint', id);
    const keys = unsealSecret(row.secret, this.config.secret, { workspaceId, endpointId: id });
    return { keys, createdAt: row.createdAt };
  }
}
