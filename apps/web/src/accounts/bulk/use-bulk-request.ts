import type { BulkAccountsRequest, BulkAccountsResult } from '@dunwell/contract';
import { useRef } from 'react';
import { api } from '../../api/client.js';
import { newRequestId } from '../../api/request-id.js';

/** What is done to many accounts at once. */
export type BulkRequest = Omit<BulkAccountsRequest, 'requestId'>;

/** Sends it; again because no answer came, the same request has the same id and is not done twice. */
export function useBulkRequest(): (request: BulkRequest) => Promise<BulkAccountsResult> {
  const sent = useRef({ request: '', requestId: '' });
  return (asked) => {
    const request = JSON.stringify(asked);
    if (sent.current.request !== request) sent.current = { request, requestId: newRequestId() };
    return api.accounts.bulk({ ...asked, requestId: sent.current.requestId });
  };
}

/** What shows what may be changed so. */
export const BULK_TOUCHES = ['accounts', 'account', 'holds', 'overview', 'tasks'] as const;

/** How it went. */
export function doneWords({ accounts, changed }: BulkAccountsResult): string {
  const words = `${changed.toLocaleString()} ${changed === 1 ? 'account' : 'accounts'} changed.`;
  const others = accounts - changed;
  return others === 0 ? words : `${words} ${others.toLocaleString()} needed no change.`;
}
