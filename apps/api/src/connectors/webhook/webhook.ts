import type { Clock } from '../../platform/clock/clock.js';
import type { AttemptOutcome, OutsideConnector } from '../connector.js';
import { postJson, type PostAnswer, type PostOptions } from './post-json.js';
import { webhookCall, webhookId, type WebhookCall } from './webhook-call.js';
import { answerOutcome, failureOutcome } from './webhook-outcome.js';
import { SecretUnreadable } from './secret-unreadable.js';
import { signedHeaders } from './rotating-secret.js';
import type { WebhookSecrets } from './webhook-secrets.js';

export type WebhookOptions = Pick<PostOptions, 'allowPrivateNetworks'> & Partial<PostOptions>;

const LIMITS = { timeout: 10_000, mostBytes: 64 * 1024 };

/** Makes one signed call and says what became of it; `read` says what an answer means. */
export type SignedCall = (
  call: WebhookCall,
  delivery: { workspaceId: string; key: string },
  read?: (answer: PostAnswer, machineNow: Date) => AttemptOutcome,
) => Promise<AttemptOutcome>;

/** How calls are signed and made: under an id that is the same for each attempt of a delivery (S15). */
export function signedCall(
  secrets: Pick<WebhookSecrets, 'sign'>,
  clock: Pick<Clock, 'machineNow'>,
  options: WebhookOptions,
): SignedCall {
  return async ({ url, body }, { workspaceId, key }, read = answerOutcome) => {
    const message = { id: webhookId(key), timestamp: clock.machineNow(), body };
    let signature: string;
    try {
      signature = await secrets.sign(workspaceId, message);
    } catch (error) {
      if (!(error instanceof SecretUnreadable)) throw error;
      return { kind: 'retry', code: error.code, problem: error.message };
    }
    const headers = signedHeaders(message, signature);
    try {
      const answer = await postJson(url, { headers, body }, { ...LIMITS, ...options });
      return read(answer, clock.machineNow());
    } catch (error) {
      return failureOutcome(error as Error, new URL(url).host);
    }
  };
}

/**
 * Calls a web address with a signed body (Standard Webhooks): at least once, under an id that stays the same (S15), so
 * that a lost attempt is simply made again.
 */
export function webhook(call: SignedCall): OutsideConnector<'webhook'> {
  return {
    where: 'outside',
    uncertainWhenLost: false,
    prepare: (action, context) => ({ kind: 'ready', payload: { ...webhookCall(action, context) } }),
    attempt: (payload, delivery) => call(payload as unknown as WebhookCall, delivery),
    endpointOf: (payload) => endpointOfAddress((payload as unknown as WebhookCall).url),
  };
}

/** An address without what may be another in each call. */
export function endpointOfAddress(address: string): string {
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname}`;
}
