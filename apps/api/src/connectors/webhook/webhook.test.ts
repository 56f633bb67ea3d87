import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import type { EffectContext, Prepared } from '../connector.js';
import { effect } from '../effect.testing.js';
import { mailSink } from '../email/mail-sink.testing.js';
import { receiver, type Receiver } from './receiver.testing.js';
import { SecretUnreadable } from './secret-unreadable.js';
import { signedCall, webhook, type WebhookOptions } from './webhook.js';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const secrets = {
  sign: (_: string, { id, timestamp, body }: { id: string; timestamp: Date; body: string }) =>
    Promise.resolve(new Webhook(SECRET).sign(id, timestamp, body)),
};
const clock = { machineNow: () => new Date() };

const connector = (options: Partial<WebhookOptions> = {}) =>
  webhook(signedCall(secrets, clock, { allowPrivateNetworks: true, timeout: 2_000, ...options }));

const payloadOf = (prepared: Prepared) => {
  if (prepared.kind === 'lacks') throw new Error(prepared.problem);
  return prepared.payload;
};

async function call(url: string, options?: Partial<WebhookOptions>, context: EffectContext = effect()) {
  const { workspaceId, key, now } = context;
  const payload = payloadOf(connector().prepare({ kind: 'webhook', url }, context));
  return connector(options).attempt(payload, { workspaceId, key, now });
}

let open: Receiver | undefined;

afterEach(async () => {
  await open?.close();
  open = undefined;
});

async function answering(answer: (response: ServerResponse) => void): Promise<Receiver> {
  open = await receiver(answer);
  return open;
}

const status =
  (code: number, headers: Record<string, string> = {}, body = '') =>
  (response: ServerResponse) =>
    response.writeHead(code, headers).end(body);

