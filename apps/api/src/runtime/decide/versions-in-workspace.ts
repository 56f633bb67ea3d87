import type { Backlog } from '@dunwell/contract';
import type { WorkspaceLimits } from '@dunwell/engine';
import type { CatalogueContext } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { findVersion, type VersionRecord } from '../../automations/automation-version.js';
import { catalogueContext } from '../../automations/catalogue-context.js';
import { automationInWorkspace, type AutomationInWorkspace } from './automation-in-workspace.js';
import { workspaceLimits } from './workspace-limits.js';

/** A published version made ready, with what its publish said of the backlog (S12). */
export interface ReadyVersion extends AutomationInWorkspace {
  backlog: Backlog;
}

/** Published versions of one workspace made ready, each once; made for one run and thrown away with it. */
export class VersionsInWorkspace {
  private workspace: { context: CatalogueContext; limits: WorkspaceLimits } | undefined;
  private readonly ready = new Map<string, ReadyVersion>();

  constructor(
    private readonly manager: EntityManager,
    private readonly workspaceId: string,
  ) {}

  /** What the workspace adds to the catalogue and to the limits of its automations (S14), read once. */
  async readWorkspace(): Promise<{ context: CatalogueContext; limits: WorkspaceLimits }> {
    return (this.workspace ??= {
      context: await catalogueContext(this.manager, this.workspaceId),
      limits: await workspaceLimits(this.manager, this.workspaceId),
    });
  }

  async get(automationId: string, version: number): Promise<ReadyVersion> {
    const known = this.ready.get(keyOf(automationId, version));
    if (known) return known;
    const published = await findVersion(this.manager, this.workspaceId, automationId, version);
    if (!published) throw new Error(`Version ${version} of automation ${automationId} does not exist.`);
    return this.makeReady(automationId, published);
  }

  /** Makes a version ready that has been read already. */
  async makeReady(
    automationId: string,
    { version, document, backlog }: Pick<VersionRecord, 'version' | 'document' | 'backlog'>,
  ): Promise<ReadyVersion> {
    const workspace = await this.readWorkspace();
    const ready = { ...automationInWorkspace(this.workspaceId, document, workspace), backlog };
    this.ready.set(keyOf(automationId, version), ready);
    return ready;
  }
}

const keyOf = (automationId: string, version: number): string => `${automationId} ${version}`;
