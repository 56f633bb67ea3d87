import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { AutomationDocument, Reentry, Step } from '@dunwell/language';
import type { SubjectFacts } from '../facts.js';
import { decideEntry, type EntryDecision, type EntryMoment } from './decide-entry.js';
import { atLeast, fieldOf, is, oneOf, owes, PAID, paid, rule, STREAK_DAYS, tag } from './plan.testing.js';
import { prepareAutomation } from './prepare-automation.js';

const STRICT = 'account.pastDueStreakDaysSincePayment';

/** The rule that started it all, its subscription condition left out. */
const THRESHOLDS: Record<string, Step> = {
  threshold: {
    kind: 'branch',
    cases: [
      { id: 'day14', label: '14', when: is(STREAK_DAYS, 14), first: 'friendly' },
      { id: 'day30', label: '30', when: is(STREAK_DAYS, 30), first: 'firm' },
    ],
    otherwise: { label: 'any other day', first: null },
    next: null,
  },
  friendly: tag(),
  firm: tag(),
};
const thresholds = rule('threshold', THRESHOLDS, {
  entry: { when: atLeast(STREAK_DAYS, 1), reentry: { kind: 'oncePerStreak' } },
});

function decide(
  document: AutomationDocument,
  facts: SubjectFacts,
  moment: EntryMoment = { date: '2026-03-14' },
  lastStartOn: string | null = null,
): Promise<EntryDecision> {
  return decideEntry(prepareAutomation(document, fieldOf), facts, moment, { lastStartOn: () => lastStartOn });
}

