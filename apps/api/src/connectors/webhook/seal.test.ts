import { describe, expect, it } from '@jest/globals';
import { seal, unseal } from './seal.js';

const SECRET = 'a secret that only tests know of';
const plain = Buffer.from('the key');

describe('a sealed secret', () => {
  it('is opened by the same secret for what it belongs to', () => {
    expect(unseal(seal(plain, SECRET, 'a'), SECRET, 'a')).toEqual(plain);
  });

  it('shows nothing and never looks the same', () => {
    const sealed = seal(plain, SECRET, 'a');
    expect(sealed.includes(plain)).toBe(false);
    expect(seal(plain, SECRET, 'a')).not.toEqual(sealed);
  });

  it.each([
    ['by another secret', (sealed: Buffer) => unseal(sealed, 'another secret than the one before', 'a')],
    ['for another workspace', (sealed: Buffer) => unseal(sealed, SECRET, 'b')],
    ['when a bit has changed', (sealed: Buffer) => unseal(flipped(sealed), SECRET, 'a')],
    ['when it is cut', (sealed: Buffer) => unseal(sealed.subarray(0, 20), SECRET, 'a')],
    [
      'when it was sealed another way',
      (sealed: Buffer) => unseal(Buffer.from([2, ...sealed.subarray(1)]), SECRET, 'a'),
    ],
  ])('is not opened %s', (_, open) => {
    expect(open(seal(plain, SECRET, 'a'))).toBeUndefined();
  });
});

function flipped(sealed: Buffer): Buffer {
  const copy = Buffer.from(sealed);
  copy.writeUInt8(copy.readUInt8(copy.length - 1) ^ 1, copy.length - 1);
  return copy;
}
