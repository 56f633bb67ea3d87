import type { JourneyState } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';

/** A live journey as far as time, facts and its own effects decide how it goes on. */
export interface JourneyUnderWay {
  journeyId: string;
  automationId: string;
  version: number;
  subjectId: string;
  path: string[];
  state: JourneyState;
}

/**
 * The journeys of an account that go on by themselves: none whose effect is being had this moment, and none that waits
 * for an operator to decide.
 */
export function journeysUnderWay(
  manager: EntityManager,
  workspaceId: string,
  accountId: string,
): Promise<JourneyUnderWay[]> {
  return manager.query<JourneyUnderWay[]>(
    `select j.journey_id as "journeyId", j.automation_id as "automationId", j.version, j.subject_id as "subjectId",
       j.path, j.state
     from journeys j
     where j.workspace_id = $1 and j.account_id = $2 and j.status = 'underWay'
       and not exists (
         select from deliveries d
         where d.workspace_id = $1 and d.journey_id = j.journey_id
           and d.status in ('claimed', 'sending', 'accepted', 'uncertain', 'needsAttention')
       )
     order by j.journey_id`,
    [workspaceId, accountId],
  );
}
