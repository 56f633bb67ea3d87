import { describe, expect, it } from '@jest/globals';
import type { Comparison, Condition } from '../conditions/condition.js';
import { aWorkspace } from '../fields/catalogue.testing.js';
import { checkDocument } from './check-document.js';
import type { AutomationDocument, Step } from './document.js';
import { aDocument, doing, entering, paidExit, pastDue, tagStep } from './document.testing.js';

const context = aWorkspace();

const problems = (document: AutomationDocument, mode: 'draft' | 'publish' = 'publish') =>
  checkDocument(document, context, { mode });

/** Code and path of each error, as `code at path`. */
const errors = (document: AutomationDocument): string[] =>
  problems(document)
    .filter(({ severity }) => severity === 'error')
    .map(({ code, path }) => `${code} at ${path}`);

const warnings = (document: AutomationDocument): string[] =>
  problems(document)
    .filter(({ severity }) => severity === 'warning')
    .map(({ code, path }) => `${code} at ${path}`);

const eur = [{ currency: 'EUR', amount: 5000 }];
const everywhere = ['EUR', 'USD', 'GBP'].map((currency) => ({ currency, amount: 5000 }));

it('finds nothing wrong with a good rule', () => {
  expect(problems(aDocument())).toEqual([]);
});

describe('S18 a comparison', () => {
  const cases: [string, Comparison, string | null][] = [
    [
      'unknown field',
      { field: 'account.nope', operator: 'equals', value: 1 },
      'unknownField at entry.when.field',
    ],
    ['no field yet', { field: '', operator: 'equals', value: 1 }, 'missing at entry.when.field'],
    [
      'field of another subject',
      { field: 'invoice.total', operator: 'isSet' },
      'unknownField at entry.when.field',
    ],
    ['field of no event', { field: 'event.amount', operator: 'isSet' }, 'unknownField at entry.when.field'],
    [
      'operator on days',
      { field: 'account.pastDueStreakDays', operator: 'contains', value: '1' },
      'operatorDoesNotFit at entry.when.operator',
    ],
    [
      'operator on yes or no',
      { field: 'account.onHold', operator: 'equals', value: true },
      'operatorDoesNotFit at entry.when.operator',
    ],
    [
      'operator on money',
      { field: 'account.overdueBalance', operator: 'isOneOf', value: [1] },
      'operatorDoesNotFit at entry.when.operator',
    ],
    ['no value', { field: 'account.country', operator: 'equals' }, 'missing at entry.when.value'],
    [
      'empty text',
      { field: 'account.country', operator: 'equals', value: '' },
      'missing at entry.when.value',
    ],
    [
      'a value too many',
      { field: 'account.onHold', operator: 'isTrue', value: true },
      'invalidValue at entry.when.value',
    ],
    [
      'text for days',
      { field: 'account.pastDueStreakDays', operator: 'atLeast', value: '14' },
      'invalidValue at entry.when.value',
    ],
    [
      'half a day',
      { field: 'account.pastDueStreakDays', operator: 'atLeast', value: 1.5 },
      'invalidValue at entry.when.value',
    ],
    [
      'negative days since',
      { field: 'account.pastDueStreakDays', operator: 'atLeast', value: -1 },
      'invalidValue at entry.when.value',
    ],
    ['negative days until', { field: 'account.cardExpiresInDays', operator: 'atLeast', value: -1 }, null],
    [
      'empty set',
      { field: 'account.country', operator: 'isOneOf', value: [] },
      'missing at entry.when.value',
    ],
    [
      'a text for a set',
      { field: 'account.country', operator: 'isOneOf', value: 'DE' },
      'invalidValue at entry.when.value',
    ],
    [
      'set of the wrong type',
      { field: 'account.country', operator: 'isOneOf', value: [1] },
      'invalidValue at entry.when.value',
    ],
    [
      'unknown choice',
      { field: 'account.promise', operator: 'equals', value: 'maybe' },
      'invalidValue at entry.when.value',
    ],
    [
      'unknown choice in a set',
      { field: 'account.promise', operator: 'isOneOf', value: ['open', 'maybe'] },
      'invalidValue at entry.when.value',
    ],
    [
      'an ordinary number for money',
      { field: 'account.overdueBalance', operator: 'moreThan', value: 50 },
      'invalidValue at entry.when.value',
    ],
    ['zero money', { field: 'account.overdueBalance', operator: 'moreThan', value: 0 }, null],
    [
      'no such currency',
      { field: 'account.overdueBalance', operator: 'moreThan', value: [{ currency: 'EURO', amount: 1 }] },
      'invalidValue at entry.when.value',
    ],
    [
      'too many decimals',
      { field: 'account.overdueBalance', operator: 'moreThan', value: [{ currency: 'EUR', amount: 0.5 }] },
      'invalidValue at entry.when.value',
    ],
    [
      'a currency twice',
      { field: 'account.overdueBalance', operator: 'moreThan', value: [...eur, ...eur] },
      'invalidValue at entry.when.value',
    ],
    ['a currency short', { field: 'account.overdueBalance', operator: 'moreThan', value: eur }, null],
    [
      'an impossible date',
      { field: 'account.attributes.since', operator: 'atLeast', value: '2026-02-30' },
      'invalidValue at entry.when.value',
    ],
    [
      'a reversed range',
      { field: 'account.createdDaysAgo', operator: 'between', value: { from: 9, to: 2 } },
      'invalidValue at entry.when.value',
    ],
    [
      'a range of money',
      { field: 'account.overdueBalance', operator: 'between', value: { from: 0, to: everywhere } },
      null,
    ],
    [
      'a reversed range of money',
      { field: 'account.overdueBalance', operator: 'between', value: { from: everywhere, to: 0 } },
      'invalidValue at entry.when.value',
    ],
    [
      'no range',
      { field: 'account.createdDaysAgo', operator: 'between', value: 5 },
      'invalidValue at entry.when.value',
    ],
    [
      'no parameter',
      { field: 'account.failedPaymentsInLast', operator: 'atLeast', value: 1 },
      'missing at entry.when.params.days',
    ],
    [
      'parameter out of range',
      { field: 'account.failedPaymentsInLast', operator: 'atLeast', value: 1, params: { days: 0 } },
      'invalidParameter at entry.when.params.days',
    ],
    [
      'a parameter too many',
      { field: 'account.onHold', operator: 'isTrue', params: { days: 3 } },
      'unknownParameter at entry.when.params.days',
    ],
    [
      'parameters',
      { field: 'account.messagesInLast', operator: 'atMost', value: 1, params: { days: 7 } },
      null,
    ],
  ];
  it.each(cases)('%s', (_, when, error) => {
    expect(errors(entering(when))).toEqual(error === null ? [] : [error]);
  });

  it.each([
    [{ all: [] }, 'emptyGroup at entry.when'],
    [{ any: [pastDue, { not: { any: [] } }] }, 'emptyGroup at entry.when.any[1].not'],
  ] as [Condition, string][])('empty group %#', (when, error) => {
    expect(errors(entering(when))).toEqual([error]);
  });

  it('names the step and says how to mend it', () => {
    const branch: Step = {
      kind: 'branch',
      cases: [{ id: 'a', label: 'A', when: { field: 'account.nope', operator: 'isSet' }, first: null }],
      otherwise: { label: 'else', first: null },
      next: null,
    };
    expect(problems(doing(branch))).toContainEqual({
      code: 'unknownField',
      severity: 'error',
      step: 'step',
      path: 'steps.step.cases[0].when.field',
      message: 'There is no field “account.nope”. Choose another.',
    });
  });
});

