import type { RibbonEffect } from '@dunwell/contract';
import { businessDateIn, type Instant, type ZoneHistory } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { stepName, type StepOfDelivery } from './step-name.js';

/** More than a ribbon can show; the latest are kept. */
const MOST = 500;

interface Row extends StepOfDelivery {
  at: Date;
  automationId: string;
  automation: string;
  journeyId: string;
  delivery: string;
  kind: RibbonEffect['kind'];
  status: RibbonEffect['status'];
}

/** What Dunwell did about an account between two instants, or tried to, in order of time. */
export async function doneEffects(
  manager: EntityManager,
  {
    workspaceId,
    accountId,
    zones,
    from,
    to,
  }: { workspaceId: string; accountId: string; zones: ZoneHistory; from: Instant; to: Instant },
): Promise<RibbonEffect[]> {
  const rows = await manager.query<Row[]>(STATEMENT, [
    workspaceId,
    accountId,
    new Date(from),
    new Date(to),
    MOST,
  ]);
  return rows.reverse().map(({ at, action, step, ...effect }) => ({
    ...effect,
    at: at.toISOString(),
    date: businessDateIn(zones, at.getTime()),
    step: stepName({ action, step }),
  }));
}

/** What was taken, needs attention or is uncertain has not been finished: it stands where it was due. */
const STATEMENT = `
  select coalesce(d.finished_at, d.first_due_at) as at, d.automation_id as "automationId", a.name as automation,
    d.journey_id as "journeyId", d.key as delivery, d.kind, d.status, d.action,
    v.document -> 'steps' -> d.step_id as step
  from deliveries d
  join automations a on a.workspace_id = $1 and a.automation_id = d.automation_id
  join journeys j on j.workspace_id = $1 and j.journey_id = d.journey_id
  join automation_versions v
    on v.workspace_id = $1 and v.automation_id = j.automation_id and v.version = j.version
  where d.workspace_id = $1 and d.account_id = $2
    and d.status in ('accepted', 'done', 'failed', 'needsAttention', 'uncertain')
    and coalesce(d.finished_at, d.first_due_at) >= $3 and coalesce(d.finished_at, d.first_due_at) < $4
  order by at desc, d.key desc
  limit $5`;
