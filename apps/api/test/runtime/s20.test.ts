import { describe, expect, it } from '@jest/globals';
import type { TestRunResult } from '@dunwell/contract';
import { addDays, isScheduledOn, scheduledInstant } from '@dunwell/engine';
import type { AutomationDocument, ScheduleTrigger } from '@dunwell/language';
import fc from 'fast-check';
import { TickRunner } from '../../src/platform/clock/tick-runner.js';
import { groupBy } from '../../src/platform/group-by.js';
import { backtest } from '../trials/backtest.testing.js';
import { EvaluationWorld } from './evaluation-world.testing.js';
import { DATES, FIRST, s20Case, ZONES, type AccountTold, type S20Case } from './s20-case.testing.js';

const LAST = addDays(FIRST, DATES - 1);
/** By the time of day: after every zone's run of the date before the first, before any zone's run of the first. */
const PUBLISHED: Readonly<Record<string, string>> = {
  '02:30': '2026-02-28T12:00:00Z',
  '09:00': '2026-02-28T16:00:00Z',
};
const BEFORE_ALL = '2026-02-01T00:00:00Z';

/** "2026-03-14 A do1 of case1", the subject named where it is not the account. */
type Entries = string[];

interface Write {
  at: string;
  tell: (world: EvaluationWorld) => void;
}

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
  const automations = await liveOver(world, documents, writes);
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

/** Every write at its own instant, every evaluation at its own: nothing is late. */
async function liveOver(
  world: EvaluationWorld,
  documents: readonly AutomationDocument[],
  writes: readonly Write[],
): Promise<string[]> {
  const runner = world.app.app.get(TickRunner);
  const byInstant = groupBy(writes, (write) => Date.parse(write.at));
  const evaluated = new Set(documents.flatMap(instantsOf));
  const publishedAt = ({ trigger }: AutomationDocument): number =>
    Date.parse(PUBLISHED[(trigger as ScheduleTrigger).at]!);
  const instants = new Set([...documents.map(publishedAt), ...byInstant.keys(), ...evaluated]);
  const automations: string[] = [];
  for (const instant of [...instants].sort((a, b) => a - b)) {
    await world.waitUntil(new Date(instant).toISOString());
    for (const { tell } of byInstant.get(instant) ?? []) tell(world);
    await world.save();
    for (const [index, document] of documents.entries()) {
      if (publishedAt(document) !== instant) continue;
      await world.publish(document);
      automations[index] = world.automationId;
    }
    if (evaluated.has(instant)) await runner.drain();
  }
  return automations;
}

function instantsOf({ trigger }: AutomationDocument): number[] {
  const schedule = trigger as ScheduleTrigger;
  const dates = Array.from({ length: DATES }, (_, index) => addDays(FIRST, index));
  return dates
    .filter((date) => isScheduledOn(schedule, date))
    .flatMap((date) => ZONES.map((zone) => scheduledInstant(schedule, date, zone)));
}

function writesOf(key: string, account: AccountTold): Write[] {
  const { timeZone, movesTo, invoices, money, subscription } = account;
  const number = (index: number): string => `${key}-${index}`;
  const onInvoice = (index: number | null): string | undefined =>
    index === null ? undefined : number(index % invoices.length);
  const writes: Write[] = [{ at: BEFORE_ALL, tell: (world) => void world.account(key, { timeZone }) }];
  if (movesTo) {
    writes.push({ at: movesTo.at, tell: (world) => void world.account(key, { timeZone: movesTo.timeZone }) });
  }
  for (const [index, { dueOn, amount, voidAt }] of invoices.entries()) {
    const tell = (state: object) => (world: EvaluationWorld) =>
      void world
        .account(key)
        .owes(`${amount}`, { number: number(index), ...state })
        .dueOn(dueOn);
    writes.push({ at: BEFORE_ALL, tell: tell({}) });
    if (voidAt) writes.push({ at: voidAt, tell: tell({ status: 'void', effectiveAt: voidAt }) });
  }
  for (const [index, one] of money.entries()) {
    const { kind, at, amount, invoice, chargedBackAt } = one;
    const reference = `${key}-m${index}`;
    const tell = (state: object) => (world: EvaluationWorld) => {
      const story = world.account(key);
      const details = { reference, ...state };
      const paid =
        kind === 'credit' ? story.isCredited(`${amount}`, details) : story.pays(`${amount}`, details);
      paid.for(onInvoice(invoice), at);
    };
    writes.push({ at, tell: tell({}) });
    if (kind === 'payment' && chargedBackAt !== null && chargedBackAt > at) {
      const state = { status: 'chargedBack', reversedAt: chargedBackAt };
      writes.push({ at: chargedBackAt, tell: tell(state) });
    }
  }
  if (subscription) {
    const { pausedAt, endedOn } = subscription;
    const tell = (state: object) => (world: EvaluationWorld) =>
      void world.account(key).subscribes('gold', { endedOn, ...state });
    writes.push({ at: BEFORE_ALL, tell: tell({}) });
    if (pausedAt) writes.push({ at: pausedAt, tell: tell({ status: 'paused' }) });
  }
  return writes;
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
