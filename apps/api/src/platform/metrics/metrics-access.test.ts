import { describe, expect, it } from '@jest/globals';
import { mayReadMetrics } from './metrics-access.js';

const TOKEN = 'a token that scrapers know';

describe('mayReadMetrics', () => {
  it.each<[string, string | undefined, Record<string, string>, string | undefined, boolean]>([
    ['from this machine', '127.0.0.1', {}, undefined, true],
    ['anywhere on the loopback', '127.8.0.1', {}, undefined, true],
    ['over IPv6', '::1', {}, undefined, true],
    ['over a socket for both', '::ffff:127.0.0.1', {}, undefined, true],
    ['from elsewhere', '10.0.0.7', {}, undefined, false],
    ['from elsewhere over a socket for both', '::ffff:10.0.0.7', {}, undefined, false],
    ['from nowhere', undefined, {}, undefined, false],
    ['through a proxy on this machine', '127.0.0.1', { 'x-forwarded-for': '10.0.0.7' }, undefined, false],
    ['through one that says so otherwise', '::1', { forwarded: 'for=10.0.0.7' }, undefined, false],
    ['with the token, from elsewhere', '10.0.0.7', { authorization: `Bearer ${TOKEN}` }, TOKEN, true],
    ['with another token', '127.0.0.1', { authorization: 'Bearer another' }, TOKEN, false],
    ['with none where one is set', '127.0.0.1', {}, TOKEN, false],
  ])('%s', (_, remoteAddress, headers, token, may) => {
    expect(mayReadMetrics({ headers, socket: { remoteAddress } }, token)).toBe(may);
  });
});
