import { availableParallelism, cpus, totalmem } from 'node:os';
import { median, type Measured } from './measure.js';
import type { Figures } from './run-bench.js';

/** One thing the figures have to show. */
interface Criterion {
  passed: boolean;
  text: string;
}

const TIMES_STREAMED = 30;
const TIMES_BARE = 5;
const BEYOND_BARE = 150;
const MOST_MEMORY = 250;
const LONGEST_STALL = 50;

const MEGABYTE = 1024 * 1024;

/** The figures as a table, and whether they are what the design promises. */
export function report(figures: Figures): { text: string; passed: boolean } {
  const criteria = criteriaOf(figures);
  return {
    text: [machine(), '', ...table(figures), '', ...criteria.map(verdict), ''].join('\n'),
    passed: criteria.every(({ passed }) => passed),
  };
}

function criteriaOf({ evaluations, bare, streamed, atLeast, agree, memory }: Figures): Criterion[] {
  const evaluation = medianMs(evaluations);
  const ratio = medianMs(streamed) / evaluation;
  const most = TIMES_BARE * medianMs(bare) + BEYOND_BARE;
  const megabytes = memory.evaluations / MEGABYTE;
  const whole = memory.whole / MEGABYTE;
  const stall = Math.max(...[...evaluations, ...atLeast].map(({ longestStall }) => longestStall));
  const stored = [...evaluations, ...atLeast].every(({ result }) => isWhole(result));
  return [
    { passed: agree, text: 'all three find the same accounts on every date' },
    {
      passed: stored,
      text: 'every entry is stored with its journey, events, delivery and reasons, without errors',
    },
    {
      passed: ratio >= TIMES_STREAMED,
      text: `${ratio.toFixed(1)} times as fast as the streamed engine (at least ${TIMES_STREAMED})`,
    },
    {
      passed: evaluation <= most,
      text: `${evaluation.toFixed(0)} ms is within ${TIMES_BARE} x bare SQL + ${BEYOND_BARE} ms = ${most.toFixed(0)} ms`,
    },
    {
      passed: megabytes < MOST_MEMORY,
      text: `seed and evaluations took node to ${megabytes.toFixed(0)} MB (under ${MOST_MEMORY}); all of the bench to ${whole.toFixed(0)} MB`,
    },
    {
      passed: stall <= LONGEST_STALL,
      text: `an evaluation held up the event loop for ${stall.toFixed(0)} ms at most (at most ${LONGEST_STALL})`,
    },
  ];
}

function isWhole({
  accountIds,
  deliveries,
  events,
  explanations,
  disagreements,
  errors,
}: Figures['evaluations'][0]['result']): boolean {
  const entered = accountIds.length;
  const complete = deliveries >= entered && events >= entered && explanations === entered;
  return entered > 0 && complete && disagreements === 0 && errors === 0;
}

function table({ accounts, evaluations, bare, streamed, atLeast }: Figures): string[] {
  const floor = medianMs(bare);
  const row = (
    what: string,
    runs: readonly Measured<unknown>[],
    found: readonly string[] | undefined,
  ): string[] => {
    const times = runs.map(({ ms }) => ms);
    const stalls = Math.max(...runs.map(({ longestStall }) => longestStall));
    const heap = Math.max(...runs.map((run) => run.heap)) / MEGABYTE;
    return [
      what,
      String(runs.length),
      String(found?.length ?? 0),
      median(times).toFixed(1),
      `${Math.min(...times).toFixed(1)} - ${Math.max(...times).toFixed(1)}`,
      (median(times) / floor).toFixed(1),
      stalls.toFixed(0),
      heap.toFixed(0),
    ];
  };
  return aligned([
    [`${accounts} accounts`, 'runs', 'found', 'median ms', 'from - to', 'x bare SQL', 'stall ms', 'heap MB'],
    row('bare SQL, ids only', bare, bare.at(0)?.result),
    row('evaluation, all stored', evaluations, evaluations.at(0)?.result.accountIds),
    row('json-rules-engine, streamed', streamed, streamed.at(0)?.result),
    row('evaluation, at least 14 days', atLeast, atLeast.at(0)?.result.accountIds),
  ]);
}

function aligned(rows: readonly string[][]): string[] {
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(width(column)) : cell.padStart(width(column))))
      .join('  '),
  );
}

function machine(): string {
  const memory = (totalmem() / MEGABYTE / 1024).toFixed(0);
  return `Node ${process.versions.node}, ${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), ${memory} GB`;
}

const medianMs = (runs: readonly Measured<unknown>[]): number => median(runs.map(({ ms }) => ms));

const verdict = ({ passed, text }: Criterion): string => `${passed ? 'PASS' : 'FAIL'}  ${text}`;
