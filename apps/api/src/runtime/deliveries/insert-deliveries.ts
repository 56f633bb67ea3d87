import { deliveryKey, type ActDecision, type Decision } from '@dunwell/engine';
import { ACTIONS } from '@dunwell/language';
import type { EntityManager } from 'typeorm';

interface DeliveryToInsert {
  key: string;
  journeyId: string;
  automationId: string;
  accountId: string;
  stepId: string;
  occurrence: string;
  kind: string;
  action: unknown;
  outward: boolean;
  /** Since when, where it is not from now on. */
  dueAt?: Date;
}

/** The effects that a journey's decisions ask for, each under its key (S15). */
export function deliveriesOf(
  journey: { journeyId: string; automationId: string; accountId: string },
  decisions: readonly Decision[],
): DeliveryToInsert[] {
  const { journeyId, automationId, accountId } = journey;
  return decisions.filter(isAct).map(({ step, occurrence, action }) => ({
    key: deliveryKey({ automationId, journeyId, step, occurrence }),
    journeyId,
    automationId,
    accountId,
    stepId: step,
    occurrence,
    kind: action.kind,
    action,
    outward: ACTIONS[action.kind].outward,
  }));
}

/** Records effects to be had, in the transaction that decided them; one whose key exists is left as it is (S15). */
export async function insertDeliveries(
  manager: EntityManager,
  workspaceId: string,
  deliveries: readonly DeliveryToInsert[],
  now: Date,
): Promise<void> {
  if (deliveries.length === 0) return;
  await manager.query(
    `with effects as (
       select * from json_to_recordset($2::json)
         d(key text, "journeyId" uuid, "automationId" uuid, "accountId" uuid, ${EFFECT_COLUMNS})
     )
     ${insertEffectsSql('effects')}`,
    [workspaceId, JSON.stringify(deliveries), now],
  );
}

/** The columns of effects in JSON that say what is to be done; an action keeps the order of its settings. */
export const EFFECT_COLUMNS =
  '"stepId" text, occurrence text, kind text, action json, outward boolean, "dueAt" timestamptz';

/**
 * SQL that records the effects of a relation as deliveries; `$1`: their workspace, `$3`: when those are due that do not
 * say it.
 */
export const insertEffectsSql = (effects: string): string =>
  `insert into deliveries (workspace_id, key, journey_id, automation_id, account_id, step_id, occurrence, kind,
     action, outward, status, due_at, first_due_at)
   select $1, d.key, d."journeyId", d."automationId", d."accountId", d."stepId", d.occurrence, d.kind, d.action,
     d.outward, 'due', coalesce(d."dueAt", $3), coalesce(d."dueAt", $3)
   from ${effects} d
   on conflict do nothing`;

const isAct = (decision: Decision): decision is ActDecision => decision.kind === 'act';
