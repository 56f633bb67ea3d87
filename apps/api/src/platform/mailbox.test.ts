import { describe, expect, it } from '@jest/globals';
import { isMailAddress, parseMailbox } from './mailbox.js';

describe('isMailAddress', () => {
  it.each([
    ['jo@example.com', true],
    ["o'neil+dunning@mail.example.co.uk", true],
    ['jö@bücher.example', true],
    ['', false],
    ['jo', false],
    ['jo@example', false],
    ['jo@example.com, al@example.com', false],
    ['jo@example.com\r\nBcc: al@example.com', false],
    ['Jo <jo@example.com>', false],
    ['jo@@example.com', false],
    ['jo@-example.com', false],
    ['jo@example..com', false],
    ['(jo)@example.com', false],
    [`${'a'.repeat(65)}@example.com`, false],
    [
      `jo@${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(20)}.com`,
      false,
    ],
  ])('%j: %s', (text, is) => {
    expect(isMailAddress(text)).toBe(is);
  });
});

describe('parseMailbox', () => {
  it.each([
    ['dunwell@localhost', { name: '', address: 'dunwell@localhost' }],
    ['Dunwell <dunwell@localhost>', { name: 'Dunwell', address: 'dunwell@localhost' }],
    ['"Acme, Inc." <billing@acme.example>', { name: 'Acme, Inc.', address: 'billing@acme.example' }],
    ['<billing@acme.example>', { name: '', address: 'billing@acme.example' }],
    ['Acme', undefined],
    ['Acme <billing>', undefined],
    ['A <a@b.example> <c@d.example>', undefined],
    ['A\nBcc: x <a@b.example>', undefined],
    ['a@b.example, c@d.example', undefined],
  ])('reads %j', (text, mailbox) => {
    expect(parseMailbox(text)).toEqual(mailbox);
  });
});
