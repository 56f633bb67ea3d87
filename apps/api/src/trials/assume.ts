import { randomUUID } from 'node:crypto';
import type { WhatIf } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { assumeFacts } from '../billing/billing-what-if.js';
import type { RequestProblem } from '../platform/http/app-error.js';
import { refuseTrial } from './trial-refused.js';

export interface Assuming {
  workspaceId: string;
  /** Business now, as of which assumed facts are sent. */
  now: Date;
  /** The date from whose beginning on they hold where they say nothing else. */
  since: string;
  /** Those tried, by key. */
  accounts: ReadonlyMap<string, string>;
}

/** Assumes facts in a transaction that its caller rolls back (S19); refuses (422) those that cannot be. */
export async function assume(
  manager: EntityManager,
  { workspaceId, now, since, accounts }: Assuming,
  { payments = [], subscriptionStatus }: WhatIf,
): Promise<void> {
  const problems = payments.flatMap(({ account }, index): RequestProblem[] => {
    if (accounts.has(account)) return [];
    const message = `A payment is assumed of ${account}, which is not among the accounts that are tried.`;
    return [{ path: `whatIf.payments[${index}].account`, code: 'otherAccount', message }];
  });
  refuseTrial(problems);
  const refused = await assumeFacts(
    manager,
    { workspaceId, now },
    {
      payments: payments.map(({ account, amount, invoice, at = since }) => ({
        account,
        amount,
        at,
        reference: `what-if-${randomUUID()}`,
        status: 'succeeded',
        allocations: invoice === undefined ? [] : [{ invoice, amount }],
      })),
      subscriptions:
        subscriptionStatus === undefined
          ? null
          : { accountIds: [...accounts.values()], status: subscriptionStatus, since },
    },
  );
  refuseTrial(
    refused.flatMap(({ payment, problems: found }) =>
      found.map(({ field, code, message }) => ({
        path: `whatIf.payments[${payment}].${field}`,
        code,
        message,
      })),
    ),
  );
}
