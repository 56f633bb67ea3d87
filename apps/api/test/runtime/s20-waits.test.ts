import { describe, expect, it } from '@jest/globals';
import type { JourneyHistoryEvent, TestRunResult, TestRunSubject } from '@dunwell/contract';
import { addDays } from '@dunwell/engine';
import type { AutomationDocument } from '@dunwell/language';
import fc from 'fast-check';
import { groupBy } from '../../src/platform/group-by.js';
import { backtest } from '../trials/backtest.testing.js';
import { EvaluationWorld } from './evaluation-world.testing.js';
import { FIRST, type S20Case } from './s20-case.testing.js';
import { BEFORE_ALL, LAST, liveOver, writesOf } from './s20-live.testing.js';
import { s20WaitsCase } from './s20-waits-case.testing.js';

/** Journeys are lived up to here; what trials play beyond is left aside. */
const UNTIL = `${addDays(LAST, 6)}T00:00:00.000Z`;

/** What a journey lived through, each with its instant: "2026-03-04T08:00:00.000Z action s3 2.1". */
interface Life {
  /** "2026-03-02 A3" */
  entry: string;
  path: string[];
  lived: string[];
  isOver: boolean;
}

describe('S20 with waits', () => {
  it('live journeys live through what test runs and backtests say, at the same instants', async () => {
    await fc.assert(
      fc.asyncProperty(s20WaitsCase, async (generated) => {
        const world = await EvaluationWorld.open(BEFORE_ALL);
        try {
          await livesAlike(world, generated);
        } finally {
          await world.app.close();
        }
      }),
      { numRuns: 1, seed: 20_260_302, endOnFailure: true },
    );
  }, 180_000);
});

async function livesAlike(world: EvaluationWorld, { accounts, documents }: S20Case): Promise<void> {
  const writes = accounts.flatMap((account, index) => writesOf(`A${index}`, account));
  const automations = await liveOver(world, { documents, writes, goOnUntil: Date.parse(UNTIL) });
  const all: Life[] = [];
  for (const [index, document] of documents.entries()) {
    const live = await livedLives(world, automations[index]!);
    all.push(...live);
    expect({ document, lives: await testedLives(world, document, live) }).toEqual({ document, lives: live });
    expect({ document, lives: await backtestedLives(world, document, live) }).toEqual({
      document,
      lives: live.map(({ entry, path, lived, isOver }) => [
        entry,
        path,
        isOver ? actionsIn(lived) : 'under way',
      ]),
    });
  }
  // A case in which little happens proves little.
  const lived = all.flatMap((life) => life.lived.map((one) => one.split(' ')[1]));
  const counts = groupBy(lived, (kind) => kind);
  for (const kind of [
    'action',
    'branch',
    'completed',
    'exit',
    'exitStep',
    'met',
    'over',
    'repeat',
    'timeout',
  ])
    expect([kind, counts.get(kind)?.length]).toEqual([kind, expect.any(Number)]);
  expect(lived.length).toBeGreaterThan(300);
}

async function livedLives(world: EvaluationWorld, automationId: string): Promise<Life[]> {
  const rows = await world.app.dataSource.query<
    { entry: string; path: string[]; isOver: boolean; events: JourneyHistoryEvent[] }[]
  >(
    `select concat_ws(' ', j.business_date, coalesce(i.number, a.key)) as entry, j.path, j.ended_at is not null as "isOver",
       json_agg(json_build_object('at', e.at, 'kind', e.kind, 'step', e.step_id, 'occurrence', e.occurrence,
         'detail', e.detail) order by e.position) as events
     from journeys j
     join accounts a on a.workspace_id = j.workspace_id and a.account_id = j.account_id
     join journey_events e on e.workspace_id = j.workspace_id and e.journey_id = j.journey_id
     left join invoices i on i.workspace_id = j.workspace_id and i.invoice_id = j.subject_id
     where j.automation_id = $1 and j.business_date <= $2
     group by j.journey_id, j.workspace_id, i.number, a.key`,
    [automationId, LAST],
  );
  const lives = rows.map(({ events, ...life }) => ({ ...life, lived: inOrder(events.flatMap(livedOf)) }));
  return lives.sort(byEntry);
}

