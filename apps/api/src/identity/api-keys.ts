import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import { newId } from '../platform/database/ids.js';
import { ApiKey } from './api-key.entity.js';
import { hashToken } from './api-key-token.js';

const LAST_USED_PRECISION = 60_000;

@Injectable()
export class ApiKeys {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The key a token belongs to, unless it is unknown or revoked. */
  async find(token: string, manager: EntityManager = this.dataSource.manager): Promise<ApiKey | undefined> {
    const key = await manager.findOneBy(ApiKey, { tokenHash: hashToken(token) });
    return key?.revokedAt === null ? key : undefined;
  }

  /** Notes that a key was used, to the minute: a write per request would cost more than it tells. */
  async noteUse({ workspaceId, id, lastUsedAt }: ApiKey): Promise<void> {
    const now = this.clock.machineNow();
    if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < LAST_USED_PRECISION) return;
    await this.dataSource.manager.update(ApiKey, { workspaceId, id }, { lastUsedAt: now });
  }

  /** Lets `token` into a workspace; does nothing when it already is a key. */
  async add(manager: EntityManager, workspaceId: string, name: string, token: string): Promise<void> {
    await manager
      .createQueryBuilder()
      .insert()
      .into(ApiKey)
      .values({
        workspaceId,
        id: newId(),
        name,
        tokenHash: hashToken(token),
        createdAt: this.clock.machineNow(),
      })
      .orIgnore()
      .execute();
  }
}
