import { afterEach, describe, expect, it } from '@jest/globals';
import type { SMTPServerOptions } from 'smtp-server';
import { mailSink, type MailSink, type Reply, type Script } from './mail-sink.testing.js';
import { smtpOutcome } from './smtp-outcome.js';
import { smtp } from './smtp.js';
import type { SmtpTimeouts } from './smtp-session.js';

const FROM = { name: 'Acme, Accounts', address: 'billing@acme.example' };
const KEY = 'automation/journey/remind';

const email = {
  to: ['jo@customer.example'],
  subject: 'Überfällig: 120,50 €',
  text: 'Liebe Jo,\n\nbitte zahlen.\n.\nAcme',
  html: '<p>Liebe Jo,</p>',
};

let sink: MailSink;

afterEach(() => sink.close());

async function send(
  script: Script,
  {
    to = email.to,
    timeouts = {},
    options = {},
    signIn = '',
  }: {
    to?: string[];
    timeouts?: Partial<SmtpTimeouts>;
    options?: SMTPServerOptions;
    signIn?: string;
  } = {},
) {
  sink = await mailSink(script, options);
  const transport = smtp(`smtp://${signIn}127.0.0.1:${sink.port}`, FROM, timeouts);
  return transport.send({ ...email, to }, KEY);
}

describe('a message over a mail server', () => {
  it('arrives with both forms, its key and an id of its own', async () => {
    const outcome = await send({});
    const [mail] = sink.mails;
    expect(mail).toMatchObject({
      subject: email.subject,
      text: email.text,
      html: email.html,
      from: { value: [FROM] },
      to: { text: 'jo@customer.example' },
      messageId: expect.stringMatching(/^<[0-9a-f]{40}@acme\.example>$/),
    });
    expect(mail?.headers.get('x-dunwell-delivery')).toBe(KEY);
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(outcome).toEqual({
      kind: 'done',
      result: {
        transport: 'smtp',
        messageId: mail?.messageId,
        accepted: ['jo@customer.example'],
        rejected: [],
      },
    });
  });

  it('carries the name and the address for answers that its workspace gave', async () => {
    sink = await mailSink({});
    const transport = smtp(`smtp://127.0.0.1:${sink.port}`, FROM);
    await transport.send({ ...email, sender: { name: 'Gym, Überwald', replyTo: 'desk@gym.example' } }, KEY);
    await transport.send({ ...email, sender: { name: null, replyTo: null } }, KEY);
    expect(sink.mails.map(({ from, replyTo }) => [from?.value, replyTo?.text])).toEqual([
      [[{ name: 'Gym, Überwald', address: FROM.address }], 'desk@gym.example'],
      [[FROM], undefined],
    ]);
  });

  it('has the same id each time it is sent', async () => {
    const first = await send({});
    await sink.close();
    expect(await send({})).toEqual(first);
  });

  it('is done when some of its recipients were taken, and says who was not', async () => {
    const rcptTo = (address: string): Reply =>
      address.startsWith('bo@') ? [550, 'No such person'] : undefined;
    expect(await send({ rcptTo }, { to: ['al@acme.example', 'bo@acme.example'] })).toMatchObject({
      kind: 'done',
      result: {
        accepted: ['al@acme.example'],
        rejected: [{ address: 'bo@acme.example', because: expect.stringContaining('No such person') }],
      },
    });
  });

  it('signs in where the server asks for it', async () => {
    const options: SMTPServerOptions = {
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _, done) =>
        done(null, username === 'me' && password === 'p@ss' ? { user: 'me' } : {}),
    };
    expect(await send({}, { options, signIn: 'me:p%40ss@' })).toMatchObject({ kind: 'done' });
    await sink.close();
    expect(await send({}, { options, signIn: 'me:other@' })).toMatchObject({
      kind: 'retry',
      code: 'signInRefused',
      problem: expect.not.stringContaining('other'),
    });
  });
});

