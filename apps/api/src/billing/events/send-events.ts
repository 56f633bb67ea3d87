import type { EventInput, EventsAccepted } from '@dunwell/contract';
import { isDeepStrictEqual } from 'node:util';
import { payloadFaults, type EventPayload } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { parseInstant } from '../../platform/clock/parse-instant.js';
import type { RequestProblem } from '../../platform/http/app-error.js';
import { resolveAccountKeys } from '../reader/workspace-facts.js';
import { declaredEvents } from './event-declarations.js';
import type { EventSubjectKind, Happening } from './happening.js';
import { insertEvents } from './publish-events.js';

/** An event with the place it had among those that were sent. */
export interface SentEvent {
  path: string;
  input: EventInput;
}

/** What became of events that were sent: all are in, or none and what is wrong. */
export type Sent =
  { kind: 'accepted'; accepted: EventsAccepted } | { kind: 'refused'; problems: RequestProblem[] };

/**
 * Takes events of the workspace's own over, known by the sender's ids: one that was sent before is not taken over again,
 * one that says something else under the same id is refused.
 */
export async function sendEvents(
  manager: EntityManager,
  { workspaceId, now }: { workspaceId: string; now: Date },
  sent: readonly SentEvent[],
): Promise<Sent> {
  const known = {
    declared: await declaredEvents(manager, workspaceId),
    accounts: await resolveAccountKeys(manager, workspaceId, [
      ...new Set(sent.map(({ input }) => input.account)),
    ]),
    subjects: await subjectsByKey(manager, workspaceId, sent),
  };
  const read = sent.map((one) => readEvent(one, known, now));
  const happened = read.flatMap(({ happening }) => happening ?? []);
  const before = await eventsByKey(manager, workspaceId, happened);
  const problems = [...read.flatMap((one) => one.problems), ...contradictions(read, before)];
  if (problems.length > 0) return { kind: 'refused', problems };
  const fresh = [...new Map(happened.map((one) => [one.key, one])).values()].filter(
    ({ key }) => !before.has(key),
  );
  const inserted = await insertEvents(manager, { workspaceId, now }, fresh);
  return { kind: 'accepted', accepted: { accepted: inserted.length, known: sent.length - inserted.length } };
}

interface Known {
  declared: Readonly<Record<string, EventPayload>>;
  accounts: ReadonlyMap<string, string>;
  /** By kind and key. */
  subjects: ReadonlyMap<string, FoundSubject>;
}

interface FoundSubject {
  id: string;
  accountId: string;
}

interface ReadEvent {
  path: string;
  /** Whether the sender said when it happened. */
  isDated: boolean;
  happening: Happening | null;
  problems: RequestProblem[];
}

function readEvent(
  { path, input }: SentEvent,
  { declared, accounts, subjects }: Known,
  now: Date,
): ReadEvent {
  const { id, name, account, at, subject, payload = {} } = input;
  const problems: RequestProblem[] = [];
  const refuse = (field: string, code: string, message: string): void =>
    void problems.push({ path: path === '' ? field : `${path}.${field}`, code, message });
  const definition = Object.hasOwn(declared, name) ? declared[name] : undefined;
  if (!definition) refuse('name', 'unknownEvent', `There is no event ${name}; declare what it tells first.`);
  else
    for (const fault of payloadFaults(definition, payload))
      refuse(`payload.${fault.field}`, fault.code, fault.message);
  const accountId = accounts.get(account);
  if (accountId === undefined)
    refuse('account', 'unknownAccount', `There is no account ${account}; send it first.`);
  const instant = at === undefined ? now : parseInstant(at);
  if (instant === undefined)
    refuse('at', 'instant', 'at must be an instant with its offset, such as 2026-01-31T09:00:00Z.');
  const found = subject && subjects.get(keyOf(subject));
  if (subject && found?.accountId !== accountId)
    refuse(
      'subject.key',
      'unknownSubject',
      `The account ${account} has no ${NOUNS[subject.kind]} ${subject.key}.`,
    );
  if (problems.length > 0 || accountId === undefined || instant === undefined)
    return { path, isDated: at !== undefined, happening: null, problems };
  const happening: Happening = {
    name,
    key: `custom/${id}`,
    accountId,
    subjectKind: subject?.kind ?? null,
    subjectIds: found ? [found.id] : [],
    at: instant,
    payload,
  };
  return { path, isDated: at !== undefined, happening, problems };
}

const NOUNS: Readonly<Record<EventSubjectKind, string>> = {
  invoice: 'invoice',
  subscription: 'subscription',
  paymentMethod: 'payment method',
};

const keyOf = ({ kind, key }: NonNullable<EventInput['subject']>): string => `${kind} ${key}`;

/** Two events under one id that do not say the same: one of them was meant to have another. */
function contradictions(
  read: readonly ReadEvent[],
  before: ReadonlyMap<string, Happening>,
): RequestProblem[] {
  const seen = new Map(before);
  return read.flatMap(({ path, isDated, happening }): RequestProblem[] => {
    if (happening === null) return [];
    const other = seen.get(happening.key);
    if (other === undefined) {
      seen.set(happening.key, happening);
      return [];
    }
    if (isSame(happening, other, isDated)) return [];
    const message = `The id ${happening.key.slice('custom/'.length)} belongs to another event. Give each event its own.`;
    return [{ path: path === '' ? 'id' : `${path}.id`, code: 'idTaken', message }];
  });
}

function isSame(one: Happening, other: Happening, isDated: boolean): boolean {
  const said = ({ name, accountId, subjectKind, subjectIds, payload }: Happening) => ({
    ...{ name, accountId, subjectKind, subjectIds, payload },
  });
  return isDeepStrictEqual(said(one), said(other)) && (!isDated || one.at.getTime() === other.at.getTime());
}

async function eventsByKey(
  manager: EntityManager,
  workspaceId: string,
  happened: readonly Happening[],
): Promise<Map<string, Happening>> {
  const rows = await manager.query<Happening[]>(
    `select name, event_key as key, account_id as "accountId", subject_kind as "subjectKind",
       subject_ids as "subjectIds", at, payload
     from billing_events where workspace_id = $1 and event_key = any ($2::text[])`,
    [workspaceId, happened.map(({ key }) => key)],
  );
  return new Map(rows.map((row) => [row.key, row]));
}

async function subjectsByKey(
  manager: EntityManager,
  workspaceId: string,
  sent: readonly SentEvent[],
): Promise<Map<string, FoundSubject>> {
  const keys = (kind: EventSubjectKind): string[] =>
    sent.flatMap(({ input: { subject } }) => (subject?.kind === kind ? [subject.key] : []));
  const rows = await manager.query<({ kind: EventSubjectKind; key: string } & FoundSubject)[]>(
    `select 'invoice' as kind, number as key, invoice_id as id, account_id as "accountId" from invoices
     where workspace_id = $1 and number = any ($2::text[])
     union all
     select 'subscription', key, subscription_id, account_id from subscriptions
     where workspace_id = $1 and key = any ($3::text[])
     union all
     select 'paymentMethod', key, payment_method_id, account_id from payment_methods
     where workspace_id = $1 and key = any ($4::text[])`,
    [workspaceId, keys('invoice'), keys('subscription'), keys('paymentMethod')],
  );
  return new Map(rows.map(({ kind, key, id, accountId }) => [keyOf({ kind, key }), { id, accountId }]));
}
