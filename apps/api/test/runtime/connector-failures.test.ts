import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Step } from '@dunwell/language';
import type { ServerResponse } from 'node:http';
import { mailSink, type MailSink } from '../../src/connectors/email/mail-sink.testing.js';
import { receiver, type Receiver } from '../../src/connectors/webhook/receiver.testing.js';
import { act, DeliveryWorld, NINE, REMIND, rule } from './delivery-world.testing.js';

/** What the receiver does, by the path it is called at. */
const ANSWERS: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/timeout': () => undefined,
  '/slow-body': (response) => {
    response.writeHead(200).write('.');
  },
  '/oversized': (response) => {
    response.writeHead(200).write('x'.repeat(1_000_000));
  },
  '/bad-request': (response) => response.writeHead(400).end('{"error":"unknown account"}'),
  '/gone': (response) => response.writeHead(410).end(),
  '/broken': (response) => response.writeHead(500).end('Oops'),
  '/busy': (response) => response.writeHead(429).end(),
  '/busy-for-an-hour': (response) => response.writeHead(429, { 'Retry-After': '3600' }).end(),
  '/elsewhere': (response) => response.writeHead(302, { Location: 'http://10.0.0.1/inside' }).end(),
  '/hangs-up': (response) => response.socket?.destroy(),
};

/** What is called, what becomes of the delivery, and what an operator reads. */
const WEBHOOKS: readonly [
  name: string,
  url: string,
  state: string,
  code: string | null,
  words: RegExp | null,
][] = [
  [
    'timeout',
    '/timeout',
    'due',
    'receiverTimedOut',
    /did not answer in time\. No whole answer within 10 seconds/,
  ],
  ['slow body', '/slow-body', 'due', 'receiverTimedOut', /did not answer in time/],
  ['oversized answer', '/oversized', 'done', null, null],
  ['refused connection', 'closed', 'due', 'receiverUnreachable', /cannot be reached: nothing listens there/],
  ['lost connection', '/hangs-up', 'due', 'receiverUnreachable', /closed the connection without an answer/],
  ['unknown name', 'http://no-such-name.invalid/', 'due', 'receiverUnreachable', /cannot be reached: /],
  [
    '4xx',
    '/bad-request',
    'needsAttention',
    'receiverRefused',
    /answered 400: “\{"error":"unknown account"\}”/,
  ],
  ['gone', '/gone', 'needsAttention', 'receiverRefused', /answered 410/],
  ['5xx', '/broken', 'due', 'receiverFailed', /answered 500: “Oops”/],
  ['429', '/busy', 'due', 'receiverFailed', /answered 429/],
  ['429 with Retry-After', '/busy-for-an-hour', 'due', 'receiverFailed', /answered 429/],
  ['broken TLS', 'selfSigned', 'due', 'brokenTls', /cannot be trusted: its certificate/],
  [
    'redirect to a private address',
    '/elsewhere',
    'needsAttention',
    'redirected',
    /10\.0\.0\.1\/inside, which is not followed/,
  ],
];

const MAILS: readonly [name: string, state: string, code: string, words: RegExp][] = [
  ['greylisted', 'due', 'mailServerDeferred', /asks to try again later: 451 .*Greylisted/],
  ['rejected', 'needsAttention', 'recipientRefused', /refused the address: 550 .*No such person/],
  [
    'lost-after-data',
    'uncertain',
    'lostAfterSending',
    /after the message had been handed over .* It may have arrived/,
  ],
];

let world: DeliveryWorld;
let hook: Receiver;
let self: MailSink;
let closed: string;

/** An account by the name of its case. */
const keyOf = (name: string): string => `at-${name.replaceAll(' ', '-')}`;

beforeAll(async () => {
  hook = await receiver((response) => ANSWERS[response.req.url ?? '']?.(response));
  self = await mailSink({}, { secure: true });
  const gone = await receiver(() => undefined);
  closed = gone.url;
  await gone.close();
  const addressOf = (url: string): string =>
    url === 'closed'
      ? closed
      : url === 'selfSigned'
        ? `https://127.0.0.1:${self.port}/`
        : url.startsWith('/')
          ? `${hook.url}${url}`
          : url;
  const cases = [...WEBHOOKS, ...MAILS].map(([name]) => keyOf(name));
  const steps: Record<string, Step> = {
    which: {
      kind: 'branch',
      cases: WEBHOOKS.map(([name]) => ({
        id: keyOf(name),
        label: name,
        when: { field: 'account.tags', operator: 'contains', value: keyOf(name) },
        first: keyOf(name),
      })),
      otherwise: { label: 'By mail', first: 'mail' },
      next: null,
    },
    ...Object.fromEntries(
      WEBHOOKS.map(([name, url]) => [keyOf(name), act({ kind: 'webhook', url: addressOf(url) })]),
    ),
    mail: act(REMIND),
  };
  world = await DeliveryWorld.open(rule(steps), {
    script: {
      rcptTo: (address) =>
        address.startsWith('at-greylisted')
          ? [451, 'Greylisted']
          : address.startsWith('at-rejected')
            ? [550, 'No such person']
            : undefined,
      message: 'hangUp',
    },
  });
  const rows = cases.map((account) => ({ account, currency: 'EUR', tags: [account] }));
  await world.app.http.post('/api/v1/accounts').send(rows).expect(200);
  await world.entered(...cases);
  await world.deliver();
}, 60_000);

afterAll(async () => {
  await world.close();
  await Promise.all([hook.close(), self.close()]);
});

/** What an operator reads of a delivery, and in how many minutes it is tried again. */
async function seen(name: string): Promise<Record<string, unknown>> {
  const { status, problemCode, problem, attempts, dueAt } = await world.delivery(keyOf(name));
  return { status, problemCode, problem, attempts, minutes: (Number(dueAt) - Date.parse(NINE)) / 60_000 };
}

describe('every failure of a webhook ends in the state described, with a reason an operator understands', () => {
  it.each(WEBHOOKS)('%s', async (name, _, status, problemCode, words) => {
    expect(await seen(name)).toMatchObject({
      ...{ status, problemCode, attempts: 1 },
      problem: words === null ? null : expect.stringMatching(words),
    });
  });

  it.each([
    ['429', 0.9, 1.1],
    ['429 with Retry-After', 60, 60],
    ['timeout', 0.9, 1.1],
  ])('%s: is tried again after %d to %d minutes', async (name, least, most) => {
    const { minutes } = await seen(name);
    expect(minutes).toBeGreaterThanOrEqual(least);
    expect(minutes).toBeLessThanOrEqual(most);
  });

  it('follows no redirect and never calls twice by itself at once', () => {
    const paths = hook.received.map(({ url }) => url);
    expect(new Set(paths).size).toBe(paths.length);
  });
});

describe('every failure of a mail server too', () => {
  it.each(MAILS)('%s', async (name, status, problemCode, words) => {
    expect(await seen(name)).toMatchObject({
      ...{ status, problemCode, attempts: 1 },
      problem: expect.stringMatching(words),
    });
  });
});
