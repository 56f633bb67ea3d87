import type { Permission } from '@dunwell/contract';
import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, LessThan } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/database/ids.js';
import { invalidRequest, notFound } from '../../platform/http/app-error.js';
import type { Caller } from '../../platform/http/app-request.js';
import { refuseGrantingMore } from '../access/grants.js';
import { auditTimes } from '../audit/audit-times.js';
import { recordAudit } from '../audit/record-audit.js';
import { hashToken } from '../tokens.js';
import { beginningOf, newApiKeyToken } from './api-key-token.js';
import { ApiKey } from './api-key.entity.js';

export interface KeyToMake {
  name: string;
  permissions: readonly Permission[];
  expiresAt: Date | undefined;
}

/** Making and ending the keys of a workspace. */
@Injectable()
export class KeyAdmin {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Keys that have not been revoked, expired ones included, the newest first. */
  list(
    workspaceId: string,
    { before, limit }: { before: string | undefined; limit: number },
  ): Promise<ApiKey[]> {
    return this.dataSource.manager.find(ApiKey, {
      where: { workspaceId, revokedAt: IsNull(), ...(before === undefined ? {} : { id: LessThan(before) }) },
      order: { id: 'DESC' },
      take: limit,
    });
  }

  /** The token is in the answer, and nowhere else. */
  async create(
    caller: Caller & { permissions: readonly Permission[] },
    { name, permissions, expiresAt }: KeyToMake,
  ): Promise<{ key: ApiKey; token: string }> {
    refuseGrantingMore(caller.permissions, permissions);
    const createdAt = this.clock.machineNow();
    if (expiresAt !== undefined && expiresAt <= createdAt) throw expiryPassed();
    const token = newApiKeyToken();
    const { workspaceId, actor } = caller;
    const key = {
      workspaceId,
      id: newId(),
      name,
      tokenHash: hashToken(token),
      begins: beginningOf(token),
      permissions: [...new Set(permissions)],
      createdBy: actor.name,
      createdAt,
      expiresAt: expiresAt ?? null,
      revokedAt: null,
      lastUsedAt: null,
    };
    await this.dataSource.transaction(async (manager) => {
      await manager.insert(ApiKey, key);
      await recordAudit(manager, { ...caller, ...(await auditTimes(this.clock, manager)) }, [
        { action: 'apiKey.created', subject: { kind: 'apiKey', key: key.id }, after: toldOf(key) },
      ]);
    });
    return { key, token };
  }

  async revoke(caller: Caller, id: string): Promise<void> {
    const { workspaceId } = caller;
    await this.dataSource.transaction(async (manager) => {
      const key = await manager.findOne(ApiKey, {
        where: { workspaceId, id, revokedAt: IsNull() },
        lock: { mode: 'pessimistic_write' },
      });
      if (!key) throw notFound('key', id);
      await manager.update(ApiKey, { workspaceId, id }, { revokedAt: this.clock.machineNow() });
      await recordAudit(manager, { ...caller, ...(await auditTimes(this.clock, manager)) }, [
        { action: 'apiKey.revoked', subject: { kind: 'apiKey', key: id }, before: toldOf(key) },
      ]);
    });
  }
}

/** What the log says of a key. */
const toldOf = ({ name, begins, permissions, expiresAt }: ApiKey) => ({
  name,
  begins,
  permissions,
  expiresAt,
});

const expiryPassed = () =>
  invalidRequest([{ path: 'expiresAt', code: 'past', message: 'expiresAt must be an instant to come.' }]);
