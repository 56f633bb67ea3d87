import type { ProviderCall } from '@dunwell/contract';
import type { AttemptOutcome, ProviderFailure } from '../connector.js';
import { outsideWords } from '../outside-words.js';
import type { PostAnswer } from '../webhook/post-json.js';
import { originOfCall, type WebhookCall } from '../webhook/webhook-call.js';
import { answerOutcome } from '../webhook/webhook-outcome.js';
import { endpointOfAddress, type SignedCall } from '../webhook/webhook.js';
import type { Provider } from './provider.js';

/**
 * The workspace's own system, by calls signed like webhooks: 2xx is done, 202 means that the outcome is told later at
 * `POST /api/v1/deliveries/{key}/outcome`, 4xx that it failed.
 */
export function ownSystem(call: SignedCall): Provider {
  return {
    prepare: ({ command, setting, context }) => {
      const body: ProviderCall = {
        type: 'provider.command',
        timestamp: context.now.toISOString(),
        data: { ...originOfCall(context), command },
      };
      return { provider: 'webhook', command, url: setting.url, body: JSON.stringify(body) };
    },
    attempt: (payload, delivery) => call(payload as unknown as WebhookCall, delivery, outcomeOfAnswer),
    endpointOf: (payload) => endpointOfAddress((payload as unknown as WebhookCall).url),
  };
}

function outcomeOfAnswer(answer: PostAnswer, machineNow: Date): AttemptOutcome {
  const outcome = answerOutcome(answer, machineNow);
  if (outcome.kind === 'done' && answer.status === 202) return { kind: 'accepted', result: outcome.result };
  if (outcome.kind !== 'refused') return outcome;
  const failure = failureIn(answer.body);
  return failure === null ? outcome : { ...outcome, failure };
}

/** A refusal may say why in the words of an outcome: `{ "code": "insufficient_funds", "kind": "soft" }`. */
function failureIn(body: string): ProviderFailure | null {
  let said: unknown;
  try {
    said = JSON.parse(body);
  } catch {
    return null;
  }
  if (typeof said !== 'object' || said === null) return null;
  const { code, kind } = said as Readonly<Record<string, unknown>>;
  if (typeof code !== 'string' || code === '') return null;
  return { code: outsideWords(code, MOST_CODE), kind: kind === 'hard' || kind === 'soft' ? kind : null };
}

/** Longer than any code of a processor. */
const MOST_CODE = 100;
