import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Whom a link shows, and up to when. */
export interface CustomerClaim {
  workspaceId: string;
  accountId: string;
  /** Milliseconds of business time, whole seconds; the first instant at which the link is over. */
  expiresAt: number;
}

/** Says how a token is built, so that another way can come later. */
const VERSION = 1;
const ID_BYTES = 16;
const SIGNED_BYTES = 1 + 2 * ID_BYTES + 4;
const TAG_BYTES = 16;
const TOKEN = /^[A-Za-z0-9_-]{71}$/;

/** A compact token for a claim: who does not know the secret cannot make or change one. */
export function signCustomerToken(claim: CustomerClaim, secret: string): string {
  const signed = Buffer.alloc(SIGNED_BYTES);
  signed.writeUInt8(VERSION, 0);
  bytesOf(claim.workspaceId).copy(signed, 1);
  bytesOf(claim.accountId).copy(signed, 1 + ID_BYTES);
  signed.writeUInt32BE(claim.expiresAt / 1_000, 1 + 2 * ID_BYTES);
  return Buffer.concat([signed, tagOf(signed, secret)]).toString('base64url');
}

/** What a token claims; undefined where it is none of ours or was changed. Whether it is over is for the caller. */
export function readCustomerToken(token: string, secret: string): CustomerClaim | undefined {
  if (!TOKEN.test(token)) return undefined;
  const bytes = Buffer.from(token, 'base64url');
  const signed = bytes.subarray(0, SIGNED_BYTES);
  // Several texts stand for the same bytes; one of them is ours.
  if (bytes.toString('base64url') !== token || signed[0] !== VERSION) return undefined;
  if (!timingSafeEqual(bytes.subarray(SIGNED_BYTES), tagOf(signed, secret))) return undefined;
  return {
    workspaceId: idOf(signed.subarray(1, 1 + ID_BYTES)),
    accountId: idOf(signed.subarray(1 + ID_BYTES, 1 + 2 * ID_BYTES)),
    expiresAt: signed.readUInt32BE(1 + 2 * ID_BYTES) * 1_000,
  };
}

/** A key of its own for this purpose: DUNWELL_SECRET serves others too. */
const keyOf = (secret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'dunwell', 'customer links', 32));

const tagOf = (signed: Buffer, secret: string): Buffer =>
  createHmac('sha256', keyOf(secret)).update(signed).digest().subarray(0, TAG_BYTES);

const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

const idOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
