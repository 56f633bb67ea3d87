import { describe, expect, it } from '@jest/globals';
import { compactCode, isIban, spacedIban } from './iban.js';

describe('isIban', () => {
  it.each([
    ['DE89 3704 0044 0532 0130 00', true],
    ['gb29nwbk60161331926819', true],
    ['NO9386011117947', true],
    ['MT84MALT011000012345MTLCAST001S', true],
    ['DE00 1111 2222 3333 4444 00', false],
    ['DE89 3704 0044 0532 0130 01', false],
    ['DE98 3704 0044 0532 0130 00', false],
    ['89DE370400440532013000', false],
    ['', false],
  ])('%s: %s', (text, valid) => {
    expect(isIban(compactCode(text))).toBe(valid);
  });

  it('is shown in groups of four', () => {
    expect(spacedIban('DE89370400440532013000')).toBe('DE89 3704 0044 0532 0130 00');
    expect(spacedIban('NO93860111')).toBe('NO93 8601 11');
  });
});
