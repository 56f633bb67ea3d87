import { resolveField, type CatalogueContext, type DocumentScope } from '../fields/catalogue.js';
import type { FieldType } from '../fields/field.js';
import { readMessage, type VariableUse } from './read-message.js';

export type MessageVariableType = FieldType | 'overdueInvoices';

export interface MessageVariable {
  /** As `VariableUse.name`. */
  name: string;
  label: string;
  type: MessageVariableType;
}

const named = (label: string, type: MessageVariableType) => ({ label, type });

/** What messages may use besides the fields of the catalogue. */
export const MESSAGE_NAMES: Readonly<Record<string, { label: string; type: MessageVariableType }>> = {
  'account.name': named('Name', 'text'),
  'account.key': named('Account key', 'text'),
  'account.email': named('Email address', 'text'),
  'account.paymentUrl': named('Payment link', 'text'),
  'workspace.name': named('Name of the workspace', 'text'),
  today: named('Today', 'date'),
  overdueInvoices: named('Overdue invoices', 'overdueInvoices'),
  'overdueInvoices.size': named('Number of overdue invoices listed', 'count'),
  'overdueInvoices.*.number': named('Invoice number', 'text'),
  'overdueInvoices.*.dueOn': named('Due date', 'date'),
  'overdueInvoices.*.daysPastDue': named('Days past due', 'days'),
  'overdueInvoices.*.remaining': named('Remaining', 'money'),
};

/** What Liquid itself knows inside a loop. */
const LOOP_NAMES: Readonly<Record<string, FieldType>> = {
  number: 'number',
  'forloop.index': 'count',
  'forloop.index0': 'count',
  'forloop.rindex': 'count',
  'forloop.rindex0': 'count',
  'forloop.length': 'count',
  // `first` and `last` are read as the items of a list; of a loop they say where it stands.
  'forloop.*': 'boolean',
};

const NAMES: ReadonlyMap<string, { label: string; type: MessageVariableType }> = new Map([
  ...Object.entries(MESSAGE_NAMES),
  ...Object.entries(LOOP_NAMES).map(([name, type]) => [name, named(name, type)] as const),
]);

/** What may be read of a field that is a list: its items and how many there are. */
const PARTS_OF_LISTS: readonly { suffix: string; type: FieldType }[] = [
  { suffix: '.*', type: 'text' },
  { suffix: '.size', type: 'count' },
];

/** The variable with a whole name as a message of this document may use it, or null where there is none. */
export function resolveMessageVariable(
  name: string,
  scope: DocumentScope,
  context: CatalogueContext,
): MessageVariable | null {
  const known = NAMES.get(name);
  if (known) return { name, ...known };
  const part = PARTS_OF_LISTS.find(({ suffix }) => name.endsWith(suffix));
  const field = resolveField(part ? name.slice(0, -part.suffix.length) : name, scope, context);
  if (!field) return null;
  if (!part) return { name, label: field.label, type: field.type };
  return field.type === 'list' ? { name, label: field.label, type: part.type } : null;
}

/** Every variable a text uses, each once, with its type; unknown ones are left to `checkMessage`. */
export function messageVariables(
  text: string,
  scope: DocumentScope,
  context: CatalogueContext,
): MessageVariable[] {
  const message = readMessage(text);
  if ('error' in message) return [];
  const names = new Set(message.uses.map(({ name }) => name).filter((name) => name !== null));
  return [...names]
    .map((name) => resolveMessageVariable(name, scope, context))
    .filter((found) => found !== null);
}

const FIELD_NAME = /^((?:account|invoice|subscription|paymentMethod|event)\.(?:attributes\.)?[^.]+)/;

/** The field that a use reads, or null for names that are no fields. */
export function fieldOfUse({ name }: VariableUse): string | null {
  if (name === null || Object.hasOwn(MESSAGE_NAMES, name)) return null;
  return FIELD_NAME.exec(name)?.[1] ?? null;
}
