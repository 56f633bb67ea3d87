import { PERMISSIONS } from '@dunwell/contract';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/database/ids.js';
import { hashToken } from '../tokens.js';
import { LAST_SEEN_PRECISION } from '../last-seen.js';
import { beginningOf } from './api-key-token.js';
import { ApiKey } from './api-key.entity.js';

/** What a token turns out to be. */
export type FoundKey = { kind: 'key'; key: ApiKey } | { kind: 'unknown' | 'revoked' | 'expired' };

@Injectable()
export class ApiKeys {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The key a token belongs to, or why it lets nobody in. */
  async find(token: string, manager: EntityManager = this.dataSource.manager): Promise<FoundKey> {
    const key = await manager.findOneBy(ApiKey, { tokenHash: hashToken(token) });
    if (!key) return { kind: 'unknown' };
    if (key.revokedAt !== null) return { kind: 'revoked' };
    const isOver = key.expiresAt !== null && key.expiresAt <= this.clock.machineNow();
    return isOver ? { kind: 'expired' } : { kind: 'key', key };
  }

  /** Notes that a key was used, to the minute: a write per request would cost more than it tells. */
  async noteUse({ workspaceId, id, lastUsedAt }: ApiKey): Promise<void> {
    const now = this.clock.machineNow();
    if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < LAST_SEEN_PRECISION) return;
    await this.dataSource.manager.update(ApiKey, { workspaceId, id }, { lastUsedAt: now });
  }

  /** Lets `token` do everything in a workspace; does nothing when it already is a key. */
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
        begins: beginningOf(token),
        permissions: [...PERMISSIONS],
        createdAt: this.clock.machineNow(),
      })
      .orIgnore()
      .execute();
  }
}
