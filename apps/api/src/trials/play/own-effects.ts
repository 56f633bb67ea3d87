import {
  addDays,
  type ActDecision,
  type CalendarDate,
  type HoldInForce,
  type Instant,
  type Look,
  type SubjectFacts,
} from '@dunwell/engine';
import { isDeepStrictEqual } from 'node:util';
import {
  ACTIONS,
  fieldKey,
  type CatalogueContext,
  type Action,
  type ActionKind,
  type ActionOf,
  type FactValue,
} from '@dunwell/language';
import type { FactField } from '../../billing/billing-reader.js';

/** An effect as it was had in a trial. */
interface OwnEffect {
  action: Action;
  /** The business date it was had on. */
  date: CalendarDate;
  /** Where it is taken back (S22): with that streak of that subject. */
  undoneWith: { subjectId: string; streakId: string } | null;
  /** The first instant without it; null: it has no end. */
  until: Instant | null;
  /** Whether what the document is decided by depends on it. */
  changesDecisions: boolean;
}

/** What a look reads, to be changed in place. */
interface ReadValues {
  values: Record<string, FactValue>;
  fields: readonly FactField[];
  date: CalendarDate;
}

type Change<K extends ActionKind> = (read: ReadValues, action: ActionOf<K>, on: CalendarDate) => void;

const set =
  (key: string, value: FactValue) =>
  ({ values }: ReadValues): void => {
    if (key in values) values[key] = value;
  };

const setTags =
  (change: (tags: readonly string[]) => string[]) =>
  ({ values }: ReadValues): void => {
    const tags = values['account.tags'];
    if (tags === undefined) return;
    const changed = change(Array.isArray(tags) ? tags : []);
    // An empty list counts as not set (S17).
    values['account.tags'] = changed.length === 0 ? null : changed;
  };

/** What each kind of action changes of the facts; null: nothing that billing would know without an answer from outside. */
const CHANGES: { readonly [K in ActionKind]: Change<K> | null } = {
  addTag: (read, { tag }) =>
    setTags((tags) => (tags.includes(tag) ? [...tags] : [...tags, tag].sort()))(read),
  removeTag: (read, { tag }) => setTags((tags) => tags.filter((other) => other !== tag))(read),
  setAttribute: (read, { name, value }) => set(`account.attributes.${name}`, value)(read),
  setCollectionStatus: (read, { status }) => set('account.collectionStatus', status)(read),
  restrictService: set('account.serviceStatus', 'restricted'),
  suspendService: set('account.serviceStatus', 'suspended'),
  restoreService: set('account.serviceStatus', 'normal'),
  placeHold: (read, { reason }) => {
    set('account.onHold', true)(read);
    if (reason === 'promiseToPay') set('account.promise', 'open')(read);
  },
  emailCustomer: countMessage,
  emailTeam: null,
  slack: null,
  webhook: null,
  createTask: null,
  requestPayment: null,
  retryPayment: null,
  applyLateFee: null,
  downgradePlan: null,
  cancelSubscription: null,
  markUncollectible: null,
  offerPaymentPlan: null,
};

function countMessage(
  { values, fields, date }: ReadValues,
  _: ActionOf<'emailCustomer'>,
  sentOn: CalendarDate,
): void {
  for (const { field, params } of fields) {
    if (field !== 'account.messagesInLast') continue;
    const key = fieldKey(field, params);
    const counts = sentOn > addDays(date, -Number(params?.days));
    if (counts && key in values) values[key] = Number(values[key] ?? 0) + 1;
  }
}

/** Kinds that can be so already; another message or hold is always one more. */
const LASTING: ReadonlySet<ActionKind> = new Set([
  'addTag',
  'removeTag',
  'setAttribute',
  'setCollectionStatus',
  'restrictService',
  'suspendService',
  'restoreService',
]);

/** The fields that what an action brings about can be told from, as far as this workspace knows them. */
export function changedFields(action: Action, { attributes }: CatalogueContext): FactField[] {
  if (!LASTING.has(action.kind)) return [];
  const names = Object.keys(attributes.account).map((name) => `attributes.${name}`);
  const fields = ['tags', 'collectionStatus', 'serviceStatus', ...names].map((name) => ({
    field: `account.${name}`,
  }));
  return fields.filter((field) => changesAny(action, [field]));
}

/**
 * What a trial has done to its accounts: facts inside it (S13), nothing outside (S19). Kept in memory only as far as
 * the trial can see it.
 */
