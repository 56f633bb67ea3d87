import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CONFIG, type ProcessConfig } from '../config/config.js';
import { Clock } from '../platform/clock/clock.js';
import { newId } from '../platform/database/ids.js';
import { newApiKeyToken } from './keys/api-key-token.js';
import { ApiKeys } from './keys/api-keys.js';
import { BEFORE_ALL_DATES, WorkspaceZone } from './workspace-zone.entity.js';
import { Workspace } from './workspace.entity.js';

/** Names the lock under which the first of many starting processes makes the first workspace. */
const FIRST_START_LOCK = 7_283_412;

/** Makes what a new database needs before anyone can get in. */
@Injectable()
export class FirstStart {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly apiKeys: ApiKeys,
    @Inject(CONFIG) private readonly config: ProcessConfig,
  ) {}

  /**
   * Sees to it that there is a workspace and, if any may be told here, a key to it. Returns that key: the
   * configured one, else the `known` one if it still fits, else a new one where `mayIssue` allows that or the
   * workspace is new.
   */
  async prepare({
    known,
    mayIssue,
  }: {
    known: string | undefined;
    mayIssue: boolean;
  }): Promise<string | undefined> {
    if (this.config.clock) await this.clock.setOnce(this.config.clock);
    return this.dataSource.transaction(async (manager) => {
      await manager.query('select pg_advisory_xact_lock($1)', [FIRST_START_LOCK]);
      const existing = await this.findFirst(manager);
      const workspaceId = existing ?? (await this.create(manager));
      const { apiKey } = this.config;
      if (apiKey !== undefined) {
        await this.apiKeys.add(manager, workspaceId, 'Configured key', apiKey);
        return apiKey;
      }
      if (known !== undefined && (await this.apiKeys.find(known, manager)).kind === 'key') return known;
      if (existing !== undefined && !mayIssue) return undefined;
      const token = newApiKeyToken();
      await this.apiKeys.add(manager, workspaceId, 'Local key', token);
      return token;
    });
  }

  private async findFirst(manager: EntityManager): Promise<string | undefined> {
    const [first] = await manager.find(Workspace, {
      order: { createdAt: 'ASC', workspaceId: 'ASC' },
      take: 1,
    });
    return first?.workspaceId;
  }

  private async create(manager: EntityManager): Promise<string> {
    const workspaceId = newId();
    await manager.insert(Workspace, { workspaceId, name: 'My company', createdAt: this.clock.machineNow() });
    await manager.insert(WorkspaceZone, { workspaceId, fromDate: BEFORE_ALL_DATES, timeZone: 'UTC' });
    return workspaceId;
  }
}
