import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CONFIG, type ProcessConfig } from '../../config/config.js';
import { Clock } from '../../platform/clock/clock.js';
import { newApiKeyToken } from '../keys/api-key-token.js';
import { ApiKeys } from '../keys/api-keys.js';
import { makeWorkspace } from '../make-workspace.js';
import { Workspace } from '../workspace.entity.js';
import { lockFirstStart } from './lock-first-start.js';

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
      await lockFirstStart(manager);
      const existing = await this.findFirst(manager);
      const workspaceId =
        existing ?? (await makeWorkspace(manager, { name: 'My company' }, this.clock.machineNow()));
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
}
