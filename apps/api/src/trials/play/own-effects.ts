import {
  addDays,
  type ActDecision,
  type CalendarDate,
  type HoldInForce,
  type Instant,
  type Look,
} from '@dunwell/engine';
import { fieldKey, type Action, type ActionKind, type ActionOf, type FactValue } from '@dunwell/language';
import type { FactField, ReadSubject } from '../../billing/billing-reader.js';

/** An effect as it was had in a trial. */
interface OwnEffect {
  action: Action;
  /** The business date it was had on. */
  date: CalendarDate;
  /** Where it is taken back (S22): with that streak of that subject. */
  undoneWith: { subjectId: string; streakId: string } | null;
  /** The first instant without it; null: it has no end. */
  until: Instant | null;
}

/** What a look reads, to be changed in place. */
interface ReadValues {
  values: Record<string, FactValue>;
  fields: readonly FactField[];
  date: CalendarDate;
}

type Change<K extends ActionKind> = (read: ReadValues, action: ActionOf<K>, effect: OwnEffect) => void;

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
  sent: OwnEffect,
): void {
  for (const { field, params } of fields) {
    if (field !== 'account.messagesInLast') continue;
    const key = fieldKey(field, params);
    const counts = sent.date > addDays(date, -Number(params?.['days']));
    if (counts) values[key] = Number(values[key] ?? 0) + 1;
  }
}

/**
 * What a trial has done to its accounts: facts inside it (S13), nothing outside (S19). Kept in memory only as far as
 * the trial's own looks can see it.
 */
export class OwnEffects {
  private readonly byAccount = new Map<string, OwnEffect[]>();

  constructor(private readonly fields: readonly FactField[]) {}

  /** Remembers an effect that was had at a look. */
  note(
    { action, undoWhenCured }: ActDecision,
    { facts, calendar, date }: Look,
    streakId: string | null,
  ): void {
    if (!this.isSeen(action)) return;
    const { accountId, subjectId } = facts;
    const undoneWith = undoWhenCured && streakId !== null ? { subjectId, streakId } : null;
    const until =
      action.kind === 'placeHold' ? calendar.instantAt(addDays(date, action.days + 1), '00:00') : null;
    const own = this.byAccount.get(accountId) ?? [];
    this.byAccount.set(accountId, [...own, { action, date, undoneWith, until }]);
  }

  /** Facts as read, with what the trial did to the account. */
  appliedTo(facts: ReadSubject, { at, date }: { at: Instant; date: CalendarDate }): ReadSubject {
    const effects = this.inForce(facts, at);
    if (effects.length === 0) return facts;
    const read: ReadValues = { values: { ...facts.values }, fields: this.fields, date };
    for (const effect of effects) change(read, effect);
    return { ...facts, values: read.values };
  }

  /** The holds it has placed on an account. */
  holdsOn(accountId: string, at: Instant): HoldInForce[] {
    return (this.byAccount.get(accountId) ?? []).flatMap(({ action, until }) =>
      action.kind === 'placeHold' && (until === null || until > at)
        ? [{ on: 'account', leaveOut: false, until }]
        : [],
    );
  }

  /** The accounts whose facts are not what the database says. */
  accountIds(): string[] {
    return [...this.byAccount.keys()];
  }

  private inForce(facts: ReadSubject, at: Instant): readonly OwnEffect[] {
    const own = this.byAccount.get(facts.accountId);
    if (own === undefined) return [];
    const left = own.filter(
      ({ undoneWith }) =>
        undoneWith === null ||
        undoneWith.subjectId !== facts.subjectId ||
        undoneWith.streakId === facts.episode.streakId,
    );
    if (left.length < own.length) this.byAccount.set(facts.accountId, left);
    return left.filter(({ until }) => until === null || until > at);
  }

  /** Whether any look of this trial could tell that the effect was had; holds hold back whatever is read. */
  private isSeen(action: Action): boolean {
    if (action.kind === 'placeHold') return true;
    const probe: ReadValues = {
      values: Object.fromEntries(this.fields.map(({ field, params }) => [fieldKey(field, params), null])),
      fields: this.fields,
      date: '1970-01-01',
    };
    const before = JSON.stringify(probe.values);
    change(probe, { action, date: '1970-01-01', undoneWith: null, until: null });
    return action.kind === 'removeTag'
      ? 'account.tags' in probe.values
      : JSON.stringify(probe.values) !== before;
  }
}

function change(read: ReadValues, effect: OwnEffect): void {
  (CHANGES[effect.action.kind] as Change<ActionKind> | null)?.(read, effect.action, effect);
}
