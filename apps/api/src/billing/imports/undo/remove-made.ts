import type { EntityManager } from 'typeorm';
import type { ImportKey } from '../import-store.js';

/** Removes everything an import made, what hangs on it first. */
export async function removeMade(
  manager: EntityManager,
  { workspaceId, importId }: ImportKey,
): Promise<void> {
  for (const statement of STATEMENTS) await manager.query(statement, [workspaceId, importId]);
}

/** Rows of a table that belong to rows made by the import. */
const ofMade = (table: string, made: string, id: string): string => `
  delete from ${table} gone using ${made} made
  where made.workspace_id = $1 and made.import_id = $2 and gone.workspace_id = $1 and gone.${id} = made.${id}`;

const made = (table: string): string => `delete from ${table} where workspace_id = $1 and import_id = $2`;

const STATEMENTS: readonly string[] = [
  ofMade('payment_allocations', 'payments', 'payment_id'),
  ofMade('payment_states', 'payments', 'payment_id'),
  made('payments'),
  ofMade('credit_allocations', 'credits', 'credit_id'),
  made('credits'),
  ofMade('subscription_states', 'subscriptions', 'subscription_id'),
  made('subscriptions'),
  ofMade('payment_method_states', 'payment_methods', 'payment_method_id'),
  made('payment_methods'),
  `delete from attribute_periods gone using invoices made
   where made.workspace_id = $1 and made.import_id = $2 and gone.workspace_id = $1
     and gone.subject = 'invoice' and gone.subject_id = made.invoice_id`,
  ofMade('invoice_states', 'invoices', 'invoice_id'),
  ofMade('invoice_timeline', 'invoices', 'invoice_id'),
  ofMade('streaks', 'invoices', 'invoice_id'),
  made('invoices'),
  made('account_tags'),
  ...[
    'billing_events',
    'attribute_periods',
    'account_tags',
    'account_timeline',
    'streaks',
    'dirty_accounts',
    'account_changes',
    'account_zones',
    'account_details',
  ].map((table) => ofMade(table, 'accounts', 'account_id')),
  made('accounts'),
];