describe('a message that is not taken', () => {
  const brief = { greetingTimeout: 100, socketTimeout: 100 };

  it.each<[string, Script, Partial<SmtpTimeouts>, string, string]>([
    ['a greylist', { rcptTo: [451, 'Greylisted'] }, {}, 'retry', 'mailServerDeferred'],
    ['a full mailbox', { message: [452, 'Mailbox full'] }, {}, 'retry', 'mailServerDeferred'],
    ['a server that goes down', { mailFrom: [421, 'Shutting down'] }, {}, 'retry', 'mailServerDeferred'],
    ['a wrong sequence', { mailFrom: [503, 'Bad sequence'] }, {}, 'retry', 'mailServerDeferred'],
    ['an unknown recipient', { rcptTo: [550, 'No such person'] }, {}, 'refused', 'recipientRefused'],
    ['a sender it does not like', { mailFrom: [553, 'Not you'] }, {}, 'refused', 'senderRefused'],
    ['a message it does not like', { message: [554, 'Spam'] }, {}, 'refused', 'messageRefused'],
    ['a closed door', { connect: [554, 'No service'] }, {}, 'retry', 'mailServerUnreachable'],
    ['a lost connection at once', { connect: 'hangUp' }, {}, 'retry', 'mailServerUnreachable'],
    ['a lost connection before', { rcptTo: 'hangUp' }, {}, 'retry', 'mailServerUnreachable'],
    ['no greeting', { connect: 'silence' }, brief, 'retry', 'mailServerUnreachable'],
    ['no answer before', { rcptTo: 'silence' }, brief, 'retry', 'mailServerUnreachable'],
    ['too long a time before', { rcptTo: 'silence' }, { whole: 100 }, 'retry', 'mailServerUnreachable'],
    ['a lost connection after', { message: 'hangUp' }, {}, 'uncertain', 'lostAfterSending'],
    ['no answer after', { message: 'silence' }, { socketTimeout: 200 }, 'uncertain', 'lostAfterSending'],
    ['too long a time after', { message: 'silence' }, { whole: 300 }, 'uncertain', 'lostAfterSending'],
  ])('because of %s', async (_, script, timeouts, kind, code) => {
    expect(await send(script, { timeouts })).toMatchObject({
      kind,
      code,
      problem: expect.stringMatching(/^The .+/),
    });
    expect(sink.mails).toEqual([]);
    expect(sink.received).toBe('message' in script ? 1 : 0);
  });

  it('tells what the server said', async () => {
    expect(await send({ rcptTo: [550, 'No such person'] })).toMatchObject({
      problem: expect.stringMatching(/^The mail server refused the address: 550 .*No such person$/),
    });
  });

  it('because one of its recipients is only deferred and none taken', async () => {
    const rcptTo = (address: string): Reply =>
      address.startsWith('al@') ? [451, 'Greylisted'] : [550, 'No such person'];
    expect(await send({ rcptTo }, { to: ['al@acme.example', 'bo@acme.example'] })).toMatchObject({
      kind: 'retry',
      problem: expect.stringContaining('Greylisted'),
    });
  });

  it('because it is larger than the server takes', async () => {
    const options: SMTPServerOptions = { size: 100 };
    expect(await send({}, { options })).toMatchObject({ kind: 'refused', code: 'messageRefused' });
  });

  it('because the server cannot prove who it is', async () => {
    expect(await send({}, { options: { disabledCommands: [] } })).toMatchObject({
      kind: 'retry',
      code: 'brokenTls',
    });
  });

  it('because nobody listens', async () => {
    sink = await mailSink();
    await sink.close();
    expect(await smtp(`smtp://127.0.0.1:${sink.port}`, FROM).send(email, KEY)).toEqual({
      kind: 'retry',
      code: 'mailServerUnreachable',
      problem: 'The mail server cannot be reached (ECONNREFUSED).',
    });
    sink = await mailSink();
  });
});

describe('smtpOutcome', () => {
  it('retries when the name is not known', () => {
    const error = Object.assign(new Error('getaddrinfo ENOTFOUND'), {
      code: 'EDNS',
      originalCode: 'ENOTFOUND',
    });
    expect(smtpOutcome(error, false)).toEqual({
      kind: 'retry',
      code: 'mailServerUnreachable',
      problem: 'The name of the mail server in SMTP_URL is not known (ENOTFOUND).',
    });
  });

  it('is uncertain about an answer that broke off', () => {
    const error = Object.assign(new Error('Connection closed'), {
      ...{ code: 'ECONNECTION', response: '554 Ref', responseCode: 554, permanent: true },
    });
    expect(smtpOutcome(error, true)).toMatchObject({ kind: 'uncertain' });
  });
});
