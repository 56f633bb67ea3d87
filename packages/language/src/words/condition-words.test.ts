import { describe, expect, it } from '@jest/globals';
import type { Condition } from '../conditions/condition.js';
import type { Subject } from '../document/document.js';
import { aWorkspace } from '../fields/catalogue.testing.js';
import { conditionWords } from './condition-words.js';
import { textOf } from './token.js';

const context = aWorkspace();
const trigger = { kind: 'schedule', every: 'day', at: '09:00' } as const;

const said = (when: Condition, form: 'modifier' | 'clause', subject: Subject = 'account') =>
  textOf(
    conditionWords(
      { when, step: null, path: 'entry.when' },
      { scope: { subject, trigger }, context, form: form === 'clause' ? { clauseAbout: 'it' } : 'modifier' },
    ),
  );

const streak: Condition = { field: 'account.pastDueStreakDays', operator: 'atLeast', value: 14 };
const subscribed: Condition = { field: 'account.activeSubscriptionCount', operator: 'atLeast', value: 1 };
const owes: Condition = {
  field: 'account.overdueBalance',
  operator: 'moreThan',
  value: [
    { currency: 'EUR', amount: 5000 },
    { currency: 'USD', amount: 5500 },
  ],
};
const onHold: Condition = { field: 'account.onHold', operator: 'isTrue' };
const tagged: Condition = { field: 'account.tags', operator: 'containsAny', value: ['staff', 'key account'] };
const country: Condition = { field: 'account.country', operator: 'isOneOf', value: ['DE', 'AT'] };
const failed: Condition = {
  field: 'account.failedPaymentsInLast',
  operator: 'atLeast',
  value: 1,
  params: { days: 30 },
};

describe('a comparison after its noun and as a clause', () => {
  it.each<[Condition, string, string]>([
    [streak, 'past due for at least 14 days', 'it is past due for at least 14 days'],
    [{ not: streak }, 'not past due for at least 14 days', 'it is not past due for at least 14 days'],
    [subscribed, 'with at least 1 active subscription', 'it has at least 1 active subscription'],
    [owes, 'that owes more than €50.00 or $55.00 overdue', 'it owes more than €50.00 or $55.00 overdue'],
    [
      { not: owes },
      'that does not owe more than €50.00 or $55.00 overdue',
      'it does not owe more than €50.00 or $55.00 overdue',
    ],
    [onHold, 'on hold', 'it is on hold'],
    [{ ...onHold, operator: 'isFalse' }, 'not on hold', 'it is not on hold'],
    [{ not: { ...onHold, operator: 'isFalse' } }, 'on hold', 'it is on hold'],
    [tagged, 'tagged staff or key account', 'it is tagged staff or key account'],
    [
      { ...tagged, operator: 'containsNone' },
      'not tagged staff or key account',
      'it is not tagged staff or key account',
    ],
    [country, 'whose country is DE or AT', 'its country is DE or AT'],
    [{ ...country, operator: 'isNoneOf' }, 'whose country is not DE or AT', 'its country is not DE or AT'],
    [
      { field: 'account.country', operator: 'isNotSet' },
      'without a known country',
      'it does not have a known country',
    ],
    [
      failed,
      'with at least 1 failed payment in the last 30 days',
      'it has at least 1 failed payment in the last 30 days',
    ],
    [
      { field: 'account.hasEmail', operator: 'isFalse' },
      'without an email address',
      'it does not have an email address',
    ],
    [
      { field: 'account.overdueBalance', operator: 'equals', value: 0 },
      'without anything overdue',
      'nothing is overdue',
    ],
    [
      { field: 'account.overdueBalance', operator: 'moreThan', value: 0 },
      'with something overdue',
      'something is overdue',
    ],
    [
      { field: 'account.collectionStatus', operator: 'equals', value: 'inCollections' },
      'whose collection status is in collections',
      'its collection status is in collections',
    ],
    [
      { field: 'account.attributes.since', operator: 'atLeast', value: '2026-01-03' },
      'whose since is at least January 3, 2026',
      'its since is at least January 3, 2026',
    ],
    [{ field: 'account.attributes.vip', operator: 'isFalse' }, 'whose vip is no', 'its vip is no'],
    [
      { field: 'account.attributes.segment', operator: 'startsWith', value: 'en' },
      'whose segment starts with en',
      'its segment starts with en',
    ],
    [{ field: 'account.nope', operator: 'equals' }, 'whose “account.nope” is …', 'its “account.nope” is …'],
    [{ field: 'toString', operator: 'equals' }, 'whose “toString” is …', 'its “toString” is …'],
  ])('%#', (when, modifier, clause) => {
    expect(said(when, 'modifier')).toBe(modifier);
    expect(said(when, 'clause')).toBe(clause);
  });

  it('says whose it is in rules about something else', () => {
    expect(said(streak, 'modifier', 'invoice')).toBe('whose account is past due for at least 14 days');
    expect(said(country, 'clause', 'invoice')).toBe("its account's country is DE or AT");
  });
});

describe('groups', () => {
  it.each<[Condition, string]>([
    [{ all: [streak, subscribed] }, 'past due for at least 14 days with at least 1 active subscription'],
    [{ any: [streak, onHold] }, 'past due for at least 14 days or on hold'],
    [
      { all: [streak, { any: [onHold, country] }] },
      'past due for at least 14 days and either that is on hold or whose country is DE or AT',
    ],
    [
      { any: [{ all: [streak, onHold] }, country] },
      'both past due for at least 14 days and that is on hold or whose country is DE or AT',
    ],
    [{ not: { any: [onHold, tagged] } }, 'not on hold and that is not tagged staff or key account'],
    [{ all: [] }, '…'],
  ])('%#', (when, words) => {
    expect(said(when, 'modifier')).toBe(words);
  });
});
