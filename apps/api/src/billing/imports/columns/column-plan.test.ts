import { describe, expect, it } from '@jest/globals';
import type { BillingEntity } from '@dunwell/contract';
import type { ImportRefusal } from '../import-refusal.js';
import { checkHeader, planColumns } from './column-plan.js';
import { parseMapping } from './parse-mapping.js';

function check(entity: BillingEntity, mapping: object, header: string[]): string[] {
  const parsed = parseMapping(mapping, entity);
  return checkHeader(planColumns(parsed), parsed, header);
}

/** The messages of what a mapping or a header is refused for. */
function refusal(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    return ((error as ImportRefusal).problems ?? []).map(({ message }) => message);
  }
  throw new Error('Nothing was refused.');
}

describe('parseMapping', () => {
  it.each<[string, unknown, string[]]>([
    ['text', 'mapping', ['The mapping must be a JSON object.']],
    [
      'another entity',
      { entity: 'payments', columns: {} },
      ['The mapping is for payments, the import for invoices.'],
    ],
    [
      'no entity of ours',
      { entity: 'customers' },
      ['entity must be one of accounts, invoices, payments, credits, subscriptions, paymentMethods, tags.'],
    ],
    ['an unknown member', { colums: {} }, ['colums is not a member of a mapping.']],
    [
      'a column of another entity',
      { columns: { reference: 'Ref' } },
      ['reference is not a standard column of invoices.'],
    ],
    ['a name that is no text', { columns: { number: 3 } }, ['columns.number must be text.']],
    [
      'a name from the prototype',
      { columns: { toString: 'x' } },
      ['toString is not a standard column of invoices.'],
    ],
    [
      'an attribute that no message could name',
      { columns: { 'attributes.a b': 'x' } },
      ['attributes.a b is not a standard column of invoices.'],
    ],
    [
      'a date format that is none',
      { dateFormat: 'US' },
      [expect.stringContaining('is not a date format')] as never,
    ],
    [
      'an unknown type',
      { types: { disputed: 'flag' } },
      [expect.stringContaining('types must say')] as never,
    ],
    ['an unknown zone', { timeZone: 'Berlin' }, [expect.stringContaining('timeZone must be')] as never],
    ['a text for true', { createAccounts: 'yes' }, ['createAccounts must be true or false.']],
  ])('refuses %s', (_, mapping, messages) => {
    expect(refusal(() => parseMapping(mapping, 'invoices'))).toEqual(messages);
  });
});

describe('checkHeader', () => {
  it.each<[string, BillingEntity, object, string[], string[]]>([
    ['standard names', 'tags', {}, ['account', 'tag', 'from', 'colour'], ['colour']],
    [
      'renamed columns',
      'tags',
      { columns: { account: 'Customer' } },
      ['Customer', 'tag', 'account'],
      ['account'],
    ],
    ['constants', 'tags', { constants: { tag: 'vip' } }, ['account', 'tag'], ['tag']],
    [
      'attributes',
      'accounts',
      {},
      ['account', 'attributes.seats', 'attributes.bad name'],
      ['attributes.bad name'],
    ],
    ['one column for two', 'accounts', { columns: { account: 'id', name: 'id' } }, ['id'], []],
  ])('accepts %s and returns what nothing names', (_, entity, mapping, header, ignored) => {
    expect(check(entity, mapping, header)).toEqual(ignored);
  });

  it.each<[string, BillingEntity, object, string[], string[]]>([
    ['a missing key', 'invoices', {}, ['account'], ['The file has no column number.']],
    [
      'a mapped column that is not there',
      'tags',
      { columns: { from: 'Since' } },
      ['account', 'tag'],
      ['The mapping finds from in Since, which the file does not have.'],
    ],
    ['a column twice', 'tags', {}, ['account', 'tag', 'tag'], ['The file has two columns tag.']],
    [
      'amounts without a currency',
      'invoices',
      {},
      ['account', 'number', 'total'],
      ['total needs a currency: a column, or a constant of the mapping.'],
    ],
    [
      'two instants for one',
      'credits',
      {},
      ['account', 'reference', 'at', 'effectiveAt'],
      ['at and effectiveAt say the same here: give one of them.'],
    ],
  ])('refuses %s', (_, entity, mapping, header, messages) => {
    expect(refusal(() => check(entity, mapping, header))).toEqual(messages);
  });
});
