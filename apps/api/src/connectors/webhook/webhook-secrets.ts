import type { WebhookSecret } from '@dunwell/contract';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CONFIG, type ProcessConfig } from '../../config/config.js';
import { recordAudit } from '../../identity/audit/record-audit.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Caller } from '../../platform/http/app-request.js';
import {
  newKeys,
  shownSecret,
  signatureOf,
  type RotatingSecret,
  type SignedMessage,
} from './rotating-secret.js';
import { seal, unseal } from './seal.js';
import { SecretUnreadable } from './secret-unreadable.js';

/** Each workspace's secret for signing webhooks: made when first needed, encrypted where it is stored, never logged. */
@Injectable()
export class WebhookSecrets {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<ProcessConfig, 'secret'>,
  ) {}

  async current(workspaceId: string): Promise<WebhookSecret> {
    return shownSecret(await this.stored(workspaceId), this.clock.machineNow());
  }

  /** Makes a new secret; calls are signed with both for a day, so that none is lost while receivers change over. */
  async rotate(caller: Caller): Promise<WebhookSecret> {
    const { workspaceId } = caller;
    return this.dataSource.transaction(async (manager) => {
      const [row] = await manager.query<SealedSecret[]>(`${READ} for update`, [workspaceId]);
      // One that cannot be read any more cannot sign either: the new one stands alone.
      const keys = newKeys(row && unseal(row.secret, this.config.secret, workspaceId));
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
      return shownSecret({ keys, createdAt }, createdAt);
    });
  }

  /** The signature header of a message; holds two signatures while a former secret still counts. */
  async sign(workspaceId: string, message: SignedMessage): Promise<string> {
    return signatureOf(await this.stored(workspaceId), message);
  }

  private async stored(workspaceId: string): Promise<RotatingSecret> {
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
    const sealed = seal(newKeys(), this.config.secret, workspaceId);
    const [row] = await this.dataSource.query<SealedSecret[]>(
      `insert into webhook_secrets (workspace_id, secret, created_at) values ($1, $2, $3)
       on conflict (workspace_id) do update set created_at = webhook_secrets.created_at
       returning secret, created_at as "createdAt"`,
      [workspaceId, sealed, this.clock.machineNow()],
    );
    if (!row) throw new Error('An upsert returns its row.');
    return row;
  }
}

/** As it lies in the table. */
interface SealedSecret {
  secret: Buffer;
  createdAt: Date;
}

const READ = 'select secret, created_at as "createdAt" from webhook_secrets where workspace_id = $1';
