import type { MigrationInterface } from 'typeorm';
import { Identity1700000000001 } from './0001-identity.js';
import { Billing1700000000002 } from './0002-billing.js';

/** Every migration, in the order in which they run. */
export const allMigrations: readonly (new () => MigrationInterface)[] = [
  Identity1700000000001,
  Billing1700000000002,
];
