import type { BulkAccountsRequest, BulkAccountsResult } from '@dunwell/contract';
import type { UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';
import { api } from '../../api/client.js';
import { newRequestId } from '../../api/request-id.js';
import { useChange } from '../../api/use-change.js';

/** What is done to many accounts at once. */
export type BulkChange = Omit<BulkAccountsRequest, 'requestId'>;

/** Does it once: sent again because no answer came, the same change has the same id and is not done twice. */
export function useBulk(options: {
  onDone: () => void;
  onRefused: (error: Error) => void;
}): UseMutationResult<BulkAccountsResult, Error, BulkChange> {
  const sent = useRef({ change: '', requestId: '' });
  return useChange({
    change: (request: BulkChange) => {
      const change = JSON.stringify(request);
      if (sent.current.change !== change) sent.current = { change, requestId: newRequestId() };
      return api.accounts.bulk({ ...request, requestId: sent.current.requestId });
    },
    touches: ['accounts', 'account', 'holds', 'overview', 'tasks'],
    says: ({ accounts, changed }: BulkAccountsResult) => doneWords(accounts, changed),
    ...options,
  });
}

function doneWords(accounts: number, changed: number): string {
  const words = `${changed.toLocaleString()} ${changed === 1 ? 'account' : 'accounts'} changed.`;
  const others = accounts - changed;
  return others === 0 ? words : `${words} ${others.toLocaleString()} needed no change.`;
}