function livedOf({ at, kind, step, occurrence, detail }: JourneyHistoryEvent): string[] {
  const { taken, pass, end } = detail as { taken?: string | null; pass?: number; end?: { kind: string } };
  const told = (...words: (string | number | null | undefined)[]): string[] => [
    [new Date(at).toISOString(), ...words]
      .filter((word) => word !== '' && word !== null && word !== undefined)
      .join(' '),
  ];
  switch (kind) {
    case 'act':
      return told('action', step, occurrence);
    case 'branched':
      return told('branch', step, occurrence, taken ?? 'otherwise');
    case 'passStarted':
      return told('repeat', step, occurrence, pass);
    case 'waitOver':
      return told('over', step, occurrence);
    case 'met':
      return told('met', step, occurrence);
    case 'timedOut':
      return told('timeout', step, occurrence);
    case 'ended':
      return told(end?.kind);
    default:
      return [];
  }
}

/** What test runs say of the subjects that entered, as of their dates. */
async function testedLives(
  world: EvaluationWorld,
  document: AutomationDocument,
  live: readonly Life[],
): Promise<Life[]> {
  const lives: Life[] = [];
  for (const [asOf, onDate] of groupBy(live, ({ entry }) => entry.slice(0, 10))) {
    const keys = new Set(onDate.map(({ entry }) => entry.split(' ')[1]!));
    const accounts = [...new Set([...keys].map((key) => key.split('-')[0]!))];
    const { body } = await world.app.http
      .post('/api/v1/test-runs')
      .send({ document, accounts, asOf })
      .expect(200);
    for (const subject of (body as TestRunResult).subjects) {
      const { key } = subject.subject;
      if (subject.outcome === 'entered' && keys.has(key)) lives.push(lifeOf(`${asOf} ${key}`, subject));
    }
  }
  return lives.sort(byEntry);
}

function lifeOf(entry: string, { path, trace, end }: TestRunSubject): Life {
  const lived = trace.flatMap((step) => {
    const place = [step.step, step.occurrence].filter(Boolean).join(' ');
    switch (step.kind) {
      case 'action':
        return [`${step.at} action ${place}`];
      case 'branch':
        return [`${step.at} branch ${place} ${step.taken ?? 'otherwise'}`];
      case 'repeat':
        return [`${step.at} repeat ${place} ${step.pass}`];
      case 'wait':
        return step.resumedAt === null ? [] : [`${step.resumedAt} over ${place}`];
      case 'waitFor':
        return step.resumedAt === null ? [] : [`${step.resumedAt} ${step.ended} ${place}`];
      case 'exit':
        return [];
    }
  });
  const ends = end === null ? [] : [`${end.at} ${end.reason}`];
  return { entry, path, lived: inOrder([...lived, ...ends]), isOver: end !== null && end.at < UNTIL };
}

/** The actions of whoever is over by then; trials play the others to their ends. */
async function backtestedLives(
  world: EvaluationWorld,
  document: AutomationDocument,
  live: readonly Life[],
): Promise<unknown[]> {
  const underWay = new Set(live.flatMap(({ entry, isOver }) => (isOver ? [] : [entry])));
  const { entries } = await backtest(world.app, document, FIRST, LAST);
  return entries
    .map(({ date, account, subject, path, actions }) => ({
      entry: `${date} ${subject?.key ?? account}`,
      path,
      actions: [...actions].sort(),
    }))
    .sort(byEntry)
    .map(({ entry, path, actions }) => [entry, path, underWay.has(entry) ? 'under way' : actions]);
}

const actionsIn = (lived: readonly string[]): string[] =>
  lived.flatMap((one) => (one.includes(' action ') ? [one.split(' ')[2]!] : [])).sort();

/** Those of one instant in any order: a trial tells them step by step, a history decision by decision. */
const inOrder = (lived: readonly string[]): string[] => lived.filter((one) => one < UNTIL).sort();

const byEntry = (a: { entry: string }, b: { entry: string }): number => (a.entry < b.entry ? -1 : 1);
