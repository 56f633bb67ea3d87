import {
  explanationInWords,
  type CatalogueContext,
  type ComparisonExplanation,
  type Subject,
} from '@dunwell/language';
import type {
  ByAutomation,
  Decided,
  HeldPlace,
  HistoryEntry,
  HistoryEvent,
  HistoryKind,
  MoneyMoved,
} from '@dunwell/contract';
import { days } from '../../format/dates.js';
import { formatMoney } from '../../format/money.js';
import { capital, spoken } from '../../format/spoken.js';
import { HOLD_REASON_WORDS } from '../../parts/holds/hold-words.js';
import { HELD_BECAUSE } from '../../words/held-because.js';

/** What an entry looks like; red only for what needs somebody. */
export type HistoryLook =
  | 'message'
  | 'effect'
  | 'decision'
  | 'invoice'
  | 'paid'
  | 'money'
  | 'refused'
  | 'chargeback'
  | 'card'
  | 'promise'
  | 'promiseBroken'
  | 'hold'
  | 'task'
  | 'tag'
  | 'facts';

/** An entry of the history as people read it. */
export interface HistoryInWords {
  look: HistoryLook;
  title: string;
  detail: string;
}

export interface HistoryContext {
  /** Of the account: what amounts are in. */
  currency: string;
  day: (date: string) => string;
}

/** What happened, in words for finance and support alike. */
export function historyInWords(entry: HistoryEntry, context: HistoryContext): HistoryInWords {
  // The table is keyed by the kind, which TypeScript cannot follow through the union.
  const words = WORDS[entry.kind] as (event: HistoryEvent, context: HistoryContext) => HistoryInWords;
  return words(entry, context);
}

type Words<Kind extends HistoryKind> = (
  event: HistoryEvent & { kind: Kind },
  context: HistoryContext,
) => HistoryInWords;

const WORDS: Readonly<{ [Kind in HistoryKind]: Words<Kind> }> = {
  invoiceIssued: ({ invoice, total, dueOn }, { currency, day }) =>
    said('invoice', `${invoice} issued`, formatMoney(total, currency), `due ${day(dueOn)}`),
  invoicePastDue: ({ invoice, remaining, streak }, { currency }) =>
    streak?.kind === 'opened'
      ? said('invoice', `Streak began, ${invoice} past due`, formatMoney(remaining, currency))
      : said('invoice', `${invoice} past due`, formatMoney(remaining, currency)),
  invoicePaid: ({ invoice, total }, { currency }) =>
    said('paid', `${invoice} settled`, formatMoney(total, currency)),
  invoiceVoid: (event, context) => invoiceChanged('voided', event, context),
  invoiceWrittenOff: (event, context) => invoiceChanged('written off', event, context),
  invoiceReopened: (event, context) => invoiceChanged('open again', event, context),
  paymentSucceeded: (event, { currency }) => {
    const paid = `Paid ${formatMoney(event.amount, currency)}`;
    const over = event.streak?.kind === 'ended' ? ', streak over' : '';
    return said('paid', paid + over, ...settledBy(event), event.automatic ? 'automatic' : '');
  },
  paymentRefunded: (event, { currency }) =>
    said(
      'money',
      `Refund of ${formatMoney(event.amount, currency)}${againWords(event)}`,
      ...settledBy(event),
    ),
  paymentChargedBack: (event, { currency }) =>
    said(
      'chargeback',
      `Chargeback of ${formatMoney(event.amount, currency)}${againWords(event)}`,
      ...settledBy(event),
    ),
  paymentPending: ({ amount, invoices }, { currency }) =>
    said('money', `Payment of ${formatMoney(amount, currency)} in flight`, invoices.join(', ')),
  paymentFailed: ({ amount, invoices, automatic, failureCode, failureKind }, { currency }) =>
    said(
      'refused',
      failureCode === null ? 'Payment refused' : `Payment refused, ${spoken(failureCode)}`,
      invoices.join(', '),
      formatMoney(amount, currency),
      automatic ? 'automatic' : '',
      failureKind === 'hard' ? 'will not work again' : '',
    ),
  credit: (event, { currency }) =>
    said('money', `Credit of ${formatMoney(event.amount, currency)}`, ...settledBy(event)),
  subscriptionChanged: ({ subscription, plan, status }) =>
    said('facts', `${plan ?? subscription} is ${spoken(status)}`, 'Subscription'),
  paymentMethodChanged: ({ type, brand, status, expiresOn }, { day }) =>
    said(
      'card',
      `${capital(spoken(brand ?? type))} is ${spoken(status)}`,
      expiresOn === null ? 'Payment method' : `expires ${day(expiresOn)}`,
    ),
  tagAdded: ({ tag }) => said('tag', `Tagged ${tag}`),
  tagRemoved: ({ tag }) => said('tag', `Tag ${tag} removed`),
  holdPlaced: (event, context) =>
    event.reason === 'promiseToPay'
      ? said('promise', `Promise to pay${promised(event, context)}`, byWhen(event, context), event.author)
      : said('hold', `${heldThing(event)} on hold`, ...holdDetails(event, context)),
  holdLifted: (event) =>
    said('hold', `Hold on ${heldThing(event).toLowerCase()} lifted`, HOLD_REASON_WORDS[event.reason]),
  holdOver: (event) =>
    said('hold', `Hold on ${heldThing(event).toLowerCase()} over`, HOLD_REASON_WORDS[event.reason]),
  promiseKept: (event, context) =>
    said('promise', `Promise kept${promised(event, context)}`, `Given to ${event.author}`),
  promiseBroken: (event, context) =>
    said('promiseBroken', `Promise broken${promised(event, context)}`, `Given to ${event.author}`),
  entered: (event) =>
    said(
      'decision',
      `Entered ${event.automation}`,
      `v${event.version}`,
      ...event.reasons.map((reason) => reasonWords(reason, event.subject.kind)),
      changedWords(event),
    ),
  journeyEnded: (event) =>
    said(
      'decision',
      `${ENDINGS[event.status]} ${event.automation}`,
      `v${event.version}`,
      event.because ?? '',
    ),
  heldBack: (event) =>
    said('decision', `${event.step} held back`, HELD_BECAUSE[event.reason], event.automation),
  missed: (event) =>
    said(
      'decision',
      `${event.automation} missed it`,
      MISSED[event.because],
      event.dismissed ? 'dismissed' : 'on the list of missed',
      changedWords(event),
    ),
  notActedOn: (event) =>
    said('decision', `${event.automation} did not act`, NOT_ACTED_ON[event.because], changedWords(event)),
  messageSent: (event) => said('message', event.title, event.step, version(event)),
  effect: (event) =>
    said(
      event.status === 'done' ? 'effect' : 'refused',
      event.step + OUTCOMES[event.status],
      event.problem ?? '',
      version(event),
    ),
  taskCreated: ({ title, dueOn, status }, { day }) =>
    said('task', title, `Task due ${day(dueOn)}`, spoken(status)),
};

