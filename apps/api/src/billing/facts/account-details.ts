import type { AccountInput } from '@dunwell/contract';
import type { Held } from './held.js';
import { periodOf } from './stated-period.js';

/** What is known about an account beside money; null is not set. */
export interface AccountDetails {
  name: string | null;
  email: string | null;
  country: string | null;
  language: string | null;
  paymentUrl: string | null;
  collectionStatus: NonNullable<AccountInput['collectionStatus']>;
  serviceStatus: NonNullable<AccountInput['serviceStatus']>;
}

export const NO_DETAILS: AccountDetails = {
  name: null,
  email: null,
  country: null,
  language: null,
  paymentUrl: null,
  collectionStatus: 'none',
  serviceStatus: 'normal',
};

/** The rows an account's details are stored as. */
export function detailRows(accountId: string, details: readonly Held<AccountDetails>[]) {
  return details.map((held) => ({ accountId, ...periodOf(held), ...held.value }));
}
