import type { FieldDefinition, FieldGroup } from './field.js';

type FieldInGroup = Omit<FieldDefinition, 'id' | 'group' | 'provider'> & {
  provider?: FieldDefinition['provider'];
};

/** Turns the entries of one group, keyed by their short names, into definitions with whole ids. */
export function defineGroup<Name extends string>(
  group: FieldGroup,
  fields: Readonly<Record<Name, FieldInGroup>>,
): readonly FieldDefinition[] {
  return Object.entries<FieldInGroup>(fields).map(([name, field]) => ({
    provider: 'billing',
    ...field,
    id: `${group}.${name}`,
    group,
  }));
}
