import type { DataSource } from 'typeorm';

const READ_BY_REBUILDS = [
  'account_zones',
  'invoices',
  'invoice_states',
  'payments',
  'payment_states',
  'payment_allocations',
  'credits',
  'credit_allocations',
  'account_timeline',
  'invoice_timeline',
  'streaks',
  'dirty_accounts',
];

/**
 * Tells the planner how large the tables have become. After a large import it would go by what it knew before, and read
 * all rows of the workspace to find those of a few accounts; autovacuum tells it a minute later, which is too late.
 */
export async function refreshStatistics(dataSource: DataSource): Promise<void> {
  await dataSource.query(`analyze ${READ_BY_REBUILDS.join(', ')}`);
}
