import { describe, expect, it } from '@jest/globals';
import { effect } from '../effect.testing.js';
import { emailCustomer } from '../email-customer/email-customer.js';
import { emailTeam } from '../email-team/email-team.js';
import { outbox } from './outbox.js';

const customer = emailCustomer(outbox);
const team = emailTeam(outbox);

const to = (subject: string, body = 'Hello') => ({ kind: 'emailCustomer', subject, body }) as const;

describe('a message to the customer', () => {
  it('is rendered as one line, plain text and HTML', () => {
    const action = to(
      'You owe {{ account.overdueBalance | money }}',
      'Dear {{ account.name }},\r\n\r\nplease pay.\n',
    );
    expect(customer.prepare(action, effect({ account: { name: 'Jo & Al' } }))).toEqual({
      kind: 'ready',
      payload: {
        to: ['jo@customer.example'],
        subject: 'You owe €120.50',
        text: 'Dear Jo & Al,\n\nplease pay.',
        html: expect.stringContaining('<p>Dear Jo &amp; Al,</p>\n<p>please pay.</p>'),
      },
    });
  });

  it('carries the sender of its workspace, where it has one', () => {
    const sender = { name: 'Gym', replyTo: null };
    expect(customer.prepare(to('Hi'), effect({ sender }))).toMatchObject({ payload: { sender } });
  });

  it('folds line breaks of values in the subject', () => {
    const context = effect({ account: { name: 'Jo\r\nBcc: al@example.com\u2028\tMeier' } });
    expect(customer.prepare(to('Dear {{ account.name }}'), context)).toMatchObject({
      payload: { subject: 'Dear Jo Bcc: al@example.com Meier' },
    });
  });

  it.each([
    [
      'an address',
      to('Hi'),
      effect({ account: { email: null } }),
      { code: 'noEmailAddress', problem: 'Jo Meier has no email address. Add one to the account.' },
    ],
    [
      'a valid address',
      to('Hi'),
      effect({ account: { email: 'jo@example.com,\nal@example.com' } }),
      {
        code: 'invalidEmailAddress',
        problem: '“jo@example.com, al@example.com” is not an email address. Correct it.',
      },
    ],
    [
      'a variable',
      to('Hi', 'Pay at {{ account.paymentUrl }}'),
      effect(),
      {
        code: 'variableNotSet',
        problem:
          'The message uses “account.paymentUrl”, which is not set here. Set it for the customer, or say in the text what to write instead: {{ … | default: "…" }}.',
      },
    ],
    [
      'two variables',
      to('{{ account.paymentUrl }} {{ account.name }}'),
      effect({ account: { name: null } }),
      {
        problem: expect.stringMatching(
          /^The subject uses “account.paymentUrl”, “account.name”, which are not/,
        ),
      },
    ],
    [
      'a text that can be read',
      to('Hi', '{{ account.name | upcase }}'),
      effect(),
      { code: 'textNotRendered', problem: expect.stringMatching(/^The message cannot be filled in: /) },
    ],
    [
      'words in the end',
      to('Hi', '{% if account.paymentUrl %}Pay{% endif %}'),
      effect(),
      { code: 'emptyText', problem: expect.stringMatching(/^The message is empty/) },
    ],
    [
      'a subject in the end',
      to('{{ account.paymentUrl | default: " " }}'),
      effect(),
      { code: 'emptyText', problem: expect.stringMatching(/^The subject is empty/) },
    ],
  ])('lacks %s', (_, action, context, lacks) => {
    expect(customer.prepare(action, context)).toMatchObject({ kind: 'lacks', ...lacks });
  });
});

describe('a message to the team', () => {
  const action = { kind: 'emailTeam', subject: 'Call', body: 'Call {{ account.name }}.' } as const;

  it('goes to each address once', () => {
    const addresses = ['al@acme.example', 'bo@acme.example', 'al@acme.example'];
    expect(team.prepare({ ...action, to: addresses }, effect())).toMatchObject({
      payload: { to: ['al@acme.example', 'bo@acme.example'], text: 'Call Jo Meier.' },
    });
  });

  it.each([
    [[], 'noEmailAddress'],
    [['al@acme.example', 'bo'], 'invalidEmailAddress'],
  ])('lacks somebody to go to: %j', (addresses, code) => {
    expect(team.prepare({ ...action, to: addresses }, effect())).toMatchObject({ kind: 'lacks', code });
  });
});

describe('the built-in outbox', () => {
  it('takes every message', async () => {
    const { workspaceId, key, now } = effect();
    expect(await customer.attempt({ to: ['jo@customer.example'] }, { workspaceId, key, now })).toEqual({
      kind: 'done',
      result: { transport: 'outbox', messageId: null, accepted: ['jo@customer.example'], rejected: [] },
    });
  });
});
