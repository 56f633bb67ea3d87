import type { AutomationDocument } from '../document/document.js';
import { findEvent, type EventPayload } from '../triggers/events.js';
import { ACCOUNT_FIELDS } from './account-fields.js';
import type { AttributeType, FieldDefinition, FieldGroup, FieldId, FieldType } from './field.js';
import { INVOICE_FIELDS } from './invoice-fields.js';
import { PAYMENT_METHOD_FIELDS } from './payment-method-fields.js';
import { SUBSCRIPTION_FIELDS } from './subscription-fields.js';

/** What a workspace adds to the catalogue: its attributes, the currencies in use, its own events. */
export interface CatalogueContext {
  attributes: { account: Record<string, AttributeType>; invoice: Record<string, AttributeType> };
  /** ISO codes of the currencies that accounts of the workspace use. */
  currencies: string[];
  /** Declared payloads by whole name, `custom.<name>`. */
  customEvents: Record<string, EventPayload>;
}

/** The part of a document that decides which fields exist in it. */
export type DocumentScope = Pick<AutomationDocument, 'subject' | 'trigger'>;

/** Every field of the product; attributes and event payloads come from the workspace. */
export const FIELDS: readonly FieldDefinition[] = [
  ...ACCOUNT_FIELDS,
  ...INVOICE_FIELDS,
  ...SUBSCRIPTION_FIELDS,
  ...PAYMENT_METHOD_FIELDS,
];

const FIELDS_BY_ID: ReadonlyMap<FieldId, FieldDefinition> = new Map(FIELDS.map((field) => [field.id, field]));

/** The names an attribute may have; others could not be written in a message. */
export const ATTRIBUTE_NAME = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

/**
 * The definition of a field as a document may use it, or null where the document has no such field (S18):
 * a rule about an account sees only its account, other rules also their subject, event rules the payload.
 */
export function resolveField(
  id: FieldId,
  scope: DocumentScope,
  context: CatalogueContext,
): FieldDefinition | null {
  const field = findField(id, scope, context);
  return field && groupsInScope(scope).includes(field.group) ? field : null;
}

/** Every field a document may use, in the order of the pickers: its subject, its account, its event. */
export function fieldsFor(scope: DocumentScope, context: CatalogueContext): FieldDefinition[] {
  return groupsInScope(scope).flatMap((group) => [
    ...FIELDS.filter((field) => field.group === group),
    ...(isAttributeOwner(group) ? attributeFields(group, context) : []),
    ...(group === 'event' ? eventFields(scope, context) : []),
  ]);
}

/** The field groups a document may use, its subject first. */
export function groupsInScope({ subject, trigger }: DocumentScope): FieldGroup[] {
  const groups: FieldGroup[] = subject === 'account' ? ['account'] : [subject, 'account'];
  return trigger.kind === 'event' ? [...groups, 'event'] : groups;
}

function findField(id: FieldId, scope: DocumentScope, context: CatalogueContext): FieldDefinition | null {
  const known = FIELDS_BY_ID.get(id);
  if (known) return known;
  const [group = '', attributes, ...name] = id.split('.');
  if (attributes === 'attributes' && isAttributeOwner(group))
    return attributeField(group, name.join('.'), context);
  if (id.startsWith('event.')) return eventField(id.slice('event.'.length), scope, context);
  return null;
}

type AttributeOwner = keyof CatalogueContext['attributes'];

const isAttributeOwner = (group: string): group is AttributeOwner =>
  group === 'account' || group === 'invoice';

/** A new attribute type fails to compile here until somebody says what it is to a rule. */
const TYPE_OF_ATTRIBUTE: Readonly<Record<AttributeType, FieldType>> = {
  text: 'text',
  number: 'number',
  boolean: 'boolean',
  date: 'date',
};

function attributeField(
  owner: AttributeOwner,
  name: string,
  { attributes }: CatalogueContext,
): FieldDefinition | null {
  const type = Object.hasOwn(attributes[owner], name) ? attributes[owner][name] : undefined;
  if (!type) return null;
  return {
    id: `${owner}.attributes.${name}`,
    group: owner,
    label: name,
    type: TYPE_OF_ATTRIBUTE[type],
    meaning: `The attribute ${name} of the ${owner}.`,
    provider: 'billing',
    notSet: `The ${owner} has no ${name}.`,
  };
}

const attributeFields = (owner: AttributeOwner, context: CatalogueContext): FieldDefinition[] =>
  Object.keys(context.attributes[owner])
    .map((name) => attributeField(owner, name, context))
    .filter((field) => field !== null);

function payloadOf({ trigger }: DocumentScope, context: CatalogueContext): EventPayload {
  if (trigger.kind !== 'event') return {};
  return findEvent(trigger.event, context.customEvents)?.payload ?? {};
}

function eventField(name: string, scope: DocumentScope, context: CatalogueContext): FieldDefinition | null {
  const payload = payloadOf(scope, context);
  const entry = Object.hasOwn(payload, name) ? payload[name] : undefined;
  if (!entry) return null;
  return {
    id: `event.${name}`,
    group: 'event',
    provider: 'event',
    notSet: 'The event came without it.',
    ...entry,
  };
}

const eventFields = (scope: DocumentScope, context: CatalogueContext): FieldDefinition[] =>
  Object.keys(payloadOf(scope, context))
    .map((name) => eventField(name, scope, context))
    .filter((field) => field !== null);
