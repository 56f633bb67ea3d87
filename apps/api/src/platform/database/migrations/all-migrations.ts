import type { MigrationInterface } from 'typeorm';
import { Identity1700000000001 } from './0001-identity.js';
import { Billing1700000000002 } from './0002-billing.js';
import { Automations1700000000003 } from './0003-automations.js';
import { Runtime1700000000004 } from './0004-runtime.js';
import { Imports1700000000005 } from './0005-imports.js';
import { Demo1700000000008 } from './0008-demo.js';

/** Every migration, in the order in which they run. */
export const allMigrations: readonly (new () => MigrationInterface)[] = [
  Identity1700000000001,
  Billing1700000000002,
  Automations1700000000003,
  Runtime1700000000004,
  Imports1700000000005,
  Demo1700000000008,
];