describe('a webhook', () => {
  it('says what happened, signed, under an id that stays the same', async () => {
    const { url, received } = await answering(status(200, {}, 'thanks\n\0'));
    const context = effect({
      values: { fields: { 'account.overdueBalance': 12_050, 'account.failedPaymentsInLast(days=30)': 2 } },
    });
    const { workspaceId, key, now } = context;
    const fields = ['account.overdueBalance', 'account.failedPaymentsInLast', 'account.country'];
    const payload = payloadOf(
      connector().prepare({ kind: 'webhook', url: `${url}/in?a=1`, fields }, context),
    );
    // As it comes back from the database for a second attempt.
    const stored = JSON.parse(JSON.stringify(payload)) as typeof payload;
    for (const each of [payload, stored])
      expect(await connector().attempt(each, { workspaceId, key, now })).toEqual({
        kind: 'done',
        result: { status: 200, answer: 'thanks' },
      });

    expect(received).toHaveLength(2);
    for (const { method, url: path, headers, body } of received) {
      expect([method, path]).toEqual(['POST', '/in?a=1']);
      expect(headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': 'Dunwell' });
      expect(new Webhook(SECRET).verify(body, headers as Record<string, string>)).toEqual({
        type: 'automation.step',
        timestamp: '2026-03-29T07:00:00.000Z',
        data: {
          delivery: key,
          automation: context.automation,
          journey: context.journeyId,
          step: 'remind',
          subject: context.subject,
          account: { key: 'C-1', currency: 'EUR' },
          date: '2026-03-29',
          fields: {
            'account.overdueBalance': 12_050,
            'account.failedPaymentsInLast': 2,
            'account.country': null,
          },
        },
      });
    }
    expect(received[0]?.body).toBe(received[1]?.body);
    expect(received[0]?.headers['webhook-id']).toMatch(/^msg_[\w-]{32}$/);
    expect(received[0]?.headers['webhook-id']).toBe(received[1]?.headers['webhook-id']);
  });

  it('has another id for another delivery', async () => {
    const { url, received } = await answering(status(204));
    await call(url);
    await call(url);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
  });

  it.each([
    [200, 'done', undefined],
    [202, 'done', undefined],
    [400, 'refused', 'receiverRefused'],
    [401, 'refused', 'receiverRefused'],
    [404, 'refused', 'receiverRefused'],
    [410, 'refused', 'receiverRefused'],
    [408, 'retry', 'receiverFailed'],
    [425, 'retry', 'receiverFailed'],
    [429, 'retry', 'receiverFailed'],
    [500, 'retry', 'receiverFailed'],
    [503, 'retry', 'receiverFailed'],
  ])('takes %i as %s', async (code, kind, expected) => {
    const { url } = await answering(status(code));
    const outcome = await call(url);
    expect([outcome.kind, 'code' in outcome ? outcome.code : undefined]).toEqual([kind, expected]);
  });

  it('tells what the receiver said', async () => {
    const { url } = await answering(status(422, {}, '{"error":\n"unknown account"}'));
    expect(await call(url)).toMatchObject({
      problem: 'The receiver answered 422: “{"error": "unknown account"}”.',
    });
  });

  it.each([
    ['17', 17, 17],
    [() => new Date(Date.now() + 60_000).toUTCString(), 58, 61],
    ['99999999', 86_400, 86_400],
  ])('comes back when it is asked to: Retry-After %s', async (header, least, most) => {
    const { url } = await answering((response) =>
      status(429, { 'Retry-After': typeof header === 'string' ? header : header() })(response),
    );
    const outcome = await call(url);
    const after = outcome.kind === 'retry' ? outcome.afterSeconds : undefined;
    expect(after).toBeGreaterThanOrEqual(least);
    expect(after).toBeLessThanOrEqual(most);
  });

  it('names no time when it was not asked for one', async () => {
    const { url } = await answering(status(503));
    expect(await call(url)).not.toHaveProperty('afterSeconds');
  });

  it('follows no redirect', async () => {
    const { url, received } = await answering((response) =>
      status(307, { Location: 'http://127.0.0.1/other' })(response),
    );
    expect(await call(url)).toEqual({
      kind: 'refused',
      code: 'redirected',
      problem:
        'The address answered with a redirect (307) to http://127.0.0.1/other, which is not followed. Enter the final address.',
    });
    expect(received).toHaveLength(1);
  });

  it('does not wait for a slow answer', async () => {
    const { url } = await answering(() => undefined);
    expect(await call(url, { timeout: 100 })).toEqual({
      kind: 'retry',
      code: 'receiverTimedOut',
      problem: `${new URL(url).host} did not answer in time. No whole answer within 0.1 seconds.`,
    });
  });

  it('does not wait for the rest of an answer that trickles', async () => {
    let trickle: NodeJS.Timeout | undefined;
    const { url } = await answering((response) => {
      response.writeHead(200);
      trickle = setInterval(() => response.write('.'), 20);
    });
    expect(await call(url, { timeout: 150 })).toMatchObject({ kind: 'retry', code: 'receiverTimedOut' });
    clearInterval(trickle);
  });

  it('reads no more than it wants of an answer that never ends', async () => {
    const { url } = await answering((response) => {
      response.writeHead(200).write('x'.repeat(1_000_000));
    });
    expect(await call(url)).toEqual({
      kind: 'done',
      result: { status: 200, answer: `${'x'.repeat(1_000)}…` },
    });
  });

  it('retries when the connection is lost', async () => {
    const { url } = await answering((response) => response.socket?.destroy());
    expect(await call(url)).toMatchObject({
      kind: 'retry',
      code: 'receiverUnreachable',
      problem: expect.stringContaining('closed the connection without an answer'),
    });
  });

  it('retries when nobody listens', async () => {
    const { url, close } = await receiver(status(200));
    await close();
    expect(await call(url)).toMatchObject({
      kind: 'retry',
      code: 'receiverUnreachable',
      problem: expect.stringMatching(/^127\.0\.0\.1:\d+ cannot be reached: nothing listens there\.$/),
    });
  });

  it('retries when the secret cannot be read', async () => {
    const unreadable = { sign: () => Promise.reject(new SecretUnreadable()) };
    const { workspaceId, key, now } = effect();
    const payload = { url: 'http://127.0.0.1:1/', body: '{}' };
    const unsigned = signedCall(unreadable, clock, { allowPrivateNetworks: true });
    const outcome = await webhook(unsigned).attempt(payload, { workspaceId, key, now });
    expect(outcome).toMatchObject({ kind: 'retry', code: 'webhookSecretUnreadable' });
  });
});

describe('a receiver that cannot be trusted', () => {
  it('is tried again when its certificate is self-signed', async () => {
    // The mail server brings a certificate of its own making.
    const self = await mailSink({}, { secure: true });
    expect(await call(`https://127.0.0.1:${self.port}/`)).toMatchObject({
      kind: 'retry',
      code: 'brokenTls',
      // The library's own certificate is self-signed, and the older it gets the likelier expired as well.
      problem: expect.stringMatching(/ cannot be trusted: its certificate (is self-signed|has expired)\./),
    });
    await self.close();
  });

  it('is tried again when it does not encrypt', async () => {
    const { url } = await answering(status(200));
    expect(await call(url.replace('http:', 'https:'))).toMatchObject({ kind: 'retry', code: 'brokenTls' });
  });
});

describe('private networks', () => {
  it.each([
    'http://127.0.0.1',
    'http://localhost',
    'http://LOCALHOST',
    'http://2130706433',
    'http://0x7f.1',
    'http://0.0.0.0',
    'http://10.0.0.1',
    'http://169.254.169.254',
    'http://[::1]',
    'http://[::ffff:127.0.0.1]',
    'https://192.168.1.1',
    'HTTPS://127.0.0.1',
  ])('are not called: %s', async (address) => {
    const { url, received } = await answering(status(200));
    const { port } = new URL(url);
    expect(await call(`${address}:${port}/`, { allowPrivateNetworks: false })).toMatchObject({
      kind: 'refused',
      code: 'privateNetwork',
      problem: expect.stringContaining('DUNWELL_ALLOW_PRIVATE_NETWORKS=true'),
    });
    expect(received).toEqual([]);
  });
});
