import type { DeliveryDecision } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { recordAudit, type Authorship } from '../../identity/audit/record-audit.js';

/** Tells the log what somebody decided about deliveries, each under its key. */
export async function auditDecision(
  manager: EntityManager,
  authorship: Authorship,
  { keys, decision }: { keys: readonly string[]; decision: DeliveryDecision },
): Promise<void> {
  await recordAudit(
    manager,
    authorship,
    keys.map((key) => ({
      action: 'delivery.decided' as const,
      subject: { kind: 'delivery' as const, key },
      after: { decision },
    })),
  );
}
