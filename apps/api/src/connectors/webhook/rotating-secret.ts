import { randomBytes } from 'node:crypto';
import type { WebhookSecret } from '@dunwell/contract';
import { Webhook } from 'standardwebhooks';

/** The current key and, behind it, the one before, if any. */
export interface RotatingSecret {
  keys: Buffer;
  /** Machine time at which the current one was made. */
  createdAt: Date;
}

/** What is signed. */
export interface SignedMessage {
  id: string;
  timestamp: Date;
  body: string;
}

const KEY_BYTES = 32;
/** How long receivers have to enter the new secret, in milliseconds. */
const OVERLAP = 24 * 3_600_000;

/** Makes the keys of a new secret; the former one goes on to sign for a day, so that no call is lost meanwhile. */
export function newKeys(former?: Buffer): Buffer {
  return Buffer.concat([randomBytes(KEY_BYTES), former?.subarray(0, KEY_BYTES) ?? Buffer.of()]);
}

/** A secret as its receiver enters it, as of an instant of machine time. */
export function shownSecret(secret: RotatingSecret, machineNow: Date): WebhookSecret {
  const { keys, createdAt } = secret;
  const hasFormer = validKeys(secret, machineNow).length > 1;
  return {
    secret: `whsec_${keys.subarray(0, KEY_BYTES).toString('base64')}`,
    createdAt: createdAt.toISOString(),
    previousUntil: hasFormer ? new Date(createdAt.getTime() + OVERLAP).toISOString() : null,
  };
}

/** The signature header of a message; holds two signatures while a former secret still counts. */
export function signatureOf(secret: RotatingSecret, { id, timestamp, body }: SignedMessage): string {
  return validKeys(secret, timestamp)
    .map((key) => new Webhook(key, { format: 'raw' }).sign(id, timestamp, body))
    .join(' ');
}

/** The headers of a signed call (Standard Webhooks). */
export function signedHeaders(
  { id, timestamp }: Omit<SignedMessage, 'body'>,
  signature: string,
): Record<string, string> {
  return {
    'user-agent': 'Dunwell',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(timestamp.getTime() / 1_000)),
    'webhook-signature': signature,
  };
}

/** The keys that sign: the current one, and for a day the one before. */
function validKeys({ keys, createdAt }: RotatingSecret, machineNow: Date): Buffer[] {
  const current = keys.subarray(0, KEY_BYTES);
  const isOver = machineNow.getTime() >= createdAt.getTime() + OVERLAP;
  return keys.length === KEY_BYTES || isOver ? [current] : [current, keys.subarray(KEY_BYTES)];
}
