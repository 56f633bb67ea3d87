import { describe, expect, it } from '@jest/globals';
import { aWorkspace } from '../fields/catalogue.testing.js';
import { checkDocument } from '../document/check-document.js';
import { doing } from '../document/document.testing.js';
import { actionWords } from '../words/action-words.js';
import type { Action, ActionKind } from './action.js';
import { effectiveUndo } from './effective-undo.js';
import { ACTION_SPECIFICATIONS } from './specifications.js';

const eur = [{ currency: 'EUR', amount: 500 }];
const everywhere = ['EUR', 'USD', 'GBP'].map((currency) => ({ currency, amount: 500 }));
const texts = { subject: 'About {{ account.overdueBalance | money }}', body: 'Hello' };

/** One good example of each kind with its words. */
const EXAMPLES: Readonly<{ [K in ActionKind]: [Extract<Action, { kind: K }>, string] }> = {
  emailCustomer: [{ kind: 'emailCustomer', ...texts }, 'email About [overdue balance]'],
  emailTeam: [{ kind: 'emailTeam', to: ['a@b.example'], ...texts }, 'tell the team About [overdue balance]'],
  slack: [{ kind: 'slack', channel: '#late', message: 'Late' }, 'post to Slack #late'],
  webhook: [
    { kind: 'webhook', url: 'https://hooks.example/late', fields: ['account.tags'] },
    'call the webhook hooks.example',
  ],
  addTag: [{ kind: 'addTag', tag: 'late' }, 'add the tag late'],
  removeTag: [{ kind: 'removeTag', tag: 'late' }, 'remove the tag late'],
  setAttribute: [{ kind: 'setAttribute', name: 'vip', value: false }, 'set vip to no'],
  setCollectionStatus: [
    { kind: 'setCollectionStatus', status: 'inCollections' },
    'set the collection status to in collections',
  ],
  createTask: [{ kind: 'createTask', title: 'Call', dueInDays: 2 }, 'create the task Call'],
  placeHold: [{ kind: 'placeHold', reason: 'courtesy', days: 7 }, 'place a hold of 7 days (courtesy)'],
  requestPayment: [{ kind: 'requestPayment', minimum: eur }, 'request one payment of at least €5.00'],
  retryPayment: [{ kind: 'retryPayment' }, 'retry the payment'],
  applyLateFee: [
    { kind: 'applyLateFee', percent: 2.5, atMost: everywhere },
    'add a late fee of 2.5 % of the overdue balance, at most €5.00, $5.00 or £5.00',
  ],
  restrictService: [{ kind: 'restrictService' }, 'restrict the service until nothing is overdue'],
  suspendService: [{ kind: 'suspendService' }, 'suspend the service until nothing is overdue'],
  downgradePlan: [
    { kind: 'downgradePlan', plan: 'Basic' },
    'downgrade to the plan Basic until nothing is overdue',
  ],
  restoreService: [{ kind: 'restoreService' }, 'restore the service until nothing is overdue'],
  cancelSubscription: [
    { kind: 'cancelSubscription', when: 'endOfTerm' },
    'cancel the subscription at the end of its term',
  ],
  markUncollectible: [{ kind: 'markUncollectible' }, 'mark as uncollectible what is overdue'],
  offerPaymentPlan: [
    { kind: 'offerPaymentPlan', instalments: 3, everyDays: 30 },
    'offer a payment plan of 3 instalments, one every 30 days',
  ],
};

const problems = (action: Action) =>
  checkDocument(doing({ kind: 'action', action, next: null }), aWorkspace(), { mode: 'publish' }).map(
    ({ code, severity, path }) => `${severity} ${code} at ${path.replace('steps.step.action', 'action')}`,
  );

describe.each(Object.values(EXAMPLES))('$kind', (action, words) => {
  it('is accepted, and said in words', () => {
    expect(problems(action)).toEqual([]);
    const { does, name, undo } = actionWords({ kind: 'action', action, next: null });
    expect(`${does} ${name ?? ''}${undo}`).toBe(words);
    expect(ACTION_SPECIFICATIONS[action.kind].kind).toBe(action.kind);
  });
});

it.each<[string, Action, string[]]>([
  ['no address', { kind: 'emailTeam', to: [], ...texts }, ['error missing at action.to']],
  [
    'no email address',
    { kind: 'emailTeam', to: ['nobody'], ...texts },
    ['error invalidValue at action.to[0]'],
  ],
  ['no web address', { kind: 'webhook', url: 'javascript:alert(1)' }, ['error invalidValue at action.url']],
  ['an empty web address', { kind: 'webhook', url: '' }, ['error missing at action.url']],
  [
    'an unknown field',
    { kind: 'webhook', url: 'https://a.example', fields: ['invoice.total'] },
    ['error unknownField at action.fields[0]'],
  ],
  ['an empty tag', { kind: 'addTag', tag: '' }, ['error missing at action.tag']],
  [
    'an attribute of another type',
    { kind: 'setAttribute', name: 'seats', value: 'many' },
    ['error invalidValue at action.value'],
  ],
  [
    'an impossible date',
    { kind: 'setAttribute', name: 'since', value: '2026-02-30' },
    ['error invalidValue at action.value'],
  ],
  [
    'an attribute name with spaces',
    { kind: 'setAttribute', name: 'net terms', value: 1 },
    ['error invalidValue at action.name'],
  ],
  [
    'half a day',
    { kind: 'createTask', title: 'Call', dueInDays: 0.5 },
    ['error outOfRange at action.dueInDays'],
  ],
  ['no fee', { kind: 'applyLateFee' }, ['error missing at action']],
  ['two fees', { kind: 'applyLateFee', amount: everywhere, percent: 2 }, ['error invalidValue at action']],
  ['a fee of 200 %', { kind: 'applyLateFee', percent: 200 }, ['error outOfRange at action.percent']],
  [
    'a fee in one currency',
    { kind: 'applyLateFee', amount: eur },
    ['warning currencyNotCovered at action.amount'],
  ],
  [
    'one instalment',
    { kind: 'offerPaymentPlan', instalments: 1, everyDays: 30 },
    ['error outOfRange at action.instalments'],
  ],
])('S18 refuses or warns of %s', (_, action, found) => {
  expect(problems(action)).toEqual(found);
});

it.each<[ActionKind, 'whenCured' | 'never' | undefined, 'whenCured' | 'never']>([
  ['addTag', undefined, 'never'],
  ['addTag', 'whenCured', 'whenCured'],
  ['suspendService', undefined, 'whenCured'],
  ['suspendService', 'never', 'never'],
  ['emailCustomer', undefined, 'never'],
])('S22 %s with undo %s is undone: %s', (kind, undo, effective) => {
  const [action] = EXAMPLES[kind];
  expect(effectiveUndo({ action, ...(undo ? { undo } : {}) })).toBe(effective);
});