describe('S18 money that must cover every currency in use', () => {
  const more: Condition = { field: 'account.overdueBalance', operator: 'moreThan', value: eur };
  const less = { ...more, operator: 'lessThan' } as Comparison;
  const uncovered = 'currencyNotCovered at ';
  it.each<[string, AutomationDocument, string[]]>([
    ['under not', entering({ not: more }), [`${uncovered}entry.when.not.value`]],
    [
      'under two nots',
      entering({ not: { any: [{ not: more }] } }),
      [`${uncovered}entry.when.not.any[0].not.value`],
    ],
    ['in an exit', aDocument({ exit: [{ ...paidExit, when: less }] }), [`${uncovered}exit[0].when.value`]],
    ['covered', entering({ not: { ...less, value: everywhere } }), []],
    ['zero', entering({ not: { ...less, operator: 'equals', value: 0 } }), []],
    ['elsewhere', entering(more), []],
  ])('%s', (_, document, found) => {
    expect(errors(document)).toEqual(found);
  });
});

describe('S8 an exact day', () => {
  const weekly = { kind: 'schedule', every: 'week', at: '09:00', weekday: 1 } as const;
  const monthly = { kind: 'schedule', every: 'month', at: '09:00', dayOfMonth: 31 } as const;
  const exact: Condition = { field: 'account.pastDueStreakDays', operator: 'equals', value: 14 };
  const oneOf: Condition = { ...exact, operator: 'isOneOf', value: [14, 30] };
  const count: Condition = { field: 'account.overdueInvoiceCount', operator: 'equals', value: 1 };
  it.each<[string, Condition, AutomationDocument['trigger'], string[]]>([
    ['every day', exact, { kind: 'schedule', every: 'day', at: '09:00' }, []],
    ['every week', exact, weekly, ['exactDayMissed at entry.when.operator']],
    ['every month', oneOf, monthly, ['exactDayMissed at entry.when.operator']],
    ['deeper', { any: [{ not: exact }] }, weekly, ['exactDayMissed at entry.when.any[0].not.operator']],
    ['at least, every week', pastDue, weekly, []],
    ['of a count, every week', count, weekly, []],
    ['at an event', exact, { kind: 'event', event: 'account.tagged' }, []],
  ])('%s', (_, when, trigger, found) => {
    expect(errors(entering(when, { trigger }))).toEqual(found);
  });
});