export class OwnEffects {
  private readonly byAccount = new Map<string, OwnEffect[]>();
  private readonly messages = new Map<string, Instant[]>();

  constructor(
    /** What entries, cases and exits are decided by. */
    private readonly decidedBy: readonly FactField[],
    /** Everything the trial reads or shows. */
    private readonly seen: readonly FactField[],
  ) {}

  /** Remembers an effect that was had at a look. */
  note({ action, undoWhenCured }: ActDecision, look: Look, streakId: string | null): void {
    const { accountId, subjectId } = look.facts;
    if (ACTIONS[action.kind].message) {
      this.messages.set(accountId, [...this.messagesTo(accountId), look.at]);
    }
    if (action.kind !== 'placeHold' && !changesAny(action, this.seen)) return;
    const effect: OwnEffect = {
      action,
      date: look.date,
      undoneWith: undoWhenCured && streakId !== null ? { subjectId, streakId } : null,
      until: endOf(action, look),
      changesDecisions: changesAny(action, this.decidedBy),
    };
    this.byAccount.set(accountId, [...(this.byAccount.get(accountId) ?? []), effect]);
  }

  /** Facts as read, with what the trial did to the account. */
  appliedTo<Facts extends SubjectFacts>(facts: Facts, { at, date }: Pick<Look, 'at' | 'date'>): Facts {
    const effects = this.inForce(facts, at);
    if (effects.length === 0) return facts;
    const read: ReadValues = { values: { ...facts.values }, fields: this.seen, date };
    for (const effect of effects) change(read, effect);
    return { ...facts, values: read.values };
  }

  /** Whether what an action brings about is so already. */
  isDoneAlready(action: Action, { facts, date }: Pick<Look, 'facts' | 'date'>): boolean {
    if (!LASTING.has(action.kind)) return false;
    const read: ReadValues = { values: { ...facts.values }, fields: this.seen, date };
    change(read, { action, date });
    // An attribute that nobody has set yet is not among the facts.
    return changesAny(action, this.seen) && isDeepStrictEqual(read.values, facts.values);
  }

  /** When it has written to a customer, which the contact cap counts (S14). */
  messagesTo(accountId: string): readonly Instant[] {
    return this.messages.get(accountId) ?? [];
  }

  /** The holds it has placed on an account. */
  holdsOn(accountId: string, at: Instant): HoldInForce[] {
    return (this.byAccount.get(accountId) ?? []).flatMap(({ until }) =>
      until !== null && until > at ? [{ on: 'account', leaveOut: false, until }] : [],
    );
  }

  /** The accounts that are to be decided on other facts than those in the database. */
  accountIds(): string[] {
    return [...this.byAccount].flatMap(([accountId, effects]) =>
      effects.some(({ changesDecisions }) => changesDecisions) ? [accountId] : [],
    );
  }

  private inForce(facts: SubjectFacts, at: Instant): readonly OwnEffect[] {
    const own = this.byAccount.get(facts.accountId);
    if (own === undefined) return [];
    const left = own.filter(
      ({ undoneWith }) =>
        undoneWith?.subjectId !== facts.subjectId || undoneWith.streakId === facts.episode.streakId,
    );
    if (left.length < own.length) this.byAccount.set(facts.accountId, left);
    return left.filter(({ until }) => until === null || until > at);
  }
}

/** A hold covers its days after the date on which it was placed. */
function endOf(action: Action, { calendar, date }: Look): Instant | null {
  return action.kind === 'placeHold' ? calendar.instantAt(addDays(date, action.days + 1), '00:00') : null;
}

const ANY_DATE = '1970-01-01';

/** Whether an action changes any of these fields, whatever they are. */
function changesAny(action: Action, fields: readonly FactField[]): boolean {
  const touched = new Set<string | symbol>();
  const values = Object.fromEntries(fields.map(({ field, params }) => [fieldKey(field, params), null]));
  const recording = new Proxy<Record<string, FactValue>>(values, {
    set: (target, key, value: FactValue) => {
      touched.add(key);
      return Reflect.set(target, key, value);
    },
  });
  change({ values: recording, fields, date: ANY_DATE }, { action, date: ANY_DATE });
  return touched.size > 0;
}

function change(read: ReadValues, { action, date }: Pick<OwnEffect, 'action' | 'date'>): void {
  (CHANGES[action.kind] as Change<ActionKind> | null)?.(read, action, date);
}
