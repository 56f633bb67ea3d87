import { describe, expect, it } from '@jest/globals';
import { paymentPageOf, paymentPageProblem } from './payment-page.js';

describe('a payment page', () => {
  it('is filled in with the account, whatever its key holds', () => {
    expect(paymentPageOf('https://pay.example.com/{account}?a={account}', 'a/b?c&ü')).toBe(
      'https://pay.example.com/a%2Fb%3Fc%26%C3%BC?a=a%2Fb%3Fc%26%C3%BC',
    );
  });

  it.each([
    ['https://pay.example.com/{account}', null],
    ['http://localhost:8080/pay', null],
    ['https://pay.example.com/{token}', 'It may hold {account} and no other braces.'],
    ['https://pay.example.com/{account', 'It may hold {account} and no other braces.'],
    ['pay.example.com', 'It is not a web address.'],
    ['javascript:alert(1)//{account}', 'It must begin with https:// or http://.'],
    ['https://{account}.example.com', '{account} must stand behind the name of the server.'],
    ['https://{account}@example.com/', null],
  ])('%s: %s', (template, problem) => {
    expect(paymentPageProblem(template)).toBe(problem);
  });
});