describe('S11 once per streak', () => {
  const balance: Condition = { field: 'account.overdueBalance', operator: 'moreThan', value: 0 };
  const refused = 'oncePerStreakWithoutStreak at entry.reentry';
  it.each<[string, Condition | null, boolean]>([
    ['a streak', pastDue, true],
    ['an exact day', { ...pastDue, operator: 'equals', value: 14 }, true],
    ['some exact days', { ...pastDue, operator: 'isOneOf', value: [14, 30] }, true],
    ['a range', { ...pastDue, operator: 'between', value: { from: 1, to: 9 } }, true],
    ['a balance above zero', balance, true],
    ['a balance above an amount', { ...balance, value: everywhere }, true],
    ['overdue invoices', { field: 'account.overdueInvoiceCount', operator: 'atLeast', value: 1 }, true],
    ['in a top-level all', { all: [{ field: 'account.onHold', operator: 'isFalse' }, pastDue] }, true],
    ['a balance of at least zero', { ...balance, operator: 'atLeast' }, false],
    ['a streak of at least zero', { ...pastDue, value: 0 }, false],
    ['a range from zero', { ...pastDue, operator: 'between', value: { from: 0, to: 9 } }, false],
    ['only in an any', { any: [pastDue, balance] }, false],
    ['only under a not', { not: pastDue }, false],
    ['only deeper', { all: [{ all: [pastDue] }] }, false],
    ['everybody', null, false],
    ['something else', { field: 'account.activeSubscriptionCount', operator: 'atLeast', value: 1 }, false],
  ])('with %s', (_, when, accepted) => {
    const document = aDocument({ entry: { when, reentry: { kind: 'oncePerStreak' } } });
    expect(errors(document)).toEqual(accepted ? [] : [refused]);
  });

  it('is refused with the fix once', () => {
    const document = aDocument({ entry: { when: null, reentry: { kind: 'oncePerStreak' } } });
    expect(problems(document).find(({ code }) => code === 'oncePerStreakWithoutStreak')?.fix).toEqual({
      label: 'Once',
      path: 'entry.reentry',
      value: { kind: 'once' },
    });
  });

  it('is accepted for subscriptions and payment methods, which bring their own episode', () => {
    const reentry = { kind: 'oncePerStreak' } as const;
    expect(errors(aDocument({ subject: 'subscription', entry: { when: null, reentry } }))).toEqual([]);
    expect(errors(aDocument({ subject: 'paymentMethod', entry: { when: null, reentry } }))).toEqual([]);
  });
});

describe('S22 undo on cure', () => {
  const cured = { ...tagStep, undo: 'whenCured' } as const;
  const suspend: Step = { kind: 'action', action: { kind: 'suspendService' }, next: null };
  const email: Step = {
    kind: 'action',
    action: { kind: 'emailCustomer', subject: 'S', body: 'B' },
    undo: 'whenCured',
    next: null,
  };
  const withoutStreak = entering(null);
  it.each<[string, AutomationDocument, string[]]>([
    ['with a streak', doing(cured), []],
    ['without one', { ...withoutStreak, steps: { tag: cured } }, ['undoWithoutStreak at steps.tag.undo']],
    [
      'by default, without one',
      { ...withoutStreak, steps: { tag: suspend } },
      ['undoWithoutStreak at steps.tag.undo'],
    ],
    ['never, without one', { ...withoutStreak, steps: { tag: { ...suspend, undo: 'never' } } }, []],
    ['of what cannot be undone', doing(email), ['undoImpossible at steps.step.undo']],
    [
      'at the event that opens it',
      entering(null, { trigger: { kind: 'event', event: 'account.pastDueStarted' }, steps: { tag: cured } }),
      [],
    ],
    [
      'of a subscription',
      doing(cured, { subject: 'subscription' }),
      ['undoWithoutStreak at steps.step.undo'],
    ],
  ])('%s', (_, document, found) => {
    expect(errors(document)).toEqual(found);
  });
});

