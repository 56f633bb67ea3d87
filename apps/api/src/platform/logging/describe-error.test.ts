import { describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { describeError } from './describe-error.js';

describe('what a log says about an error', () => {
  it('holds no values of rows', () => {
    const driverError = Object.assign(new Error('Key (email)=(ada@example.com) already exists'), {
      severity: 'ERROR',
      code: '23505',
      detail: 'Key (email)=(ada@example.com) already exists.',
      table: 'accounts',
      constraint: 'accounts_email_key',
    });
    const failed = new QueryFailedError('insert into accounts …', ['ada@example.com'], driverError);
    for (const error of [driverError, failed, new Error('import failed', { cause: failed })]) {
      const described = JSON.stringify(describeError(error));
      expect(described).not.toContain('ada@example.com');
      expect(described).toContain('23505');
    }
  });

  it('holds the message and places of our own', () => {
    expect(describeError(new TypeError('x is undefined'))).toMatchObject({
      name: 'TypeError',
      message: 'x is undefined',
      stack: expect.arrayContaining([expect.stringMatching(/^at /)]),
    });
  });

  it.each([undefined, null])('says nothing about %s', (nothing) => {
    expect(describeError(nothing)).toBeUndefined();
  });
});
