import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What stands in the database for "always held". */
export const BEFORE_ALL_DATES = '-infinity';

/** A workspace's zone from a date on, until its next row (S21). */
@Entity('workspace_zones')
export class WorkspaceZone {
  @PrimaryColumn('uuid')
  workspaceId: string;

  @PrimaryColumn('date')
  fromDate: string;

  @Column('text')
  timeZone: string;
}