describe('steps', () => {
  const wait = (settings: object): Step => ({ kind: 'wait', next: 'tag', ...settings });
  const waiting = (settings: object) =>
    aDocument({ first: 'wait', steps: { wait: wait(settings), tag: tagStep } });
  it.each<[string, AutomationDocument, string[]]>([
    ['a wait of days', waiting({ days: 7 }), []],
    ['a wait for nothing', waiting({}), ['missing at steps.wait']],
    ['a wait for two things', waiting({ days: 7, hours: 1 }), ['invalidValue at steps.wait']],
    ['a wait of no days', waiting({ days: 0 }), ['outOfRange at steps.wait.days']],
    ['a streak day', waiting({ untilStreakDay: 30 }), []],
    [
      'a streak day without a streak',
      { ...waiting({ untilStreakDay: 30 }), entry: { when: null, reentry: { kind: 'once' } } },
      ['waitWithoutStreak at steps.wait.untilStreakDay'],
    ],
    [
      'a branch without a case',
      doing({ kind: 'branch', cases: [], otherwise: { label: 'x', first: null }, next: null }),
      ['missing at steps.step.cases'],
    ],
    [
      'too many passes',
      doing({ kind: 'repeat', everyDays: 7, atMost: 0, first: null, next: null }),
      ['outOfRange at steps.step.atMost'],
    ],
    ['an unnamed end', doing({ kind: 'exit', reason: ' ' }), ['missing at steps.step.reason']],
  ])('%s', (_, document, found) => {
    expect(errors(document)).toEqual(found);
  });
});

describe('triggers', () => {
  it.each<[string, Partial<AutomationDocument>, string[]]>([
    [
      'no weekday',
      { trigger: { kind: 'schedule', every: 'week', at: '09:00' } },
      ['invalidValue at trigger'],
    ],
    [
      'a weekday too many',
      { trigger: { kind: 'schedule', every: 'day', at: '09:00', weekday: 1 } },
      ['invalidValue at trigger'],
    ],
    [
      'no such time',
      { trigger: { kind: 'schedule', every: 'day', at: '24:00' } },
      ['invalidValue at trigger.at'],
    ],
    [
      'no such event',
      { trigger: { kind: 'event', event: 'moon.full' as never } },
      ['unknownEvent at trigger.event'],
    ],
    [
      'an undeclared event',
      { trigger: { kind: 'event', event: 'custom.x' } },
      ['unknownEvent at trigger.event'],
    ],
    ['a declared event', { trigger: { kind: 'event', event: 'custom.seatAdded' } }, []],
    [
      'another subject',
      { subject: 'paymentMethod', trigger: { kind: 'event', event: 'payment.failed' } },
      ['subjectDoesNotFit at subject'],
    ],
    ['by hand', { trigger: { kind: 'manual' } }, []],
    [
      'a limit per run where nothing runs (S18)',
      { trigger: { kind: 'manual' }, limits: { maxEntriesPerRun: 10 } },
      ['limitWithoutRuns at limits.maxEntriesPerRun'],
    ],
    [
      'a window without weekdays',
      { limits: { sendWindow: { from: '08:00', to: '18:00', weekdays: [] } } },
      ['missing at limits.sendWindow.weekdays'],
    ],
    [
      'a reversed window',
      { limits: { sendWindow: { from: '18:00', to: '08:00', weekdays: [1] } } },
      ['invalidValue at limits.sendWindow'],
    ],
    [
      'too late',
      { entry: { when: pastDue, reentry: { kind: 'once' }, actIfWithinDays: 32 } },
      ['outOfRange at entry.actIfWithinDays'],
    ],
  ])('%s', (_, changes, found) => {
    expect(errors(aDocument(changes))).toEqual(found);
  });
});

