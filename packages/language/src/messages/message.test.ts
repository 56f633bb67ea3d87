import { describe, expect, it } from '@jest/globals';
import { checkMessage } from './check-message.js';
import { messageVariables } from './message-variables.js';
import type { MessageValues } from './message-values.js';
import { renderMessage } from './render-message.js';

const scope = { subject: 'account', trigger: { kind: 'event', event: 'payment.failed' } } as const;
const context = {
  attributes: { account: { seats: 'number', since: 'date' }, invoice: {} },
  currencies: ['EUR'],
  customEvents: {},
} as const;
const check = (text: string) =>
  checkMessage(text, scope, structuredClone(context) as never).map(({ code }) => code);

const values: MessageValues = {
  fields: {
    'account.overdueBalance': 1_234_500,
    'account.pastDueStreakDays': 14,
    'account.tags': ['founder', 'evening'],
    'account.subscriptionPlans': [],
    'account.country': null,
    'account.attributes.seats': 4,
    'account.attributes.since': '2024-02-29',
    'account.failedPaymentsInLast(days=30)': 3,
    'account.failedPaymentsInLast(days=7)': 1,
  },
  currency: 'EUR',
  account: { name: 'Tom & Jerry <tj>', key: 'A-1', email: null, paymentUrl: 'https://pay.example/?a=1&b=2' },
  overdueInvoices: [
    { number: 'I-1', dueOn: '2026-01-03', daysPastDue: 20, remaining: 100 },
    { number: 'I-2', dueOn: '2026-01-13', daysPastDue: 10, remaining: 1_234_400 },
  ],
  workspace: { name: 'Alder Row' },
  today: '2026-11-24',
};
const render = (text: string, language = 'en', format: 'text' | 'html' = 'text') =>
  renderMessage(text, values, { language, format });

describe('renderMessage', () => {
  it.each([
    ['{{ account.overdueBalance | money }}', 'en', '€12,345.00'],
    ['{{ account.overdueBalance | money }}', 'de', '12.345,00\u00a0€'],
    ['{{ account.overdueBalance | money }}', 'no such language', '€12,345.00'],
    ['{{ today | date }}', 'en', 'November 24, 2026'],
    ['{{ today | date }}', 'de', '24. November 2026'],
    ['{{ account.attributes.since | date }}', 'fr', '29 février 2024'],
    ['{{ account.pastDueStreakDays }} days', 'en', '14 days'],
    ['{{ account.tags }}', 'en', 'founder, evening'],
    ['{{ account.failedPaymentsInLast }}', 'en', '3'],
    ['{{ account.country | default: "nowhere" }}', 'en', 'nowhere'],
    ['{% if account.country == "DE" %}Hallo{% else %}Hello{% endif %}', 'en', 'Hello'],
    ['{% if account.country %}{{ account.country }}{% endif %}', 'en', ''],
    [
      '{% for i in overdueInvoices %}{{ forloop.index }}. {{ i.number }} {{ i.remaining | money }};{% endfor %}',
      'en',
      '1. I-1 €1.00;2. I-2 €12,344.00;',
    ],
  ])('%s in %s', (text, language, ok) => {
    expect(render(text, language)).toEqual({ ok });
  });

  it('S17 names what is not set and has no default', () => {
    expect(render('{{ account.email }} {{ account.country }} {{ account.subscriptionPlans }}')).toEqual({
      missing: ['account.email', 'account.country', 'account.subscriptionPlans'],
    });
  });

  it('escapes values, not the text around them, in HTML', () => {
    expect(render('<b>{{ account.name }}</b>', 'en', 'html')).toEqual({
      ok: '<b>Tom &amp; Jerry &lt;tj&gt;</b>',
    });
    expect(render('<b>{{ account.name }}</b>')).toEqual({ ok: '<b>Tom & Jerry <tj></b>' });
  });

  it.each([
    ['an unknown name', '{{ account.nothing }}'],
    ['an unknown name with a default', '{{ account.nothing | default: "x" }}'],
    ['an unknown filter', '{{ account.name | upcase }}'],
    ['a tag that includes', '{% include "/etc/passwd" %}'],
    ['a prototype', '{{ account.constructor }}'],
    ['money of a text', '{{ account.name | money }}'],
    ['an open bracket', '{{ account.name'],
    ['a range bomb', '{% for i in (1..100000000) %}x{% endfor %}'],
    [
      'nested loops',
      '{% for a in (1..9999) %}{% for b in (1..9999) %}{{ account.name }}{% endfor %}{% endfor %}',
    ],
    ['too long a text', 'x'.repeat(10_001)],
  ])('answers an error for %s', (_, text) => {
    expect(render(text)).toEqual({ error: expect.any(String) });
  });
});

describe('checkMessage', () => {
  it.each<[string, string[]]>([
    ['Hello {{ account.name }}, {{ account.overdueBalance | money }}', []],
    ['{{ event.amount | money }} {{ event.failureCode | default: "" }}', []],
    ['{{ account.attributes.seats }} {{ account.attributes["since"] | date }}', []],
    ['{% for i in overdueInvoices %}{{ i.number }} {{ i.dueOn | date }}{% endfor %}', []],
    ['{% for t in account.tags %}{{ t }}{% unless forloop.last %}, {% endunless %}{% endfor %}', []],
    ['{{ overdueInvoices[0].remaining | money }} {{ overdueInvoices.first.number }}', []],
    ['{{ account.nothing }} {{ invoice.remaining | money }}', ['unknownVariable', 'unknownVariable']],
    ['{% if account.nothing %}x{% endif %}', ['unknownVariable']],
    ['{% for i in overdueInvoices %}{{ i.nothing }}{% endfor %}', ['unknownVariable']],
    ['{{ account[account.name] }}', ['unknownVariable']],
    ['{{ account.overdueBalance }}', ['unformattedMoney']],
    ['{{ account.name | money }}', ['filterDoesNotFit']],
    ['{{ account.name | date }}', ['filterDoesNotFit']],
    ['{{ today | date: "%Y" }}', ['filterDoesNotFit']],
    ['{{ overdueInvoices }}', ['filterDoesNotFit']],
    ['{{ account.name | upcase }}', ['invalidText']],
    ['{% assign x = 1 %}', ['invalidText']],
    ['{{ account.name', ['invalidText']],
    ['{% if %}', ['invalidText']],
  ])('S18 %s', (text, codes) => {
    expect(check(text)).toEqual(codes);
  });

  it('says in words which filter and tag there is none of', () => {
    const said = (text: string) => checkMessage(text, scope, structuredClone(context) as never)[0]?.message;
    expect(said('{{ account.name | upcase }}')).toBe(
      'There is no filter “upcase”. Use one of: money, date, default.',
    );
    expect(said('{% assign x = 1 %}')).toBe(
      'There is no tag “assign” in messages. Use if, unless, case or for.',
    );
  });
});

it('messageVariables gives each variable once with its type', () => {
  const text =
    '{{ account.name }} {{ account.name }} {% if account.tags.size > 1 %}{{ today | date }}{% endif %}';
  expect(messageVariables(text, scope, structuredClone(context) as never)).toEqual([
    { name: 'account.name', label: 'Name', type: 'text' },
    { name: 'account.tags.size', label: 'Tags', type: 'count' },
    { name: 'today', label: 'Today', type: 'date' },
  ]);
});
