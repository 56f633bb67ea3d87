import type { Import, ImportLine, ImportMapping } from '@dunwell/contract';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { recordAudit } from '../../identity/audit/record-audit.js';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/database/ids.js';
import { AppError } from '../../platform/http/app-error.js';
import type { Caller } from '../../platform/http/app-request.js';
import { toExpected, toProblem } from '../../platform/http/to-problem.js';
import { Log } from '../../platform/logging/log.js';
import { rebuildDirty } from '../timeline/rebuild-dirty.js';
import { commitBatch, type Batch } from './commit-batch.js';
import {
  endImport,
  findImport,
  insertImport,
  listRejections,
  saveSignOfLife,
  type ImportKey,
} from './import-store.js';
import { batches } from './read/batches.js';
import { openFile, type FileFormat, type OpenFile } from './read/open-file.js';

/** Rows per transaction; also the most that rebuild their accounts in it (S12). */
export const BATCH_SIZE = 1_000;
const SIGN_OF_LIFE_EVERY = 30_000;
const REJECTIONS_IN_SUMMARY = 20;
/** A batch loses against other writes rarely, and never three times for an honest reason. */
const ATTEMPTS = 3;

export interface ImportRequest {
  caller: Caller;
  mapping: ImportMapping;
  format: FileFormat;
  fileName: string | null;
  /** Ended here when the import does, also where not all of it was read. */
  body: AsyncGenerator<Uint8Array>;
}

/** Takes a file over while it arrives, batch by batch. */
@Injectable()
export class ImportRunner {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Progress after each batch, then a summary, or the problem that ended it after something was in. */
  async *run(request: ImportRequest): AsyncGenerator<ImportLine> {
    try {
      yield* this.import(request);
    } finally {
      await request.body.return(undefined);
    }
  }

  private async *import(request: ImportRequest): AsyncGenerator<ImportLine> {
    const { caller, mapping, fileName } = request;
    const { workspaceId, requestId } = caller;
    const file = await openFile(request.body, request.format, mapping);
    const key = { workspaceId, importId: newId() };
    const { entity } = mapping;
    await this.dataSource.transaction(async (manager) => {
      const at = this.clock.machineNow();
      const businessAt = await this.clock.businessNow(manager);
      await insertImport(manager, key, {
        entity,
        fileName,
        ignoredColumns: file.ignoredColumns(),
        now: at,
        beganAt: businessAt,
      });
      await recordAudit(manager, { ...caller, at, businessAt }, [
        {
          action: 'import.started',
          subject: { kind: 'import', key: key.importId },
          after: { entity, fileName },
        },
      ]);
    });
    const signs = setInterval(() => void this.saySomething(key), SIGN_OF_LIFE_EVERY);
    try {
      yield* this.takeOver(file, mapping, key);
      await endImport(this.dataSource, key, { failure: null, now: this.clock.machineNow() });
      yield {
        kind: 'summary',
        import: await this.read(key),
        firstRejections: await listRejections(this.dataSource, key, {
          after: 0,
          limit: REJECTIONS_IN_SUMMARY,
        }),
      };
    } catch (error) {
      const ended = await this.fail(key, error);
      // Nothing is in, so the whole request may be refused.
      if (ended.linesRead === 0) throw error;
      yield { kind: 'problem', import: ended, problem: toProblem(toExpected(error), requestId) };
    } finally {
      clearInterval(signs);
    }
  }

  /** One batch stays back until it is known whether it is the only one. */
  private async *takeOver(
    file: OpenFile,
    mapping: ImportMapping,
    key: ImportKey,
  ): AsyncGenerator<ImportLine> {
    const { plan, records } = file;
    const context = {
      ...key,
      attributeTypes: mapping.types,
      createAccounts: mapping.createAccounts ? { currency: plan.constantCurrency } : undefined,
    };
    const commit = async (batch: Batch['records'], timelinesLater: boolean): Promise<ImportLine> => {
      const at = this.clock.machineNow();
      await this.inTransaction(async (manager) => {
        const now = await this.clock.businessNow(manager);
        const ignoredColumns = file.ignoredColumns();
        await commitBatch(
          manager,
          { ...context, now, timelinesLater },
          { plan, records: batch, ignoredColumns, at },
        );
      });
      return { kind: 'progress', import: await this.read(key) };
    };

    let held: Batch['records'] | undefined;
    let isLarge = false;
    for await (const batch of batches(records, BATCH_SIZE)) {
      if (held) {
        isLarge = true;
        yield await commit(held, true);
      }
      held = batch;
    }
    if (held) yield await commit(held, isLarge);
    if (isLarge) yield* this.rebuild(key);
  }

  /** Brings the timelines of all touched accounts up to date, each once; tells meanwhile that it is alive. */
  private async *rebuild(key: ImportKey): AsyncGenerator<ImportLine> {
    const rebuilding = rebuildDirty(this.dataSource, {
      workspaceId: key.workspaceId,
      now: await this.clock.businessNow(),
    });
    while (!(await endsWithin(rebuilding, SIGN_OF_LIFE_EVERY))) {
      yield { kind: 'progress', import: await this.read(key) };
    }
  }

  private async inTransaction(work: (manager: EntityManager) => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.dataSource.transaction(work);
        return;
      } catch (error) {
        if (attempt === ATTEMPTS || !lostARace(error)) throw error;
      }
    }
  }

  private async fail(key: ImportKey, error: unknown): Promise<Import> {
    const { status, message } = toExpected(error);
    if (status >= 500) this.log.error('An import failed.', error, { importId: key.importId });
    const { accepted } = await this.read(key);
    // What is in must count, though more was to come.
    const now = await this.clock.businessNow();
    if (accepted > 0) await rebuildDirty(this.dataSource, { workspaceId: key.workspaceId, now });
    await endImport(this.dataSource, key, {
      failure: `${message} ${accepted} rows are in. Send the file again: rows that are in are not taken twice.`,
      now: this.clock.machineNow(),
    });
    return this.read(key);
  }

  private async read(key: ImportKey): Promise<Import> {
    const found = await findImport(this.dataSource, key);
    if (!found) throw new Error(`The import ${key.importId} is gone.`);
    return found;
  }

  private async saySomething(key: ImportKey): Promise<void> {
    try {
      await saveSignOfLife(this.dataSource, key, this.clock.machineNow());
    } catch (error) {
      this.log.error('An import could not say that it is alive.', error, { importId: key.importId });
    }
  }
}

const DEADLOCK = '40P01';

function lostARace(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'sentAtTheSameTime';
  return (error as { code?: unknown }).code === DEADLOCK;
}

/** Whether work ends within a time (milliseconds); its failure is thrown. */
async function endsWithin(work: Promise<unknown>, time: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<false>((resolve) => {
    timer = setTimeout(() => {
      resolve(false);
    }, time);
  });
  return Promise.race([work.then(() => true), patience]).finally(() => {
    clearTimeout(timer);
  });
}