describe('S18 texts', () => {
  const email = (subject: string, body = 'Hello') =>
    doing({ kind: 'action', action: { kind: 'emailCustomer', subject, body }, next: null });
  it.each<[string, AutomationDocument, string[]]>([
    ['good', email('{{ account.name }} {{ account.overdueBalance | money }}'), []],
    ['missing', email(' '), ['missing at steps.step.action.subject']],
    ['too long', email('x', 'x'.repeat(10_001)), ['tooLong at steps.step.action.body']],
    ['unknown name', email('{{ account.nope }}'), ['unknownVariable at steps.step.action.subject']],
    ['unknown filter', email('{{ account.name | upcase }}'), ['invalidText at steps.step.action.subject']],
    ['unreadable', email('{{ account.name'), ['invalidText at steps.step.action.subject']],
  ])('%s', (_, document, found) => {
    expect(errors(document)).toEqual(found);
  });
});

describe('S9 exits', () => {
  const gone: Condition = { field: 'account.overdueBalance', operator: 'equals', value: 0 };
  const paused: Condition = { field: 'account.onHold', operator: 'isTrue' };
  it.each<[string, AutomationDocument, string[]]>([
    ['there', aDocument(), []],
    ['missing', aDocument({ exit: [] }), ['missingExit at exit']],
    ['among alternatives', aDocument({ exit: [{ ...paidExit, when: { any: [gone, paused] } }] }), []],
    [
      'only together with something else',
      aDocument({ exit: [{ ...paidExit, when: { all: [gone, paused] } }] }),
      ['missingExit at exit'],
    ],
    ['of an invoice', aDocument({ subject: 'invoice' }), ['missingExit at exit']],
    [
      'of a failed payment',
      entering(null, { subject: 'invoice', exit: [], trigger: { kind: 'event', event: 'payment.failed' } }),
      ['missingExit at exit'],
    ],
    ['of a subscription', entering(null, { subject: 'subscription', exit: [] }), ['missingExit at exit']],
    ['of a card', entering(null, { subject: 'paymentMethod', exit: [] }), ['missingExit at exit']],
    [
      'where a subscription is needed',
      aDocument({
        entry: {
          when: {
            all: [pastDue, { field: 'account.activeSubscriptionCount', operator: 'atLeast', value: 1 }],
          },
          reentry: { kind: 'once' },
        },
      }),
      ['missingExit at exit'],
    ],
    ['of everybody', entering(null, { exit: [] }), []],
  ])('%s', (_, document, found) => {
    expect(errors(document)).toEqual([]);
    expect(warnings(document)).toEqual(found);
  });
});

it('warns of a rule that does nothing', () => {
  expect(warnings(aDocument({ first: null, steps: {} }))).toEqual(['nothingToDo at steps']);
});

it('in a draft, what is unfinished is a warning and what is wrong an error', () => {
  const when: Condition = {
    all: [
      { field: 'account.country', operator: 'equals' },
      { field: 'account.nope', operator: 'isSet' },
    ],
  };
  expect(problems(entering(when), 'draft').map(({ code, severity }) => `${code} ${severity}`)).toEqual([
    'missing warning',
    'unknownField error',
  ]);
});

it('refuses by a problem of its own what cannot run', () => {
  const document = aDocument({
    first: 'wait',
    steps: {
      wait: { kind: 'wait', days: 1, next: 'slack' },
      slack: { kind: 'action', action: { kind: 'slack', channel: '#late', message: 'Late' }, next: 'tag' },
      tag: { kind: 'action', action: { kind: 'addTag', tag: 'late' }, undo: 'whenCured', next: null },
    },
  });
  const runnable = {
    stepKinds: ['action'],
    actionKinds: ['addTag'],
    triggerKinds: ['event'],
    undo: false,
  } as const;
  const found = checkDocument(document, context, { mode: 'publish', runnable });
  expect(found.map(({ code, path, step }) => [code, path, step])).toEqual([
    ['notRunnable', 'trigger.kind', null],
    ['notRunnable', 'steps.wait.kind', 'wait'],
    ['notRunnable', 'steps.slack.action.kind', 'slack'],
    ['notRunnable', 'steps.tag.undo', 'tag'],
  ]);
});

it('warns where nobody carries out what the provider is for, and lets it be published (S17)', () => {
  const document = aDocument({
    first: 'ask',
    steps: { ask: { kind: 'action', action: { kind: 'requestPayment' }, next: null } },
  });
  const runnable = {
    stepKinds: ['action'],
    actionKinds: ['requestPayment'],
    triggerKinds: ['schedule'],
    undo: false,
  } as const;
  const found = (provider: boolean) =>
    checkDocument(document, context, { mode: 'publish', runnable: { ...runnable, provider } })
      .filter(({ code }) => code === 'noProvider')
      .map(({ severity, path }) => [severity, path]);
  expect(found(false)).toEqual([['warning', 'steps.ask.action.kind']]);
  expect(found(true)).toEqual([]);
});
