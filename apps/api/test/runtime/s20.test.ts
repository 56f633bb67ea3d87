import { describe, expect, it } from '@jest/globals';
import type { TestRunResult } from '@dunwell/contract';
import { addDays, isScheduledOn } from '@dunwell/engine';
import type { AutomationDocument, ScheduleTrigger } from '@dunwell/language';
import fc from 'fast-check';
import { groupBy } from '../../src/platform/group-by.js';
import { backtest } from '../trials/backtest.testing.js';
import { EvaluationWorld } from './evaluation-world.testing.js';
import { FIRST, s20Case, type S20Case } from './s20-case.testing.js';
import { BEFORE_ALL, LAST, liveOver, writesOf } from './s20-live.testing.js';

/** "2026-03-14 A do1 of case1", the subject named where it is not the account. */
type Entries = string[];

describe('S20', () => {
  it('live evaluation, backtest and test runs decide alike', async () => {
    await fc.assert(
      fc.asyncProperty(s20Case, async (generated) => {
        const world = await EvaluationWorld.open(BEFORE_ALL);
        try {
          await decidesAlike(world, generated);
        } finally {
          await world.app.close();
        }
      }),
      { numRuns: 1, seed: 20_260_301, endOnFailure: true },
    );
  }, 180_000);
});

async function decidesAlike(world: EvaluationWorld, { accounts, documents }: S20Case): Promise<void> {
  const writes = accounts.flatMap((account, index) => writesOf(`A${index}`, account));
  const automations = await liveOver(world, { documents, writes });
  let entries = 0;
  for (const [index, document] of documents.entries()) {
    const live = await liveEntries(world, automations[index]!);
    entries += live.length;
    expect({ document, entries: await backtested(world, document) }).toEqual({ document, entries: live });
    expect({ document, entries: await testRun(world, document, live) }).toEqual({ document, entries: live });
  }
  // A case in which nobody enters proves nothing.
  expect(entries).toBeGreaterThan(100);
  const [odd] = await world.app.dataSource.query<object[]>(
    `select coalesce(sum(errors), 0)::int as errors, coalesce(sum(disagreements), 0)::int as disagreements,
       (select count(*)::int from matches where late_data or outcome not in ('entered', 'skipped', 'alreadyEntered')) as others
     from evaluations`,
  );
  expect(odd).toEqual({ errors: 0, disagreements: 0, others: 0 });
}

async function liveEntries(world: EvaluationWorld, automationId: string): Promise<Entries> {
  const rows = await world.app.dataSource.query<{ entry: string }[]>(
    `select concat_ws(' ', j.business_date, coalesce(i.number, a.key), array_to_string(j.path, '>'), 'does',
       (select string_agg(d.step_id, ',' order by d.finished_at, e.position) from deliveries d
        join journey_events e on e.workspace_id = d.workspace_id and e.journey_id = d.journey_id
          and e.kind = 'act' and e.step_id = d.step_id
        where d.workspace_id = j.workspace_id and d.journey_id = j.journey_id and d.status = 'done')) as entry
     from journeys j
     join accounts a on a.workspace_id = j.workspace_id and a.account_id = j.account_id
     left join invoices i on i.workspace_id = j.workspace_id and i.invoice_id = j.subject_id
     where j.automation_id = $1`,
    [automationId],
  );
  return rows.map(({ entry }) => entry).sort();
}

async function backtested(world: EvaluationWorld, document: AutomationDocument): Promise<Entries> {
  const schedule = document.trigger as ScheduleTrigger;
  let from = FIRST;
  while (!isScheduledOn(schedule, from)) from = addDays(from, 1);
  const { entries } = await backtest(world.app, document, from, LAST);
  return entries
    .map(({ date, account, subject, path, actions }) =>
      entryWords(date, subject?.key ?? account, path, actions),
    )
    .sort();
}

/** What test runs say of the subjects that entered, as of their dates. */
async function testRun(
  world: EvaluationWorld,
  document: AutomationDocument,
  live: Entries,
): Promise<Entries> {
  const entries: Entries = [];
  const byDate = groupBy(live, (entry) => entry.slice(0, 10));
  for (const [asOf, onDate] of byDate) {
    const keys = new Set(onDate.map((entry) => entry.split(' ')[1]!));
    const accounts = [...new Set([...keys].map((key) => key.split('-')[0]!))];
    const { body } = await world.app.http
      .post('/api/v1/test-runs')
      .send({ document, accounts, asOf })
      .expect(200);
    for (const { subject, outcome, path, trace } of (body as TestRunResult).subjects) {
      if (outcome !== 'entered' || !keys.has(subject.key)) continue;
      const actions = trace.flatMap((step) => (step.kind === 'action' ? [step.step] : []));
      entries.push(entryWords(asOf, subject.key, path, actions));
    }
  }
  return entries.sort();
}

function entryWords(date: string, subject: string, path: string[], actions: string[]): string {
  return [date, subject, path.join('>'), 'does', actions.join(',')].join(' ');
}