const said = (look: HistoryLook, title: string, ...details: string[]): HistoryInWords => ({
  look,
  title,
  detail: details.filter(Boolean).join(', '),
});

function invoiceChanged(
  what: string,
  { invoice, overdue, streak }: { invoice: string; overdue: number; streak: MoneyMoved['streak'] },
  { currency }: HistoryContext,
): HistoryInWords {
  const over = streak?.kind === 'ended' ? `streak over after ${days(streak.days)}` : '';
  return said(
    'invoice',
    `${invoice} ${what}`,
    over,
    overdue > 0 ? `${formatMoney(overdue, currency)} overdue` : '',
  );
}

/** The invoices, and what it did to the streak (S4). */
function settledBy({ invoices, streak, overdue }: MoneyMoved): string[] {
  const did =
    streak?.kind === 'ended'
      ? `after ${days(streak.days)}`
      : streak === null && overdue > 0
        ? 'streak goes on'
        : '';
  return [invoices.join(', '), did];
}

const againWords = ({ streak }: MoneyMoved): string => (streak?.kind === 'opened' ? ', overdue again' : '');

const heldThing = ({ invoice }: HeldPlace): string => invoice ?? 'Account';

const promised = ({ promisedAmount }: HeldPlace, { currency }: HistoryContext): string =>
  promisedAmount === null ? '' : `, ${formatMoney(promisedAmount, currency)}`;

const byWhen = ({ until }: HeldPlace, { day }: HistoryContext): string =>
  until === null ? '' : `by ${day(until)}`;

const holdDetails = (event: HeldPlace, { day }: HistoryContext): string[] => [
  capital(HOLD_REASON_WORDS[event.reason]),
  event.until === null ? '' : `until ${day(event.until)}`,
  event.author,
  event.note === null ? '' : `“${event.note}”`,
];

const version = ({ automation, version: number }: ByAutomation): string => `${automation}, v${number}`;

/** Facts that came after it was decided; what was decided stays (S7). */
const changedWords = ({ factsChanged }: Decided): string =>
  factsChanged ? 'the facts behind it have changed since' : '';

/** `Past due streak is 14 days`: a comparison that held. */
function reasonWords(reason: ComparisonExplanation, subject: Subject): string {
  const [line] = explanationInWords(reason, { subject, trigger: { kind: 'manual' } }, NO_ATTRIBUTES);
  return [line?.label, line?.required].filter(Boolean).join(' ');
}

/** Of attributes their names say enough. */
const NO_ATTRIBUTES: CatalogueContext = {
  attributes: { account: {}, invoice: {} },
  currencies: [],
  customEvents: {},
};

type EventOf<Kind extends HistoryKind> = HistoryEvent & { kind: Kind };

const ENDINGS: Readonly<Record<EventOf<'journeyEnded'>['status'], string>> = {
  underWay: 'Under way in',
  completed: 'Completed',
  exited: 'Left',
  ended: 'Ended in',
  superseded: 'Followed by a newer start of',
  expired: 'Waited too long in',
};

const MISSED: Readonly<Record<EventOf<'missed'>['because'], string>> = {
  late: 'found too late',
  lateData: 'its facts came late',
  newerMatch: 'a newer one was acted on',
  limit: 'the limit of entries was reached',
  tooMany: 'its run was far larger than ever',
};

const NOT_ACTED_ON: Readonly<Record<EventOf<'notActedOn'>['because'], string>> = {
  endedBeforeActing: 'it was over before',
  excluded: 'left out by a hold',
};

const OUTCOMES: Readonly<Record<EventOf<'effect'>['status'], string>> = {
  accepted: ', outcome to follow',
  done: '',
  failed: ' failed',
  needsAttention: ' needs attention',
  uncertain: ', perhaps done',
};
