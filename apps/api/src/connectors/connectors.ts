import { PROVIDER_ACTIONS, type ActionKind } from '@dunwell/language';
import type { Connector } from './connector.js';

/** The kinds of action that can run. */
export const RUNNABLE_ACTIONS = [
  'emailCustomer',
  'emailTeam',
  'webhook',
  'addTag',
  'removeTag',
  'setAttribute',
  'setCollectionStatus',
  'placeHold',
  'createTask',
  ...PROVIDER_ACTIONS,
] as const satisfies readonly ActionKind[];

export type RunnableAction = (typeof RUNNABLE_ACTIONS)[number];

/** Those whose effect lies inside the database and is had in the transaction that records it. */
export const INSIDE_ACTIONS: readonly RunnableAction[] = [
  'addTag',
  'removeTag',
  'setAttribute',
  'setCollectionStatus',
  'placeHold',
  'createTask',
];

/** The one registry: a kind that can run has its connector here. */
export type Connectors = { readonly [K in RunnableAction]: Connector<K> };

/** The token under which Nest knows the registry. */
export const CONNECTORS = Symbol('connectors');

/** The connector of a stored action; publishing refuses kinds that have none. */
export function connectorOf(connectors: Connectors, kind: string): Connector<ActionKind> {
  const connector = (connectors as Readonly<Record<string, unknown>>)[kind];
  if (!connector) throw new Error(`No connector runs ${kind}.`);
  return connector as Connector<ActionKind>;
}
