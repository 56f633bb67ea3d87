import type { AttributeValue } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import type { AttributeType } from '../apply/apply-context.js';
import { isCalendarDate, type RowCheck } from '../apply/row-check.js';
import { conflict } from '../../platform/http/app-error.js';
import type { AttributeSubject } from './attributes.js';

const NAME = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

/** The declared attributes of a kind of subject: name to type. */
export async function loadAttributeTypes(
  manager: EntityManager,
  workspaceId: string,
  subject: AttributeSubject,
): Promise<Map<string, AttributeType>> {
  const rows = await manager.query<{ name: string; type: AttributeType }[]>(
    'select name, type from attribute_definitions where workspace_id = $1 and subject = $2',
    [workspaceId, subject],
  );
  return new Map(rows.map(({ name, type }) => [name, type]));
}

/** Checks values against the types of attributes; the first good value declares one (S18). */
export class AttributeTypes {
  private readonly declared = new Map<string, AttributeType>();

  constructor(
    private readonly subject: AttributeSubject,
    private readonly known: ReadonlyMap<string, AttributeType>,
    private readonly wished: Readonly<Record<string, AttributeType>>,
  ) {}

  static async load(
    manager: EntityManager,
    {
      workspaceId,
      attributeTypes = {},
    }: {
      workspaceId: string;
      attributeTypes?: Readonly<Record<string, AttributeType>>;
    },
    subject: AttributeSubject,
  ): Promise<AttributeTypes> {
    return new AttributeTypes(
      subject,
      await loadAttributeTypes(manager, workspaceId, subject),
      attributeTypes,
    );
  }

  typeOf(name: string): AttributeType {
    const type = this.known.get(name) ?? this.declared.get(name);
    if (type === undefined) throw new Error(`The attribute ${name} is not declared.`);
    return type;
  }

  /** Notes what is wrong with values; where a row is right as a whole, its new attributes become declared. */
  check(check: RowCheck, values: Readonly<Record<string, AttributeValue | null>>): void {
    const found = Object.entries(values).flatMap(([name, value]) => this.checkOne(check, name, value) ?? []);
    if (!check.passed()) return;
    for (const [name, type] of found) if (!this.known.has(name)) this.declared.set(name, type);
  }

  /** Declares the new attributes; where somebody else declared one otherwise meanwhile, the write fails. */
  async save(manager: EntityManager, workspaceId: string): Promise<void> {
    if (this.declared.size === 0) return;
    await manager.query(
      `insert into attribute_definitions (workspace_id, subject, name, type)
       select $1, $2, * from unnest($3::text[], $4::text[]) as new(name, type) order by new.name
       on conflict do nothing`,
      [workspaceId, this.subject, [...this.declared.keys()], [...this.declared.values()]],
    );
    const stored = await loadAttributeTypes(manager, workspaceId, this.subject);
    for (const [name, type] of this.declared) {
      if (stored.get(name) === type) continue;
      throw conflict(
        'attributeDeclaredMeanwhile',
        `Another request has just declared the attribute ${name} as ${String(stored.get(name))}; send this again.`,
      );
    }
  }

  private checkOne(
    check: RowCheck,
    name: string,
    value: AttributeValue | null,
  ): [string, AttributeType][] | undefined {
    const field = `attributes.${name}`;
    if (!NAME.test(name)) {
      check.refuse(
        field,
        'attributeName',
        `"${name}" cannot name an attribute: a letter, then at most 63 letters, digits and underscores.`,
      );
      return undefined;
    }
    if (value === null) return undefined;
    const type = this.known.get(name) ?? this.declared.get(name) ?? this.wished[name] ?? typeFor(value);
    if (fits(type, value)) return [[name, type]];
    check.refuse(
      field,
      'attributeType',
      `The attribute ${name} is declared as ${type}; ${JSON.stringify(value)} is ${type === 'date' ? 'no date YYYY-MM-DD' : typeFor(value)}.`,
    );
    return undefined;
  }
}

function typeFor(value: AttributeValue): AttributeType {
  if (typeof value === 'string') return 'text';
  return typeof value === 'number' ? 'number' : 'boolean';
}

function fits(type: AttributeType, value: AttributeValue): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string' && value.length <= 2000 && !value.includes('\0');
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'date':
      return typeof value === 'string' && isCalendarDate(value);
  }
}
