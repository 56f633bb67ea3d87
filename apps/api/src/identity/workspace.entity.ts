import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('workspaces')
export class Workspace {
  @PrimaryColumn('uuid')
  workspaceId: string;

  @Column('text')
  name: string;

  @Column('timestamptz')
  createdAt: Date;
}
