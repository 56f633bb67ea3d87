import type { BillingEntity } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { recordAudit, type Authorship } from '../../identity/audit/record-audit.js';
import type { RowOutcome } from '../apply/apply-context.js';
import { WriteSummary } from './write-summary.js';

/** Tells the log of a batch of rows, in numbers; nothing where none changed anything. */
export async function auditRows(
  manager: EntityManager,
  authorship: Authorship,
  entity: BillingEntity,
  outcomes: readonly RowOutcome[],
): Promise<void> {
  const summary = new WriteSummary();
  summary.add(outcomes);
  const { created, updated, unchanged } = summary;
  if (created + updated === 0) return;
  await recordAudit(manager, authorship, [
    {
      action: 'billing.written',
      subject: { kind: 'billing', key: entity },
      after: { created, updated, unchanged },
    },
  ]);
}
