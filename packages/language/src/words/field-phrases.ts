import type { Comparison } from '../conditions/condition.js';
import type { FieldId } from '../fields/field.js';
import type { Phrase, PhraseBody } from './phrase.js';

type OwnPhrase = PhraseBody & Partial<Pick<Phrase, 'negated' | 'negatedRest' | 'clause'>>;

/** The phrase of a comparison on one field from what is required in words; null: the general one serves. */
type FieldPhrase = (comparison: Comparison, required: string) => OwnPhrase | null;

const asksIfSet = ({ operator }: Comparison): boolean => operator === 'isSet' || operator === 'isNotSet';

/** Of an amount, a count or days; `known` says what it means that the field is set. */
const measured =
  (phrase: (required: string) => OwnPhrase, known: OwnPhrase | null = null): FieldPhrase =>
  (comparison, required) =>
    asksIfSet(comparison) ? known : phrase(required);

const yesNo =
  (phrase: OwnPhrase): FieldPhrase =>
  (comparison) =>
    asksIfSet(comparison) ? null : phrase;

const adjective = (rest: string): OwnPhrase => ({ form: 'adjective', rest });
const is = (rest: string): OwnPhrase => ({ form: 'is', rest });
const has = (rest: string): OwnPhrase => ({ form: 'has', rest });
const verb = (name: string, rest: string): OwnPhrase => ({ form: 'verb', verb: name, rest });
const property = (noun: string, name: string, rest: string): OwnPhrase => ({
  form: 'property',
  noun,
  verb: name,
  rest,
});

const named =
  (noun: string): FieldPhrase =>
  (comparison, required) =>
    asksIfSet(comparison) ? null : property(noun, 'is', required);

/** Zero is said in words of its own, since exits ask for it. */
const overdueBalance: FieldPhrase = (comparison, required) => {
  const { operator, value } = comparison;
  const clause = ['something is overdue', 'nothing is overdue'] as const;
  if (value === 0 && (operator === 'equals' || operator === 'atMost'))
    return { ...has('anything overdue'), negated: true, clause };
  if (value === 0 && operator === 'moreThan') return { ...has('something overdue'), clause };
  return asksIfSet(comparison) ? null : verb('owes', `${required} overdue`);
};

const activeSubscriptions: FieldPhrase = (comparison, required) => {
  const { operator, value } = comparison;
  if (value === 0 && operator === 'equals')
    return {
      ...has('an active subscription'),
      negated: true,
      clause: ['a subscription is active', 'no subscription is active'],
    };
  return asksIfSet(comparison) ? null : has(required);
};

const inLastDays: FieldPhrase = (comparison, required) => {
  const days = comparison.params?.days ?? '…';
  return asksIfSet(comparison) ? null : has(`${required} in the last ${days} days`);
};

const tags: FieldPhrase = (comparison, required) =>
  asksIfSet(comparison) ? has('any tag') : adjective(`tagged ${required}`);

const plans: FieldPhrase = (comparison, required) =>
  asksIfSet(comparison) ? has('any plan') : has(`the plan ${required}`);

const status: FieldPhrase = (comparison, required) => {
  if (asksIfSet(comparison)) return null;
  const several = required.includes(' or ');
  return several
    ? { ...is(required), negatedRest: `neither ${required.replace(' or ', ' nor ')}` }
    : is(required);
};

/** Fields that English has better words for than "whose … is …". */
export const FIELD_PHRASES: Readonly<Partial<Record<FieldId, FieldPhrase>>> = {
  'account.pastDueStreakDays': measured((days) => adjective(`past due for ${days}`), adjective('past due')),
  'account.pastDueStreakDaysSincePayment': measured(
    (days) => adjective(`past due for ${days} since the last payment`),
    adjective('past due'),
  ),
  'account.oldestOverdueAgeDays': measured(
    (days) => property('oldest overdue invoice', 'is', `${days} past due`),
    adjective('past due'),
  ),
  'account.overdueBalance': overdueBalance,
  'account.outstandingBalance': measured((amount) => verb('owes', `${amount} in all`)),
  'account.unappliedBalance': measured((amount) => has(`${amount} not applied to an invoice`)),
  'account.overdueInvoiceCount': measured(has),
  'account.activeSubscriptionCount': activeSubscriptions,
  'account.subscriptionPlans': plans,
  'account.tags': tags,
  'account.hasEmail': yesNo(has('an email address')),
  'account.createdDaysAgo': measured((days) => is(`a customer for ${days}`)),
  'account.hasPaymentMethod': yesNo(has('a payment method')),
  'account.paysAutomatically': yesNo(verb('pays', 'automatically')),
  'account.cardExpiresInDays': measured((days) => property('card', 'expires', `in ${days}`)),
  'account.daysToRenewal': measured((days) => verb('renews', `in ${days}`), is('going to renew')),
  'account.daysSinceLastPayment': measured((days) => property('last payment', 'was', `${days} ago`)),
  'account.failedPaymentsInLast': inLastDays,
  'account.messagesInLast': inLastDays,
  'account.onHold': yesNo(adjective('on hold')),
  'account.brokenPromises': measured(has),
  'account.serviceStatus': named('service'),
  'invoice.daysPastDue': measured((days) => adjective(`${days} past due`), adjective('past due')),
  'invoice.daysUntilDue': measured((days) => adjective(`due in ${days}`), is('not yet due')),
  'invoice.pastDueStreakDays': measured((days) => adjective(`past due for ${days}`), adjective('past due')),
  'invoice.remaining': measured((amount) => has(`${amount} remaining`)),
  'invoice.total': measured((amount) => has(`a total of ${amount}`)),
  'invoice.status': status,
  'invoice.disputed': yesNo(adjective('in dispute')),
  'invoice.failedAttempts': measured(has),
  'subscription.status': status,
  'subscription.plan': named('plan'),
  'subscription.endsInDays': measured((days) => verb('ends', `in ${days}`), is('going to end')),
  'subscription.renewsInDays': measured((days) => verb('renews', `in ${days}`), is('going to renew')),
  'subscription.trialEndsInDays': measured(
    (days) => property('trial', 'ends', `in ${days}`),
    is('in a trial'),
  ),
  'paymentMethod.expiresInDays': measured((days) => verb('expires', `in ${days}`), is('going to expire')),
  'paymentMethod.status': status,
  'paymentMethod.isDefault': yesNo(is('the default')),
  'event.automatic': yesNo(has('automatic collection')),
  'event.failureKind': (comparison, required) =>
    asksIfSet(comparison) ? null : has(`a ${required} decline`),
};
