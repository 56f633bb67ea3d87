import { describe, expect, it } from '@jest/globals';
import { readCustomerToken, signCustomerToken } from './customer-token.js';

const SECRET = 'a secret that only tests know of';
const claim = {
  workspaceId: '01a20174-bdae-7454-8c56-aed41a5ca5ba',
  accountId: '01a20174-c232-71a1-b051-bfbec1ebaa5d',
  expiresAt: Date.parse('2026-06-01T09:00:00Z'),
};
const token = signCustomerToken(claim, SECRET);

describe('a customer’s token', () => {
  it('says whom it shows and up to when', () => {
    expect(readCustomerToken(token, SECRET)).toEqual(claim);
    expect(token).toMatch(/^[\w-]{71}$/);
  });

  it('is the same for the same claim, so that trials and messages agree (S20)', () => {
    expect(signCustomerToken({ ...claim }, SECRET)).toBe(token);
  });

  it('reaches beyond 2038', () => {
    const late = { ...claim, expiresAt: Date.parse('2099-01-01T00:00:00Z') };
    expect(readCustomerToken(signCustomerToken(late, SECRET), SECRET)).toEqual(late);
  });

  it('is refused with any of its bits changed', () => {
    const bytes = Buffer.from(token, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit % 8)), bit >> 3);
      expect(readCustomerToken(changed.toString('base64url'), SECRET)).toBeUndefined();
    }
  });

  it.each([
    ['another secret', token, 'another secret than the one before'],
    ['nothing', '', SECRET],
    ['a shorter one', token.slice(0, -1), SECRET],
    ['a longer one', `${token}A`, SECRET],
    ['another spelling of the same bytes', respelled(), SECRET],
    ['other letters', `!${token.slice(1)}`, SECRET],
  ])('is refused: %s', (_, text, secret) => {
    expect(readCustomerToken(text, secret)).toBeUndefined();
  });
});

/** The last letter holds bits that nobody reads. */
function respelled(): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = letters.indexOf(token.slice(-1));
  return `${token.slice(0, -1)}${letters[last ^ 1]!}`;
}
