import type { CollectionMethod, SubscriptionInput, SubscriptionStatus } from '@dunwell/contract';
import { startOfDateIn } from '@dunwell/engine';
import type { EntityManager } from 'typeorm';
import { newId } from '../../platform/database/ids.js';
import { firstDifference, setBetween, valueAt, type Held } from '../facts/held.js';
import { loadStated, saveStated, type StatedFacts, type StatedTables } from '../facts/stated-facts.js';
import { SUBSCRIPTIONS, SUBSCRIPTION_STATES } from '../facts/tables.js';
import { zoneHistory } from '../zones/account-zones.js';
import { applyBatch } from './apply-batch.js';
import type { ApplyContext, RowOutcome } from './apply-context.js';
import { changeKnown, firstKnown } from './change-known.js';
import type { FactChange } from './changed-accounts.js';
import type { EntityChange, EntityRules, RowContext } from './entity-rules.js';

export interface SubscriptionState {
  status: SubscriptionStatus;
  plan: string | null;
  collectionMethod: CollectionMethod | null;
  startedOn: string;
  endedOn: string | null;
  renewsOn: string | null;
  trialEndsOn: string | null;
}

type Subscription = StatedFacts<SubscriptionState>;

export const SUBSCRIPTION_TABLES: StatedTables<SubscriptionState, 'subscriptionId'> = {
  id: 'subscriptionId',
  things: SUBSCRIPTIONS,
  states: SUBSCRIPTION_STATES,
  stateSql: `'status', status, 'plan', plan, 'collectionMethod', collection_method, 'startedOn', started_on,
    'endedOn', ended_on, 'renewsOn', renews_on, 'trialEndsOn', trial_ends_on`,
};

const STATUSES = ['active', 'trialing', 'pastDue', 'paused', 'cancelled', 'ended'] as const;
const COLLECTION_METHODS = ['automatic', 'manual'] as const;

/** Creates and changes subscriptions: from startedOn until endedOn, what changes since when S23 says. */
export async function applySubscriptions(
  manager: EntityManager,
  context: ApplyContext,
  inputs: readonly SubscriptionInput[],
): Promise<RowOutcome[]> {
  const { workspaceId } = context;
  const rules: EntityRules<SubscriptionInput, Subscription> = {
    noun: 'subscription',
    keyField: 'key',
    statementOf: ({ key, effectiveAt = '' }) => JSON.stringify([key, effectiveAt]),
    load: (_, keys) => loadStated(manager, workspaceId, { tables: SUBSCRIPTION_TABLES, keys }),
    apply: applySubscription,
    save: (_, changes) => saveStated(manager, context, { tables: SUBSCRIPTION_TABLES, changes }),
    effect: effectOf,
  };
  return applyBatch(manager, context, { rules, inputs });
}

function applySubscription(
  before: Subscription | null,
  input: SubscriptionInput,
  row: RowContext,
): Subscription | undefined {
  const { check, account, now } = row;
  const effectiveAt = check.instant('effectiveAt', input.effectiveAt, row.zones) ?? undefined;
  checkSubscription(input, row);
  if (before !== null) {
    if (!check.passed()) return undefined;
    const states = changeStates(before.states, input, { row, effectiveAt });
    checkDates(states, row);
    return states === before.states ? before : { ...before, states };
  }
  const status = check.required('status', input.status);
  const startedOn = check.required('startedOn', input.startedOn);
  if (!check.passed() || status === undefined || startedOn === undefined) return undefined;
  const states = firstStates({ ...fieldsOf(input), status, startedOn }, { row, effectiveAt });
  checkDates(states, row);
  return { id: newId(), accountId: account.accountId, key: input.key, createdAt: now, states };
}

const NOT_SET = { plan: null, collectionMethod: null, endedOn: null, renewsOn: null, trialEndsOn: null };

/** What it was before that was first known: active, where it was cancelled or ended with the date of its end (S23). */
function beforeKnown(known: SubscriptionState): SubscriptionState {
  return known.endedOn !== null && isOver(known.status) ? { ...known, status: 'active' } : known;
}

/** One first sent as cancelled or ended with the date of its end, and no other, was active until then (S23). */
function firstStates(
  fields: Partial<SubscriptionState> & Pick<SubscriptionState, 'status' | 'startedOn'>,
  { row, effectiveAt }: { row: RowContext; effectiveAt: number | undefined },
): Held<SubscriptionState>[] {
  const first: SubscriptionState = { ...NOT_SET, ...fields };
  const states = firstKnown(first, fields, effectiveAt, beforeKnown);
  if (effectiveAt !== undefined || first.endedOn === null || !isOver(first.status)) return states;
  const endedAt = startOfDateIn(row.zones, first.endedOn);
  return setBetween(states, 'status', 'active', { from: -Infinity, to: endedAt });
}

/** An end that is already known to come is not said anew for now: sending a subscription again changes nothing. */
function changeStates(
  states: Held<SubscriptionState>[],
  input: SubscriptionInput,
  { row, effectiveAt }: { row: RowContext; effectiveAt: number | undefined },
): Held<SubscriptionState>[] {
  const { now, zones } = row;
  const fields = fieldsOf(input);
  const { status, ...others } = fields;
  const since = { effectiveAt, now, notSet: NOT_SET, before: beforeKnown };
  if (effectiveAt !== undefined || status === undefined || !isOver(status))
    return changeKnown(states, fields, since);
  const endedOn = input.endedOn === undefined ? valueAt(states, now).endedOn : input.endedOn;
  const isKnown = endedOn !== null && valueAt(states, startOfDateIn(zones, endedOn)).status === status;
  return changeKnown(states, isKnown ? others : fields, since);
}

function fieldsOf(input: SubscriptionInput): Partial<SubscriptionState> {
  const { status, plan, collectionMethod, startedOn, endedOn, renewsOn, trialEndsOn } = input;
  const fields = { status, plan, collectionMethod, startedOn, endedOn, renewsOn, trialEndsOn };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function isOver(status: SubscriptionStatus): boolean {
  return status === 'cancelled' || status === 'ended';
}

function checkSubscription(input: SubscriptionInput, { check }: RowContext): void {
  check.oneOf('status', input.status, STATUSES);
  check.oneOf('collectionMethod', input.collectionMethod, COLLECTION_METHODS);
  check.text('plan', input.plan);
  check.date('startedOn', input.startedOn);
  check.date('endedOn', input.endedOn);
  check.date('renewsOn', input.renewsOn);
  check.date('trialEndsOn', input.trialEndsOn);
}

function checkDates(states: readonly Held<SubscriptionState>[], { check }: RowContext): void {
  const wrong = states.find(({ value }) => value.endedOn !== null && value.endedOn < value.startedOn);
  if (wrong === undefined) return;
  check.refuse(
    'endedOn',
    'beforeStart',
    `endedOn ${wrong.value.endedOn} lies before startedOn ${wrong.value.startedOn}.`,
  );
}

function effectOf({ account, before, after }: EntityChange<Subscription>): FactChange {
  // A subscription that is new has no facts before it started.
  const startedOn = after.states[0]?.value.startedOn ?? null;
  const startedAt = startedOn === null ? -Infinity : startOfDateIn(zoneHistory(account.zones), startedOn);
  const earliestAt = before === null ? startedAt : firstDifference(before.states, after.states);
  return { earliestAt, movesMoney: false };
}
