import { describe, expect, it } from '@jest/globals';
import { NotFoundException, PayloadTooLargeException } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';
import { notFound } from './app-error.js';
import { toAppError } from './to-app-error.js';

const withCode = (code: string) => Object.assign(new Error('the server says so'), { code });

describe('what is thrown', () => {
  it.each<[unknown, string | undefined]>([
    [notFound('account', 'A-1'), 'notFound'],
    [new NotFoundException(), 'unknownRoute'],
    [new PayloadTooLargeException(), 'bodyTooLarge'],
    [withCode('ECONNREFUSED'), 'databaseUnavailable'],
    [new QueryFailedError('select 1', [], withCode('57P01')), 'databaseUnavailable'],
    [new Error('Connection terminated unexpectedly'), 'databaseUnavailable'],
    [new QueryFailedError('select 1', [], withCode('23505')), undefined],
    [new TypeError('x is undefined'), undefined],
    ['a string', undefined],
  ])('%s is %s', (thrown, code) => {
    expect(toAppError(thrown)?.code).toBe(code);
  });
});
