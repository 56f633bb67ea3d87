import type { BulkAccountsResult, BulkAction } from '@dunwell/contract';
import { api } from '../../api/client.js';
import { newRequestId } from '../../api/request-id.js';

/** What shows tags. */
export const TAG_TOUCHES = ['account', 'accounts', 'overview'] as const;

/** Adds or removes a tag of one account; that it was so already is as good. */
export const changeTag = (
  account: string,
  action: Extract<BulkAction, { tag: string }>,
): Promise<BulkAccountsResult> =>
  api.accounts.bulk({ requestId: newRequestId(), accounts: [account], expected: 1, action });
