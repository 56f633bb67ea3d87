import type { DataSource } from 'typeorm';

/** The columns by which rebuilds find rows; statistics of all columns would take many times as long. */
const FOUND_BY = {
  account_zones: 'account_id',
  invoices: 'account_id, invoice_id',
  invoice_states: 'invoice_id',
  payments: 'account_id, payment_id',
  payment_states: 'account_id, payment_id',
  payment_allocations: 'payment_id',
  credits: 'account_id, credit_id',
  credit_allocations: 'credit_id',
  account_timeline: 'account_id',
  invoice_timeline: 'account_id',
  streaks: 'account_id',
};

/**
 * Tells the planner how large the tables have become. After a large import it would go by what it knew before, and read
 * all rows of the workspace to find those of a few accounts; autovacuum tells it a minute later, which is too late.
 */
export async function refreshStatistics(dataSource: DataSource): Promise<void> {
  const tables = Object.entries(FOUND_BY).map(([table, columns]) => `${table} (workspace_id, ${columns})`);
  await dataSource.query(`analyze ${tables.join(', ')}`);
}
