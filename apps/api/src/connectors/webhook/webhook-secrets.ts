import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { DataSource } from 'typeorm';
import { CONFIG, type ProcessConfig } from '../../config/config.js';
import { recordAudit } from '../../identity/audit/record-audit.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Caller } from '../../platform/http/app-request.js';
import { seal, unseal } from './seal.js';
import { SecretUnreadable } from './secret-unreadable.js';

/** As the receiver enters it. */
export interface StoredWebhookSecret {
  /** `whsec_…` */
  secret: string;
  createdAt: Date;
  /** The one before still signs as well until then; null: there is none. */
  previousUntil: Date | null;
}

/** What is signed. */
export interface SignedMessage {
  id: string;
  timestamp: Date;
  body: string;
}

const KEY_BYTES = 32;
/** How long receivers have to enter the new secret, in milliseconds. */
const OVERLAP = 24 * 3_600_000;

/** Each workspace's secret for signing webhooks: made when first needed, encrypted where it is stored, never logged. */
@Injectable()
export class WebhookSecrets {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<ProcessConfig, 'secret'>,
  ) {}

  async current(workspaceId: string): Promise<StoredWebhookSecret> {
    return this.shown(await this.stored(workspaceId));
  }

  /** Makes a new secret; calls are signed with both for a day, so that none is lost while receivers change over. */
  async rotate(caller: Caller): Promise<StoredWebhookSecret> {
    const { workspaceId } = caller;
    return this.dataSource.transaction(async (manager) => {
      const [row] = await manager.query<SealedSecret[]>(`${READ} for update`, [workspaceId]);
      // One that cannot be read any more cannot sign either: the new one stands alone.
      const former = row && unseal(row.secret, this.config.secret, workspaceId);
      const keys = Buffer.concat([randomBytes(KEY_BYTES), former?.subarray(0, KEY_BYTES) ?? Buffer.of()]);
      const createdAt = this.clock.machineNow();
      await manager.query(
        `insert into webhook_secrets (workspace_id, secret, created_at) values ($1, $2, $3)
         on conflict (workspace_id) do update set secret = excluded.secret, created_at = excluded.created_at`,
        [workspaceId, seal(keys, this.config.secret, workspaceId), createdAt],
      );
      const businessAt = await this.clock.businessNow(manager);
      await recordAudit(manager, { ...caller, at: createdAt, businessAt }, [
        { action: 'webhookSecret.rotated', subject: { kind: 'workspace', key: workspaceId } },
      ]);
      return this.shown({ keys, createdAt });
    });
  }

  /** The signature header of a message; holds two signatures while a former secret still counts. */
  async sign(workspaceId: string, { id, timestamp, body }: SignedMessage): Promise<string> {
    const stored = await this.stored(workspaceId);
    return this.valid(stored)
      .map((key) => new Webhook(key, { format: 'raw' }).sign(id, timestamp, body))
      .join(' ');
  }

  private async stored(workspaceId: string): Promise<OpenSecret> {
    const row = (await this.read(workspaceId)) ?? (await this.make(workspaceId));
    const keys = unseal(row.secret, this.config.secret, workspaceId);
    if (keys === undefined) throw new SecretUnreadable();
    return { keys, createdAt: row.createdAt };
  }

  private async read(workspaceId: string): Promise<SealedSecret | undefined> {
    const [row] = await this.dataSource.query<SealedSecret[]>(READ, [workspaceId]);
    return row;
  }

  /** When two make one at once, the first is kept and both use it. */
  private async make(workspaceId: string): Promise<SealedSecret> {
    const sealed = seal(randomBytes(KEY_BYTES), this.config.secret, workspaceId);
    const [row] = await this.dataSource.query<SealedSecret[]>(
      `insert into webhook_secrets (workspace_id, secret, created_at) values ($1, $2, $3)
       on conflict (workspace_id) do update set created_at = webhook_secrets.created_at
       returning secret, created_at as "createdAt"`,
      [workspaceId, sealed, this.clock.machineNow()],
    );
    if (!row) throw new Error('An upsert returns its row.');
    return row;
  }

  private shown({ keys, createdAt }: OpenSecret): StoredWebhookSecret {
    const hasFormer = this.valid({ keys, createdAt }).length > 1;
    return {
      secret: `whsec_${keys.subarray(0, KEY_BYTES).toString('base64')}`,
      createdAt,
      previousUntil: hasFormer ? new Date(createdAt.getTime() + OVERLAP) : null,
    };
  }

  /** The keys that sign: the current one, and for a day the one before. */
  private valid({ keys, createdAt }: OpenSecret): Buffer[] {
    const current = keys.subarray(0, KEY_BYTES);
    const isOver = this.clock.machineNow().getTime() >= createdAt.getTime() + OVERLAP;
    return keys.length === KEY_BYTES || isOver ? [current] : [current, keys.subarray(KEY_BYTES)];
  }
}

/** As it lies in the table. */
interface SealedSecret {
  secret: Buffer;
  createdAt: Date;
}

/** The current key and, behind it, the one before, if any. */
interface OpenSecret {
  keys: Buffer;
  createdAt: Date;
}

const READ = 'select secret, created_at as "createdAt" from webhook_secrets where workspace_id = $1';
