import type { Permission } from '@dunwell/contract';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A key to one workspace. Only its hash is kept. */
@Entity('api_keys')
export class ApiKey {
  @PrimaryColumn('uuid')
  workspaceId: string;

  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  name: string;

  @Column('bytea')
  tokenHash: Buffer;

  @Column('timestamptz')
  createdAt: Date;

  /** Its first characters, to know it again. */
  @Column('text', { nullable: true })
  begins: string | null;

  @Column('text', { array: true })
  permissions: Permission[];

  /** Who made it; null: the first start. */
  @Column('text', { nullable: true })
  createdBy: string | null;

  @Column('timestamptz', { nullable: true })
  expiresAt: Date | null;

  @Column('timestamptz', { nullable: true })
  revokedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  lastUsedAt: Date | null;
}
