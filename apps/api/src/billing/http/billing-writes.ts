import type { BillingEntity, BillingInputs } from '@dunwell/contract';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { AppError, type RequestProblem } from '../../platform/http/app-error.js';
import type { Caller } from '../../platform/http/app-request.js';
import { jsonFault } from '../../platform/http/json-fault.js';
import { applyRows } from '../imports/apply-rows.js';
import { batches } from '../imports/read/batches.js';
import { readLines } from '../imports/read/read-lines.js';
import type { SourceLine } from '../imports/read/source-line.js';
import { rebuildDirty } from '../timeline/rebuild-dirty.js';
import { readRow } from './read-rows.js';
import { auditRows } from './audit-rows.js';
import { WriteSummary } from './write-summary.js';

/** Rows per transaction. */
export const MOST_ROWS = 1_000;

export interface WriteRequest<Entity extends BillingEntity> {
  caller: Caller;
  entity: Entity;
  createAccounts: boolean;
}

interface PathedRow {
  path: string;
  value: unknown;
}

/** Takes rows over, all of a batch or none. */
@Injectable()
export class BillingWrites {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** One object, or a list of them in one transaction. */
  async writeJson<Entity extends BillingEntity>(
    request: WriteRequest<Entity>,
    body: unknown,
  ): Promise<WriteSummary> {
    const values: unknown[] = Array.isArray(body) ? body : [body];
    if (values.length > MOST_ROWS) {
      throw refusedRows([
        {
          path: '',
          code: 'tooManyRows',
          message: `A list has at most ${MOST_ROWS} rows, this one ${values.length}; send more as application/x-ndjson.`,
        },
      ]);
    }
    const summary = new WriteSummary();
    const rows = values.map((value, index) => ({ path: Array.isArray(body) ? `[${index}]` : '', value }));
    await this.writeBatch(request, { rows, summary, timelinesLater: false });
    return summary;
  }

  /**
   * A stream of lines of any length: each batch is a transaction, the first bad one ends it, those before it are in. A
   * stream of several batches rebuilds each account once, at its end.
   */
  async writeLines<Entity extends BillingEntity>(
    request: WriteRequest<Entity>,
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<WriteSummary> {
    const summary = new WriteSummary();
    let held: SourceLine[] | undefined;
    let linesIn = 0;
    let isLarge = false;
    const write = async (lines: readonly SourceLine[]): Promise<void> => {
      try {
        const rows = lines.flatMap(parseLine);
        await this.writeBatch(request, { rows, summary, timelinesLater: isLarge });
      } catch (error) {
        throw error instanceof AppError ? stoppedAt(error, linesIn) : error;
      }
      linesIn = lines.at(-1)?.number ?? linesIn;
    };
    try {
      // One batch stays back until it is known whether it is the only one.
      for await (const batch of batches(readLines(bytes), MOST_ROWS)) {
        if (held !== undefined) {
          isLarge = true;
          await write(held);
        }
        held = batch;
      }
      if (held !== undefined) await write(held);
    } finally {
      // Also where a bad batch ends it: what is in must count.
      if (isLarge) {
        const now = await this.clock.businessNow();
        await rebuildDirty(this.dataSource, { workspaceId: request.caller.workspaceId, now });
      }
    }
    return summary;
  }

  private async writeBatch<Entity extends BillingEntity>(
    { caller, entity, createAccounts }: WriteRequest<Entity>,
    {
      rows,
      summary,
      timelinesLater,
    }: {
      rows: readonly PathedRow[];
      summary: WriteSummary;
      timelinesLater: boolean;
    },
  ): Promise<void> {
    const inputs = readRows(entity, rows);
    const { workspaceId } = caller;
    const outcomes = await this.dataSource.transaction(async (manager) => {
      const now = await this.clock.businessNow(manager);
      const context = { workspaceId, now, timelinesLater, ...(createAccounts ? { createAccounts: {} } : {}) };
      const applied = await applyRows(manager, context, { entity, inputs });
      const problems = applied.flatMap((outcome, index) =>
        outcome.status === 'rejected'
          ? outcome.problems.map(({ field, code, message }) => ({
              path: join(rows[index]?.path ?? '', field),
              code,
              message,
            }))
          : [],
      );
      // Thrown inside the transaction: all or nothing.
      if (problems.length > 0) throw refusedRows(problems);
      const authorship = { ...caller, at: this.clock.machineNow(), businessAt: now };
      await auditRows(manager, authorship, entity, applied);
      return applied;
    });
    summary.add(outcomes);
  }
}

function readRows<Entity extends BillingEntity>(
  entity: Entity,
  rows: readonly PathedRow[],
): BillingInputs[Entity][] {
  const read = rows.map(({ path, value }) => readRow(entity, value, path));
  const problems = read.flatMap((row) => (row.kind === 'refused' ? row.problems : []));
  if (problems.length > 0) throw refusedRows(problems);
  return read.flatMap((row) => (row.kind === 'row' ? [row.input] : []));
}

/** Empty lines are no rows; a line that is no JSON is a row that is refused. */
function parseLine(line: SourceLine): PathedRow[] {
  const path = `lines[${line.number}]`;
  if (line.kind === 'unreadable') throw refusedRows([{ path, code: 'unreadable', message: line.reason }]);
  // The byte order mark that some programs write before everything is no part of the first row.
  const text = line.number === 1 ? line.text.replace(/^\uFEFF/, '') : line.text;
  if (text.trim() === '') return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'no JSON';
    throw refusedRows([
      { path, code: 'malformedJson', message: `Line ${line.number} is not JSON: ${reason}` },
    ]);
  }
  const fault = jsonFault(value);
  if (fault === null) return [{ path, value }];
  throw refusedRows([{ path, code: 'unfitJson', message: `Line ${line.number} cannot be read. ${fault}` }]);
}

/** The answer names this many problems; who has more has the same one again and again. */
const MOST_PROBLEMS = 100;

/** Refuses rows of which nothing was taken over. */
export function refusedRows(problems: readonly RequestProblem[]): AppError {
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return new AppError({
    code: 'rowsRefused',
    status: 422,
    message: `Nothing of this was taken over. ${first?.message ?? ''}${more}`,
    problems: problems.slice(0, MOST_PROBLEMS),
  });
}

function stoppedAt(error: AppError, linesIn: number): AppError {
  const { code, status, problems } = error;
  const until = linesIn === 0 ? 'No line is in.' : `The lines up to ${linesIn} are in, none after.`;
  return new AppError({
    code,
    status,
    message: `${until} ${error.message}`,
    problems,
    members: { linesIn },
  });
}

function join(path: string, field: string): string {
  return path === '' ? field : `${path}.${field}`;
}
