import type { AnsweredOutcome } from '../connectors/connector.js';
import { postJson } from '../connectors/webhook/post-json.js';
import { signatureOf, signedHeaders } from '../connectors/webhook/rotating-secret.js';
import { answerOutcome, failureOutcome } from '../connectors/webhook/webhook-outcome.js';
import type { Clock } from '../platform/clock/clock.js';
import type { ClaimedCall } from './claim-calls.js';
import { SECRET_UNREADABLE, unsealSecret } from './endpoint-secret.js';

/** How one attempt went. */
export interface AttemptMade {
  outcome: AnsweredOutcome;
  /** The HTTP status; null: there was no answer. */
  status: number | null;
  durationMs: number;
}

export interface CallOptions {
  secret: string;
  allowPrivateNetworks: boolean;
  clock: Pick<Clock, 'machineNow'>;
}

const LIMITS = { timeout: 10_000, mostBytes: 16 * 1024 };

/** `webhook-id`: the same for every attempt, so that the receiver can tell what it has had before. */
export const messageId = (callId: string): string => `msg_${callId}`;

/** Makes a call, signed (Standard Webhooks); never throws for what happens outside. */
export async function makeCall(
  workspaceId: string,
  { callId, endpointId, url, body, ...stored }: ClaimedCall,
  { secret, allowPrivateNetworks, clock }: CallOptions,
): Promise<AttemptMade> {
  const started = clock.machineNow();
  const made = (outcome: AnsweredOutcome, status: number | null): AttemptMade => ({
    outcome,
    status,
    durationMs: clock.machineNow().getTime() - started.getTime(),
  });
  const keys = unsealSecret(stored.secret, secret, { workspaceId, endpointId });
  if (keys === undefined) {
    return made({ kind: 'retry', code: 'webhookSecretUnreadable', problem: SECRET_UNREADABLE }, null);
  }
  const message = { id: messageId(callId), timestamp: started, body };
  const signature = signatureOf({ keys, createdAt: stored.secretMadeAt }, message);
  try {
    const headers = signedHeaders(message, signature);
    const answer = await postJson(url, { headers, body }, { ...LIMITS, allowPrivateNetworks });
    return made(answerOutcome(answer, clock.machineNow()), answer.status);
  } catch (error) {
    return made(failureOutcome(error as Error, new URL(url).host), null);
  }
}
