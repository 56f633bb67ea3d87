import type { Workspace as WorkspaceState, WorkspaceChange, WorkspaceSettings } from '@dunwell/contract';
import { businessDateAt, zoneChangeTakesEffectOn } from '@dunwell/engine';
import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { DataSource, MoreThan, type EntityManager } from 'typeorm';
import { currenciesInUse } from '../billing/billing-reader.js';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/http/app-request.js';
import { auditTimes } from './audit/audit-times.js';
import { recordAudit } from './audit/record-audit.js';
import { invalidRequest } from '../platform/http/app-error.js';
import { ContactCapListeners } from './contact-cap-listeners.js';
import { settingsProblems, tidySettings } from './settings/check-settings.js';
import { readSettings } from './settings/read-settings.js';
import { writeSettings } from './settings/write-settings.js';
import { WorkspaceZoneListeners } from './workspace-zone-listeners.js';
import { BEFORE_ALL_DATES, WorkspaceZone } from './workspace-zone.entity.js';
import { Workspace } from './workspace.entity.js';

@Injectable()
export class Workspaces {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly zoneListeners: WorkspaceZoneListeners,
    private readonly capListeners: ContactCapListeners,
  ) {}

  async read(workspaceId: string, manager: EntityManager = this.dataSource.manager): Promise<WorkspaceState> {
    const { name } = await manager.findOneByOrFail(Workspace, { workspaceId });
    const { current, next } = await this.zones(workspaceId, manager);
    return {
      id: workspaceId,
      name,
      timeZone: current.timeZone,
      nextTimeZone: next ? { timeZone: next.timeZone, fromDate: next.fromDate } : null,
      currencies: await currenciesInUse(manager, workspaceId),
      ...(await readSettings(manager, workspaceId)),
    };
  }

  async change(caller: Caller, { name, timeZone, ...settings }: WorkspaceChange): Promise<WorkspaceState> {
    const { workspaceId } = caller;
    return this.dataSource.transaction(async (manager) => {
      // The row stands for the workspace: two changes at once go one after the other. What refers to it may be written
      // meanwhile: whoever does that may hold accounts that listeners wait for.
      await manager.findOneOrFail(Workspace, { where: { workspaceId }, lock: { mode: 'for_no_key_update' } });
      const before = await this.read(workspaceId, manager);
      if (name !== undefined) await manager.update(Workspace, { workspaceId }, { name });
      if (timeZone !== undefined) await this.changeZone(workspaceId, timeZone, manager);
      await this.changeSettings(workspaceId, settings, manager);
      const after = await this.read(workspaceId, manager);
      if (!isDeepStrictEqual(before, after)) {
        await recordAudit(manager, { ...caller, ...(await auditTimes(this.clock, manager)) }, [
          {
            action: 'workspace.changed',
            subject: { kind: 'workspace', key: workspaceId },
            before: toldOf(before),
            after: toldOf(after),
          },
        ]);
      }
      return after;
    });
  }

  private async changeSettings(
    workspaceId: string,
    change: Partial<WorkspaceSettings>,
    manager: EntityManager,
  ): Promise<void> {
    if (Object.keys(change).length === 0) return;
    const before = await readSettings(manager, workspaceId);
    const settings = tidySettings({ ...before, ...change });
    const problems = settingsProblems(settings);
    if (problems.length > 0) throw invalidRequest(problems);
    await writeSettings(manager, workspaceId, settings);
    if (isDeepStrictEqual(before.contactCap, settings.contactCap)) return;
    await this.capListeners.notify({ workspaceId, now: await this.clock.businessNow(manager) }, manager);
  }

  /** S21. A change that has not taken effect yet is replaced; going back to today's zone takes it away. */
  private async changeZone(workspaceId: string, timeZone: string, manager: EntityManager): Promise<void> {
    const { current, next, today } = await this.zones(workspaceId, manager);
    if (timeZone === (next ?? current).timeZone) return;
    await manager.delete(WorkspaceZone, { workspaceId, fromDate: MoreThan(today) });
    let fromDate = next?.fromDate ?? today;
    if (timeZone !== current.timeZone) {
      const now = await this.clock.businessNow(manager);
      fromDate = zoneChangeTakesEffectOn(now.getTime(), current.timeZone, timeZone);
      await manager.insert(WorkspaceZone, { workspaceId, fromDate, timeZone });
    }
    await this.zoneListeners.notify({ workspaceId, fromDate, timeZone }, manager);
  }

  private async zones(
    workspaceId: string,
    manager: EntityManager,
  ): Promise<{ current: WorkspaceZone; next: WorkspaceZone | undefined; today: string }> {
    const zones = await manager.find(WorkspaceZone, { where: { workspaceId }, order: { fromDate: 'ASC' } });
    const now = (await this.clock.businessNow(manager)).getTime();
    // Each zone begins on a date of its own, so the current one is the last that has begun by its own calendar.
    const index = zones.findLastIndex(
      ({ fromDate, timeZone }) => fromDate === BEFORE_ALL_DATES || fromDate <= businessDateAt(now, timeZone),
    );
    const current = zones[index];
    if (!current) throw new Error(`Workspace ${workspaceId} has no zone.`);
    return { current, next: zones[index + 1], today: businessDateAt(now, current.timeZone) };
  }
}

/** What the log says of a workspace: all that somebody sets. */
const toldOf = ({ id: _, currencies: __, ...settings }: WorkspaceState) => settings;
