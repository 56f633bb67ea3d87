import type { ImportMapping, ImportPreview } from '@dunwell/contract';

/** Says that a standard column is this column of the file; null: that it is none. */
export function withColumn(mapping: ImportMapping, column: string, fileColumn: string | null): ImportMapping {
  const { [column]: _, ...others } = mapping.columns;
  return { ...mapping, columns: fileColumn === null ? others : { ...others, [column]: fileColumn } };
}

/** Says what a standard column is in every row; '': nothing. */
export function withConstant(mapping: ImportMapping, column: string, value: string): ImportMapping {
  const { [column]: _, ...others } = mapping.constants ?? {};
  return { ...mapping, constants: value === '' ? others : { ...others, [column]: value } };
}

/** Columns of the file that nothing names. */
export function unnamedColumns({ columns }: ImportPreview, mapping: ImportMapping): string[] {
  const named = new Set(Object.values(mapping.columns));
  return columns.map(({ name }) => name).filter((name) => !named.has(name));
}
