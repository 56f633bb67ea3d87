import { describe, expect, it } from '@jest/globals';
import { HASH_OF_NOBODY, hashPassword, passwordFits } from './passwords.js';

const costOf = (hash: string) => hash.split('$').slice(1, 4);

describe('a password', () => {
  it('fits its own hash only, and never the same hash twice', async () => {
    const [one, another] = [await hashPassword('correct horse'), await hashPassword('correct horse')];
    expect(one).not.toBe(another);
    expect(await passwordFits('correct horse', one)).toBe(true);
    expect(await passwordFits('correct horse ', one)).toBe(false);
  });

  it('fits however its letters were composed', async () => {
    const stored = await hashPassword('K\u00f6nigsweg');
    expect(await passwordFits('Ko\u0308nigsweg', stored)).toBe(true);
  });

  it('is checked at the same cost where there is nobody, and fits nobody', async () => {
    expect(costOf(HASH_OF_NOBODY)).toEqual(costOf(await hashPassword('anything')));
    expect(costOf(HASH_OF_NOBODY)[0]).toBe('argon2id');
    expect(await passwordFits('anything', undefined)).toBe(false);
  });
});
