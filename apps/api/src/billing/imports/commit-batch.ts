import type { EntityManager } from 'typeorm';
import type { ApplyContext, RowOutcome } from '../apply/apply-context.js';
import { applyRows } from './apply-rows.js';
import { buildRow, type ImportRow, type Rejection } from './columns/build-row.js';
import { fileColumnOf, type ColumnPlan } from './columns/column-plan.js';
import { saveProgress, saveRejections, type ImportKey } from './import-store.js';
import type { SourceRecord } from './read/source-record.js';
import { rejectDuplicates } from './reject-duplicates.js';

export interface Batch {
  plan: ColumnPlan;
  records: readonly SourceRecord[];
  ignoredColumns: string[];
  /** Machine time. */
  at: Date;
}

/** Takes over the good rows of a batch and keeps the others with their reasons, in the caller's transaction. */
export async function commitBatch(
  manager: EntityManager,
  context: ApplyContext & ImportKey,
  { plan, records, ignoredColumns, at }: Batch,
): Promise<void> {
  const built = records.map((record) => buildRow(record, plan));
  const readable = built.flatMap((one) => (one.kind === 'row' ? [one.row] : []));
  const { rows, rejections: duplicates } = await rejectDuplicates(manager, context, { rows: readable, plan });
  const inputs = rows.map(({ input }) => input);
  const outcomes = await applyRows(manager, context, { entity: plan.entity, inputs });
  const rejections = [
    ...built.flatMap((one) => (one.kind === 'rejected' ? [one.rejection] : [])),
    ...duplicates,
    ...rows.flatMap((row, index) => refusal(row, outcomes[index], plan)),
  ];
  await saveRejections(manager, context, rejections);
  await saveProgress(manager, context, {
    linesRead: records.at(-1)?.line ?? 0,
    accepted: records.length - rejections.length,
    rejected: rejections.length,
    ignoredColumns,
    now: at,
  });
}

function refusal({ line, raw }: ImportRow, outcome: RowOutcome | undefined, plan: ColumnPlan): Rejection[] {
  if (outcome?.status !== 'rejected') return [];
  const [first] = outcome.problems;
  const reason = outcome.problems.map(({ message }) => message).join(' ');
  return [{ line, raw, column: first ? fileColumnOf(plan, first.field) : null, reason }];
}
