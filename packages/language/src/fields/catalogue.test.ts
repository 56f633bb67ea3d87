import { describe, expect, it } from '@jest/globals';
import type { Subject, Trigger } from '../document/document.js';
import { FIELDS, fieldsFor, resolveField } from './catalogue.js';
import { aWorkspace } from './catalogue.testing.js';

const daily: Trigger = { kind: 'schedule', every: 'day', at: '09:00' };
const failed: Trigger = { kind: 'event', event: 'payment.failed' };
const context = aWorkspace();

const NAMES = {
  account:
    'pastDueStreakDays, pastDueStreakDaysSincePayment, oldestOverdueAgeDays, overdueBalance, outstandingBalance, unappliedBalance, overdueInvoiceCount, activeSubscriptionCount, subscriptionPlans, tags, country, currency, language, hasEmail, createdDaysAgo, hasPaymentMethod, paysAutomatically, cardExpiresInDays, daysToRenewal, daysSinceLastPayment, failedPaymentsInLast, lastPaymentFailureCode, lastPaymentFailureKind, onHold, promise, brokenPromises, messagesInLast, collectionStatus, serviceStatus',
  invoice:
    'daysPastDue, daysUntilDue, pastDueStreakDays, remaining, total, status, disputed, failedAttempts, lastFailureCode, collectionMethod',
  subscription: 'status, plan, endsInDays, renewsInDays, trialEndsInDays, collectionMethod',
  paymentMethod: 'expiresInDays, type, brand, status, isDefault',
};

describe('the catalogue', () => {
  it('has every field of the product', () => {
    const wanted = Object.entries(NAMES).flatMap(([group, names]) =>
      names.split(', ').map((name) => `${group}.${name}`),
    );
    expect(FIELDS.map(({ id }) => id).sort()).toEqual(wanted.sort());
  });

  it('explains every field, and gives choices their options', () => {
    for (const { meaning, notSet, label, type, options } of FIELDS) {
      expect(meaning).toMatch(/\.$/);
      expect(notSet).toMatch(/\.$/);
      expect(label).not.toBe('');
      expect(options !== undefined).toBe(type === 'choice');
    }
  });

  it('S8 knows the day counts that name one exact date', () => {
    const counts = (direction: string) =>
      FIELDS.filter(({ dayCount }) => dayCount === direction).map(({ id }) => id);
    expect(counts('since')).toEqual([
      'account.pastDueStreakDays',
      'account.pastDueStreakDaysSincePayment',
      'account.oldestOverdueAgeDays',
      'account.createdDaysAgo',
      'account.daysSinceLastPayment',
      'invoice.daysPastDue',
      'invoice.pastDueStreakDays',
    ]);
    expect(counts('until')).toEqual([
      'account.cardExpiresInDays',
      'account.daysToRenewal',
      'invoice.daysUntilDue',
      'subscription.endsInDays',
      'subscription.renewsInDays',
      'subscription.trialEndsInDays',
      'paymentMethod.expiresInDays',
    ]);
  });
});

describe('resolveField', () => {
  it.each<[string, Subject, Trigger, string | null]>([
    ['account.overdueBalance', 'account', daily, 'money'],
    ['account.overdueBalance', 'invoice', daily, 'money'],
    ['account.overdueBalance', 'paymentMethod', daily, 'money'],
    ['invoice.remaining', 'invoice', daily, 'money'],
    ['invoice.remaining', 'account', daily, null],
    ['subscription.plan', 'invoice', daily, null],
    ['account.attributes.seats', 'account', daily, 'number'],
    ['account.attributes.since', 'subscription', daily, 'date'],
    ['account.attributes.nothing', 'account', daily, null],
    ['account.attributes.constructor', 'account', daily, null],
    ['invoice.attributes.channel', 'invoice', daily, 'text'],
    ['invoice.attributes.channel', 'account', daily, null],
    ['event.failureKind', 'account', failed, 'choice'],
    ['event.failureKind', 'account', daily, null],
    ['event.toString', 'account', failed, null],
    ['event.seats', 'account', { kind: 'event', event: 'custom.seatAdded' }, 'count'],
    ['event.seats', 'account', { kind: 'event', event: 'custom.undeclared' }, null],
    ['account.nothing', 'account', daily, null],
    ['', 'account', daily, null],
  ])('S18 %s in a rule about %s', (id, subject, trigger, type) => {
    expect(resolveField(id, { subject, trigger }, context)?.type ?? null).toBe(type);
  });

  it('finds exactly what fieldsFor offers', () => {
    const scope = { subject: 'invoice', trigger: failed } as const;
    const offered = fieldsFor(scope, context);
    for (const field of offered) expect(resolveField(field.id, scope, context)).toEqual(field);
    expect([...new Set(offered.map(({ group }) => group))]).toEqual(['invoice', 'account', 'event']);
  });
});
