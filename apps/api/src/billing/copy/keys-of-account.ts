import type { EntityManager } from 'typeorm';
import { PAID_ON_PREFIX } from '../facts/paid-on-payments.js';
import { onlyRow } from '../../platform/must.js';

export interface CopiedAccount {
  workspaceId: string;
  accountId: string;
  key: string;
  currency: string;
}

/** The caller's own keys of everything that belongs to an account. */
export interface KeysOfAccount {
  invoices: string[];
  payments: string[];
  credits: string[];
  subscriptions: string[];
  paymentMethods: string[];
}

/** Without what Dunwell made itself: fees, and the payments that `paidOn` stands for. */
export async function keysOfAccount(
  manager: EntityManager,
  { workspaceId, accountId }: CopiedAccount,
): Promise<KeysOfAccount> {
  const rows = await manager.query<KeysOfAccount[]>(
    `select
       array(select number from invoices
             where workspace_id = $1 and account_id = $2 and not fee order by issued_on, number) as invoices,
       array(select reference from payments
             where workspace_id = $1 and account_id = $2 and not starts_with(reference, $3)
             order by created_at, reference) as payments,
       array(select reference from credits
             where workspace_id = $1 and account_id = $2 order by at, reference) as credits,
       array(select key from subscriptions
             where workspace_id = $1 and account_id = $2 order by created_at, key) as subscriptions,
       array(select key from payment_methods
             where workspace_id = $1 and account_id = $2 order by created_at, key) as "paymentMethods"`,
    [workspaceId, accountId, PAID_ON_PREFIX],
  );
  return onlyRow(rows);
}
