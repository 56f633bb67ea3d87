import type { EntityManager } from 'typeorm';
import { recordEvents } from '../../outgoing/record-events.js';
import type { Lane } from '../evaluation/lanes.js';

interface Row {
  date: string;
  data: Record<string, unknown>;
}

/** Tells outside that dates of a lane were decided and acted on, with their figures, in the transaction that says so. */
export async function tellFinished(
  manager: EntityManager,
  { workspaceId, automationId, timeZone }: Lane,
  dates: readonly string[],
  now: Date,
): Promise<void> {
  const happening = { workspaceId, event: 'evaluation.finished', now } as const;
  await recordEvents(manager, happening, dates, async (chunk) => {
    const rows = await manager.query<Row[]>(
      `select e.business_date as date,
         json_build_object('automation', json_build_object('id', a.automation_id, 'name', a.name, 'version', e.version),
           'timeZone', e.time_zone, 'date', e.business_date, 'kind', e.kind, 'lookedAt', e.looked_at,
           'candidates', e.candidates, 'entered', e.entered, 'alreadyEntered', e.already_entered,
           'endedBeforeActing', e.ended_before_acting, 'missed', e.missed, 'heldBack', e.held_back,
           'errors', e.errors, 'disagreements', e.disagreements) as data
       from evaluations e
       join automations a on a.workspace_id = e.workspace_id and a.automation_id = e.automation_id
       where e.workspace_id = $1 and e.automation_id = $2 and e.time_zone = $3 and e.business_date = any ($4::date[])
       order by e.business_date`,
      [workspaceId, automationId, timeZone, chunk],
    );
    return rows.map(({ date, data }) => ({ key: `${automationId}/${timeZone}/${date}`, data }));
  });
}
