import type { CalendarDate } from '@dunwell/engine';
import type { AutomationDocument } from '@dunwell/language';
import type { DataSource } from 'typeorm';
import { draft, pause, publish } from '../demo/build/publish.js';
import { Clock } from '../platform/clock/clock.js';
import { TickRegistry } from '../platform/clock/tick-registry.js';
import { onlyRow } from '../platform/must.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { Log } from '../platform/logging/log.js';
import { Evaluator } from '../runtime/evaluation/evaluator.js';

/** Who publishes. */
const BY = 'bench';

/** What an evaluation left in the database. */
export interface Stored {
  /** The accounts whose journeys began, in order. */
  accountIds: string[];
  deliveries: number;
  events: number;
  /** Matches with their reasons. */
  explanations: number;
  evaluations: number;
  disagreements: number;
  errors: number;
}

/** A published automation, evaluated by the same classes as in the running product. */
export class LiveRule {
  private constructor(
    private readonly dataSource: DataSource,
    private readonly workspaceId: string,
    private readonly automationId: string,
  ) {}

  /** Publishes a document; the first date evaluated is the first that comes after `now`. */
  static async publish(
    dataSource: DataSource,
    workspaceId: string,
    { document, now }: { document: AutomationDocument; now: Date },
  ): Promise<LiveRule> {
    const clock = new Clock(dataSource);
    await clock.set(now);
    const time = { workspaceId, now };
    const id = await dataSource.transaction(async (manager) => {
      const automationId = await draft(manager, time, { document, by: BY });
      await publish(manager, time, { automationId, by: BY, note: 'measured' });
      return automationId;
    });
    return new LiveRule(dataSource, workspaceId, id);
  }

  /** One tick: everything that is due is proposed, decided, acted on and stored. */
  async evaluate(now: Date): Promise<void> {
    const clock = new Clock(this.dataSource);
    const evaluator = new Evaluator(
      this.dataSource,
      clock,
      new TickRegistry(),
      new Log('silent'),
      new Metrics(),
    );
    await evaluator.runWorkspace(this.workspaceId, now);
  }

  async stored(date: CalendarDate): Promise<Stored> {
    const rows = await this.dataSource.query<Stored[]>(STORED, [this.workspaceId, this.automationId, date]);
    return onlyRow(rows);
  }

  async pause(): Promise<void> {
    const { workspaceId, automationId } = this;
    const now = await new Clock(this.dataSource).businessNow();
    await this.dataSource.transaction((manager) =>
      pause(manager, { workspaceId, now }, { automationId, by: BY }),
    );
  }
}

const STORED = `
  with entered as (
    select journey_id, account_id from journeys
    where workspace_id = $1 and automation_id = $2 and business_date = $3
  ), ran as (
    select count(*)::int as evaluations, sum(disagreements)::int as disagreements, sum(errors)::int as errors
    from evaluations
    where workspace_id = $1 and automation_id = $2 and business_date = $3 and status = 'done'
  )
  select ran.*,
    array(select account_id from entered order by account_id) as "accountIds",
    (select count(*)::int from deliveries d where d.workspace_id = $1 and d.journey_id in (select journey_id from entered))
      as deliveries,
    (select count(*)::int from journey_events e where e.workspace_id = $1 and e.journey_id in (select journey_id from entered))
      as events,
    (select count(*)::int from matches m
     where m.workspace_id = $1 and m.automation_id = $2 and m.business_date = $3 and m.outcome = 'entered'
       and m.explanation <> '{}') as explanations
  from ran`;
