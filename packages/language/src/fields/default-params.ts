import type { FieldDefinition } from './field.js';

/** The parameters with which a field is meant where nobody can give any, as in messages; undefined without any. */
export function defaultParams(field: FieldDefinition | null): Record<string, number> | undefined {
  if (!field?.params) return undefined;
  return Object.fromEntries(
    Object.entries(field.params).map(([name, parameter]) => [name, parameter.default]),
  );
}
