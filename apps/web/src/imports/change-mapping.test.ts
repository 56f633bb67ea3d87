import { describe, expect, it } from '@jest/globals';
import type { ImportMapping } from '@dunwell/contract';
import { withColumn, withConstant } from './change-mapping.js';

const MAPPING: ImportMapping = {
  entity: 'invoices',
  columns: { account: 'customerID', number: 'invoice' },
  constants: { currency: 'USD' },
};

describe('a mapping', () => {
  it('takes another column of the file', () => {
    expect(withColumn(MAPPING, 'number', 'no').columns).toEqual({ account: 'customerID', number: 'no' });
  });

  it('does without one', () => {
    expect(withColumn(MAPPING, 'number', null).columns).toEqual({ account: 'customerID' });
  });

  it('takes and leaves a constant', () => {
    expect(withConstant(MAPPING, 'status', 'open').constants).toEqual({ currency: 'USD', status: 'open' });
    expect(withConstant(MAPPING, 'currency', '').constants).toEqual({});
  });

  it('stays as it was', () => {
    withColumn(MAPPING, 'number', null);
    withConstant(MAPPING, 'currency', '');
    expect(MAPPING.columns).toEqual({ account: 'customerID', number: 'invoice' });
    expect(MAPPING.constants).toEqual({ currency: 'USD' });
  });
});
