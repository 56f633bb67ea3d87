import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface WorkspaceZoneChange {
  workspaceId: string;
  /** The first business date of the new zone (S21). */
  fromDate: string;
  timeZone: string;
}

/** Runs in the transaction of the change, so both hold or neither. */
export type WorkspaceZoneListener = (change: WorkspaceZoneChange, manager: EntityManager) => Promise<void>;

/** Where modules that keep something per zone ask to be told. */
@Injectable()
export class WorkspaceZoneListeners {
  private readonly listeners: WorkspaceZoneListener[] = [];

  register(listener: WorkspaceZoneListener): void {
    this.listeners.push(listener);
  }

  async notify(change: WorkspaceZoneChange, manager: EntityManager): Promise<void> {
    for (const listener of this.listeners) await listener(change, manager);
  }
}
