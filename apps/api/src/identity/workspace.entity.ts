import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('workspaces')
export class Workspace {
  @PrimaryColumn('uuid')
  workspaceId: string;

  @Column('text')
  name: string;

  @Column('timestamptz')
  createdAt: Date;

  /** Of people who do not exist: nothing of it leaves. */
  @Column('boolean')
  demo: boolean;

  /** Machine time; null: a real workspace, or a demo that is not all there yet. */
  @Column('timestamptz', { nullable: true })
  demoReadyAt: Date | null;
}
