import { ApiProperty, getSchemaPath } from '@nestjs/swagger';

/** The class that describes each kind of a union; by name, since explanations contain explanations. */
export type NamesByKind = Readonly<Record<string, string>>;

export interface OneByKindOptions {
  description: string;
  nullable?: boolean;
  /** A list of them. */
  isArray?: boolean;
}

/** Describes a property that is one of several answers, told apart by their `kind`. */
export function OneByKind(
  names: NamesByKind,
  { description, nullable = false, isArray = false }: OneByKindOptions,
): PropertyDecorator {
  const union = unionByKind(names);
  if (isArray) return ApiProperty({ description, type: 'array', items: union });
  // A union has no type of its own that could be null beside it.
  return ApiProperty({ description, ...(nullable ? { anyOf: [union, { type: 'null' }] } : union) });
}

/** The schema of a union whose members are told apart by their `kind`. */
export function unionByKind(names: NamesByKind): {
  oneOf: { $ref: string }[];
  discriminator: { propertyName: 'kind'; mapping: Record<string, string> };
} {
  const kinds = Object.entries(names).map(([kind, name]) => [kind, getSchemaPath(name)] as const);
  return {
    oneOf: [...new Set(kinds.map(([, path]) => path))].map(($ref) => ({ $ref })),
    discriminator: { propertyName: 'kind', mapping: Object.fromEntries(kinds) },
  };
}
