import { render, sql } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { recordEvents, type EventToTell } from '../../outgoing/record-events.js';
import { subjectReference } from '../subject-keys.js';

interface Row {
  id: string;
  automation: object;
  subject: { account: string };
  date: string;
  path: string[];
  enteredAt: Date;
  status: string;
  because: string | null;
  endedAt: Date | null;
}

/** Tells outside that journeys have begun, in the transaction that begins them. */
export async function tellEntered(
  manager: EntityManager,
  workspaceId: string,
  journeyIds: readonly string[],
  now: Date,
): Promise<void> {
  const happening = { workspaceId, event: 'journey.entered', now } as const;
  await recordEvents(manager, happening, journeyIds, async (ids) =>
    (await loadJourneys(manager, workspaceId, ids)).map((journey) => toEvent(journey, {})),
  );
}

/** Tells outside that journeys are over, and how, in the transaction that ends them. */
export async function tellExited(
  manager: EntityManager,
  workspaceId: string,
  journeyIds: readonly string[],
  now: Date,
): Promise<void> {
  const happening = { workspaceId, event: 'journey.exited', now } as const;
  await recordEvents(manager, happening, journeyIds, async (ids) =>
    (await loadJourneys(manager, workspaceId, ids)).map((journey) => {
      const { status, because, endedAt } = journey;
      return toEvent(journey, { status, because, endedAt });
    }),
  );
}

function toEvent({ id, automation, subject, date, path, enteredAt }: Row, more: object): EventToTell {
  const data = { journey: id, automation, subject, account: subject.account, date, path, enteredAt, ...more };
  return { key: id, data };
}

async function loadJourneys(
  manager: EntityManager,
  workspaceId: string,
  ids: readonly string[],
): Promise<Row[]> {
  const { text, values } = render(sql`
    select j.journey_id as id,
      json_build_object('id', a.automation_id, 'name', a.name, 'version', j.version) as automation,
      ${subjectReference('j')} as subject, j.business_date as date, j.path, j.entered_at as "enteredAt", j.status,
      j.ended_because as because, j.ended_at as "endedAt"
    from journeys j
    join automations a on a.workspace_id = j.workspace_id and a.automation_id = j.automation_id
    where j.workspace_id = ${workspaceId}::uuid and j.journey_id = any (${ids}::uuid[])
    order by j.journey_id`);
  return manager.query<Row[]>(text, values);
}
