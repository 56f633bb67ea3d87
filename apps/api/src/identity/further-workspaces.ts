import type { OwnWorkspace } from '@dunwell/contract';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import { auditTimes } from './audit/audit-times.js';
import { recordAudit } from './audit/record-audit.js';
import { inNoWorkspace } from './access/refusals.js';
import type { SignedInPerson } from './current-caller.js';
import { makeWorkspace } from './make-workspace.js';
import { insertMembership, ownWorkspaces } from './people/person-store.js';

/** Workspaces that people make beside the one they are in. */
@Injectable()
export class FurtherWorkspaces {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Whoever makes it is its admin. Refused to who belongs nowhere any more: they were shown out. */
  async create(
    { personId, name: by, requestId }: SignedInPerson,
    { name, timeZone }: { name: string; timeZone?: string },
  ): Promise<OwnWorkspace> {
    return this.dataSource.transaction(async (manager) => {
      if ((await ownWorkspaces(manager, personId)).length === 0) throw inNoWorkspace();
      const now = this.clock.machineNow();
      const workspaceId = await makeWorkspace(manager, { name, timeZone }, now);
      await insertMembership(manager, { workspaceId, personId, role: 'admin' }, now);
      const actor = { kind: 'person', id: personId, name: by } as const;
      const times = await auditTimes(this.clock, manager);
      await recordAudit(manager, { workspaceId, actor, requestId, ...times }, [
        {
          action: 'workspace.created',
          subject: { kind: 'workspace', key: workspaceId },
          after: { name, timeZone },
        },
      ]);
      return { id: workspaceId, name, role: 'admin' };
    });
  }
}
