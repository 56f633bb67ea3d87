import { Injectable } from '@nestjs/common';
import { ChangeListeners } from './change-listeners.js';

export interface WorkspaceZoneChange {
  workspaceId: string;
  /** The first business date of the new zone (S21). */
  fromDate: string;
  timeZone: string;
}

/** Where modules that keep something per zone ask to be told. */
@Injectable()
export class WorkspaceZoneListeners extends ChangeListeners<WorkspaceZoneChange> {}
