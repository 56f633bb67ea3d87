import {
  PREVIEW_BYTES,
  type BillingEntity,
  type FileColumn,
  type ImportMapping,
  type ImportPreview,
  type PreviewProblem,
  type StandardColumnWords,
} from '@dunwell/contract';
import type { DataSource, EntityManager } from 'typeorm';
import { currenciesInUse } from '../../reader/workspace-facts.js';
import type { RowOutcome } from '../../apply/apply-context.js';
import { applyRows } from '../apply-rows.js';
import { checkHeader, planColumns, type ColumnPlan } from '../columns/column-plan.js';
import { STANDARD_COLUMNS, takesAttributes } from '../columns/standard-columns.js';
import { ImportRefusal } from '../import-refusal.js';
import type { FileFormat } from '../read/open-file.js';
import { columnLook } from './column-look.js';
import { guessMapping, type FileSample, type MappingGuess } from './guess-mapping.js';
import { cellText, inputsOf, readPreviewRows, withOutcomes } from './preview-rows.js';
import { readBeginning, type Beginning } from './read-beginning.js';

/** How many rows are shown, how many are looked at to guess, and how many samples of a column are shown. */
const SHOWN_ROWS = 20;
const LOOKED_AT = 200;
const SAMPLES = 5;

export interface PreviewRequest {
  workspaceId: string;
  entity: BillingEntity;
  format: FileFormat;
  body: AsyncIterable<Uint8Array>;
  /** There is more of the file. */
  isCut: boolean;
  /** Guessed when absent. */
  mapping?: ImportMapping | undefined;
  /** Business now. */
  now: Date;
}

/** How the beginning of a file would be read and applied; nothing of it is kept. */
export async function previewFile(dataSource: DataSource, request: PreviewRequest): Promise<ImportPreview> {
  const { workspaceId, entity, format, isCut } = request;
  const beginning = await readBeginning(request.body, format, { most: PREVIEW_BYTES, isCut });
  const sample = sampleOf(beginning);
  const guess = await mappingFor(dataSource, request, sample);
  const plan = planColumns(guess.mapping);
  const problems = problemsOfFile(plan, guess.mapping, beginning.columns);
  const read = readPreviewRows(beginning.records.slice(0, SHOWN_ROWS), plan);
  const outcomes = await dryRun(dataSource, (manager) =>
    applyRows<BillingEntity>(manager, contextOf(request, plan, guess.mapping), {
      entity,
      inputs: inputsOf(read),
    }),
  );
  return {
    entity,
    standardColumns: standardColumns(entity),
    columns: columnsOf(sample),
    ...guess,
    problems,
    rows: withOutcomes(read, outcomes, plan),
  };

  function contextOf({ now }: PreviewRequest, { constantCurrency }: ColumnPlan, mapping: ImportMapping) {
    return {
      ...{ workspaceId, now, attributeTypes: mapping.types },
      createAccounts: mapping.createAccounts ? { currency: constantCurrency } : undefined,
    };
  }
}

function sampleOf({ columns, records }: Beginning): FileSample {
  const rows = records.flatMap((record) => (record.kind === 'row' ? [record.cells] : [])).slice(0, LOOKED_AT);
  return {
    columns,
    values: new Map(columns.map((name) => [name, rows.map((cells) => cellText(cells.get(name) ?? ''))])),
  };
}

/** The mapping that was sent, or the best guess; accounts that nobody knows yet are then to be created. */
async function mappingFor(
  dataSource: DataSource,
  { workspaceId, entity, mapping }: PreviewRequest,
  sample: FileSample,
): Promise<MappingGuess> {
  if (mapping !== undefined) return { mapping, guesses: [], doubts: [] };
  const currencies = await currenciesInUse(dataSource.manager, workspaceId);
  const [only, ...others] = currencies;
  const guess = guessMapping(entity, sample, others.length === 0 ? (only ?? null) : null);
  const keys = sample.values.get(guess.mapping.columns.account ?? '') ?? [];
  if (entity === 'accounts' || (await knowsAnyAccount(dataSource, workspaceId, keys))) return guess;
  return {
    ...guess,
    mapping: { ...guess.mapping, createAccounts: true },
    doubts: [...guess.doubts, 'None of its accounts is known yet; they would be created with it.'],
  };
}

async function knowsAnyAccount(
  dataSource: DataSource,
  workspaceId: string,
  keys: readonly string[],
): Promise<boolean> {
  const rows = await dataSource.query<unknown[]>(
    `select from accounts where workspace_id = $1 and key = any ($2::text[]) limit 1`,
    [workspaceId, keys.map((key) => key.trim())],
  );
  return rows.length > 0;
}

function problemsOfFile(
  plan: ColumnPlan,
  mapping: ImportMapping,
  columns: readonly string[],
): PreviewProblem[] {
  try {
    checkHeader(plan, mapping, columns);
    return [];
  } catch (error) {
    if (!(error instanceof ImportRefusal)) throw error;
    return (error.problems ?? []).map(({ path, message }) => ({
      column: columns.includes(path) ? path : null,
      reason: message,
    }));
  }
}

/** Does something as it really would be done, and takes it back in every case. */
async function dryRun(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<RowOutcome[]>,
): Promise<RowOutcome[]> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction();
    return await work(runner.manager);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

const columnsOf = ({ columns, values }: FileSample): FileColumn[] =>
  columns.map((name) => {
    const all = values.get(name) ?? [];
    const samples = [...new Set(all.filter((value) => value.trim() !== ''))].slice(0, SAMPLES);
    return { name, samples, looksLike: columnLook(all) };
  });

function standardColumns(entity: BillingEntity): StandardColumnWords[] {
  const named = Object.entries(STANDARD_COLUMNS[entity]).map(([name, { kind, required, options }]) => ({
    ...{ name, kind },
    required: required ?? false,
    options: [...(options ?? [])],
  }));
  const attributes = { name: 'attributes.*', kind: 'attribute', required: false, options: [] };
  return takesAttributes(entity) ? [...named, attributes] : named;
}
