import { isDeepStrictEqual } from 'node:util';
import type { AuditAction } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { recordAudit, type Authorship } from '../../identity/audit/record-audit.js';
import type { HoldFacts } from './hold-facts.js';

/** A hold before, if there was one, and after what somebody did. */
export interface AuditedHold {
  before: HoldFacts | null;
  after: HoldFacts;
}

/** Tells the log what became of a hold, under its account; nothing where nothing did. */
export async function auditHold(
  manager: EntityManager,
  authorship: Authorship,
  action: AuditAction,
  { before, after }: AuditedHold,
): Promise<void> {
  if (isDeepStrictEqual(before, after)) return;
  await recordAudit(manager, authorship, [
    {
      action,
      subject: { kind: 'account', key: after.account },
      ...(before && { before: toldOf(before) }),
      after: toldOf(after),
    },
  ]);
}

function toldOf(facts: HoldFacts): Record<string, unknown> {
  const { id: hold, invoice, reason, leaveOut, fromAt, untilAt, liftedAt, note, promisedAmount } = facts;
  return {
    hold,
    invoice,
    reason,
    leaveOut,
    from: instantOf(fromAt),
    until: instantOf(untilAt),
    liftedAt: liftedAt === null ? null : instantOf(liftedAt),
    note,
    promisedAmount,
  };
}

/** null: no end. */
const instantOf = (at: number): string | null => (Number.isFinite(at) ? new Date(at).toISOString() : null);