describe('decideEntry', () => {
  it.each<[string, SubjectFacts, object]>([
    ['not past due', paid(), { kind: 'noMatch' }],
    ['day 13: only a branch (S11)', owes({ [STREAK_DAYS]: 13 }), { kind: 'noStep', path: [] }],
    [
      'day 14',
      owes({ [STREAK_DAYS]: 14 }),
      { kind: 'enter', path: ['day14'], first: 'friendly', key: 'subject=a1/streak=s1/path=day14/day=14' },
    ],
    [
      'day 30',
      owes({ [STREAK_DAYS]: 30 }),
      { kind: 'enter', path: ['day30'], first: 'firm', key: 'subject=a1/streak=s1/path=day30/day=30' },
    ],
    [
      'an exit that holds starts no journey (S13)',
      owes({ [STREAK_DAYS]: 14, 'account.overdueBalance': 0 }),
      { kind: 'exitHolds', exit: { exit: { id: 'paid' } }, path: ['day14'] },
    ],
  ])('%s', async (_, facts, expected) => {
    expect(await decide(thresholds, facts)).toMatchObject(expected);
  });

  it.each([
    [14, 1, { kind: 'enter', path: ['day14'], first: 'friendly' }],
    [30, 2, { kind: 'enter', path: ['day30'], first: 'firm' }],
    [15, 1, { kind: 'noStep', path: [] }],
    [14, 0, { kind: 'noMatch' }],
  ])(
    'the example as it stands: day %d with %d active subscriptions',
    async (day, subscriptions, expected) => {
      const file = new URL('../../../../examples/past-due-14-30.json', import.meta.url);
      const example = JSON.parse(readFileSync(file, 'utf8')) as AutomationDocument;
      const facts = owes({ [STREAK_DAYS]: day, 'account.activeSubscriptionCount': subscriptions });
      expect(await decide(example, facts)).toMatchObject(expected);
    },
  );

  it('gives the reasons of entry and of every case looked at', async () => {
    const decision = await decide(thresholds, owes({ [STREAK_DAYS]: 30 }));
    expect(decision).toMatchObject({
      entry: { holds: true, actual: 30, required: 1 },
      branches: [
        {
          step: 'threshold',
          taken: 'day30',
          cases: [
            { id: 'day14', explanation: { holds: false, actual: 30, required: 14 } },
            { id: 'day30', explanation: { holds: true } },
          ],
        },
      ],
    });
  });

  it.each<[string, Record<string, Step>, string | null]>([
    ['nothing at all', {}, null],
    ['an exit', { out: { kind: 'exit', reason: 'not ours' } }, 'out'],
  ])('a path of %s starts no journey (S11)', async (_, steps, first) => {
    expect(await decide(rule(first, steps), owes())).toMatchObject({ kind: 'noStep' });
  });

  it('the path ends at the first step that is not a branch and `otherwise` adds nothing (S11)', async () => {
    const size = (id: string, first: string | null, next: string | null): Step => ({
      kind: 'branch',
      cases: [{ id, label: id, when: atLeast('account.overdueInvoiceCount', 9), first: null }],
      otherwise: { label: 'else', first },
      next,
    });
    const always: Step = {
      kind: 'branch',
      cases: [{ id: 'yes', label: 'yes', when: { not: PAID }, first: null }],
      otherwise: { label: 'else', first: null },
      next: 'after',
    };
    const steps = {
      big: size('huge', null, 'sure'),
      sure: always,
      after: tag('later'),
      later: size('x', null, null),
    };
    expect(await decide(rule('big', steps), owes({ 'account.overdueInvoiceCount': 1 }))).toMatchObject({
      kind: 'enter',
      path: ['yes'],
      first: 'after',
      key: 'subject=a1/path=yes',
      branches: [{ taken: null }, { taken: 'yes' }],
    });
  });

  const enters = (entry: AutomationDocument['entry'], overrides: Partial<AutomationDocument> = {}) =>
    rule('do', { do: tag() }, { entry, ...overrides });

  it.each<[string, Reentry, Partial<AutomationDocument>, EntryMoment, string]>([
    ['once', { kind: 'once' }, {}, { date: '2026-03-14' }, 'subject=a1'],
    ['everyMatch', { kind: 'everyMatch' }, {}, { date: '2026-03-14' }, 'subject=a1/on=2026-03-14'],
    [
      'everyMatch of an event',
      { kind: 'everyMatch' },
      { trigger: { kind: 'event', event: 'payment.failed' } },
      { date: '2026-03-14', eventId: 'e/1' },
      'subject=a1/event=e%2F1',
    ],
    ['afterDays', { kind: 'afterDays', days: 7 }, {}, { date: '2026-03-14' }, 'subject=a1/on=2026-03-14'],
    [
      'oncePerStreak of an account',
      { kind: 'oncePerStreak' },
      {},
      { date: '2026-03-14' },
      'subject=a1/streak=s1',
    ],
    [
      'oncePerStreak of an invoice',
      { kind: 'oncePerStreak' },
      { subject: 'invoice' },
      { date: '2026-03-14' },
      'subject=a1/streak=s1',
    ],
    [
      'oncePerStreak of a subscription: its term',
      { kind: 'oncePerStreak' },
      { subject: 'subscription' },
      { date: '2026-03-14' },
      'subject=a1/term=2026-12-31',
    ],
    [
      'oncePerStreak of a payment method: its expiry',
      { kind: 'oncePerStreak' },
      { subject: 'paymentMethod' },
      { date: '2026-03-14' },
      'subject=a1/expiry=none',
    ],
  ])('the key of %s (S11)', async (_, reentry, overrides, moment, key) => {
    const facts = owes({}, { streakId: 's1', termEndsOn: '2026-12-31' });
    expect(await decide(enters({ when: null, reentry }, overrides), facts, moment)).toMatchObject({ key });
  });

  it('a rule on the strict streak has its day 1 in the key (S5)', async () => {
    const document = enters({ when: is(STRICT, 14), reentry: { kind: 'oncePerStreak' } });
    const facts = owes({ [STRICT]: 14 }, { streakId: 's1', strictSince: '2026-03-01' });
    expect(await decide(document, facts)).toMatchObject({
      key: 'subject=a1/streak=s1/since=2026-03-01/day=14',
    });
  });

  it('a countdown has the date it counts to in the key (S11)', async () => {
    const when = oneOf('account.cardExpiresInDays', 90, 30, 14, 5);
    const document = enters({ when, reentry: { kind: 'once' } });
    const decision = await decide(document, owes({ 'account.cardExpiresInDays': 14 }), {
      date: '2026-03-17',
    });
    expect(decision).toMatchObject({
      key: 'subject=a1/day=14@2026-03-31',
      exactDays: [{ field: 'account.cardExpiresInDays', value: 14, countedTo: '2026-03-31' }],
    });
  });

  it.each<[string, AutomationDocument['entry']['when'], string]>([
    ['one under a double not counts', { not: { not: is(STREAK_DAYS, 14) } }, 'subject=a1/day=14'],
    [
      'one in a group that failed does not',
      {
        any: [{ all: [is(STREAK_DAYS, 14), PAID] }, { not: PAID }],
      },
      'subject=a1',
    ],
    ['one refused does not', { not: is(STREAK_DAYS, 13) }, 'subject=a1'],
    ['one on an amount does not', is('account.overdueInvoiceCount', 2), 'subject=a1'],
    [
      'two that agree count once',
      { all: [is(STREAK_DAYS, 14), is('account.oldestOverdueAgeDays', 14)] },
      'subject=a1/day=14',
    ],
    [
      'two that differ both count',
      { all: [is('account.oldestOverdueAgeDays', 14), is('account.createdDaysAgo', 100)] },
      'subject=a1/day=14,100',
    ],
  ])('exact days: %s (S11)', async (_, when, key) => {
    const facts = owes({
      [STREAK_DAYS]: 14,
      'account.oldestOverdueAgeDays': 14,
      'account.createdDaysAgo': 100,
      'account.overdueInvoiceCount': 2,
    });
    expect(await decide(enters({ when, reentry: { kind: 'once' } }), facts)).toMatchObject({
      kind: 'enter',
      key,
    });
  });

  it.each([
    [null, 'enter'],
    ['2026-03-07', 'enter'],
    ['2026-03-08', 'tooSoon'],
    ['2026-03-14', 'tooSoon'],
  ])('afterDays 7, last started on %s: %s (S11)', async (lastStartOn, kind) => {
    const document = enters({ when: null, reentry: { kind: 'afterDays', days: 7 } });
    expect(await decide(document, owes(), { date: '2026-03-14' }, lastStartOn)).toMatchObject({ kind });
  });
});
