import type { MigrationInterface } from 'typeorm';
import { Identity1700000000001 } from './0001-identity.js';
import { Billing1700000000002 } from './0002-billing.js';
import { Automations1700000000003 } from './0003-automations.js';
import { Runtime1700000000004 } from './0004-runtime.js';
import { Imports1700000000005 } from './0005-imports.js';
import { People1700000000007 } from './0007-people.js';
import { Demo1700000000008 } from './0008-demo.js';
import { Figures1700000000009 } from './0009-figures.js';
import { Work1700000000010 } from './0010-work.js';
import { WorkspaceSettings1700000000011 } from './0011-workspace-settings.js';
import { ImportUndo1700000000020 } from './0020-import-undo.js';
import { OutgoingEvents1700000000021 } from './0021-outgoing-events.js';
import { Waits1700000000030 } from './0030-waits.js';
import { Events1700000000031 } from './0031-events.js';
import { RuleTests1700000000032 } from './0032-rule-tests.js';
import { MoneyActions1700000000033 } from './0033-money-actions.js';
import { ContactCap1700000000034 } from './0034-contact-cap.js';

/** Every migration, in the order in which they run. */
export const allMigrations: readonly (new () => MigrationInterface)[] = [
  Identity1700000000001,
  Billing1700000000002,
  Automations1700000000003,
  Runtime1700000000004,
  Imports1700000000005,
  People1700000000007,
  Demo1700000000008,
  Figures1700000000009,
  Work1700000000010,
  WorkspaceSettings1700000000011,
  ImportUndo1700000000020,
  OutgoingEvents1700000000021,
  Waits1700000000030,
  Events1700000000031,
  RuleTests1700000000032,
  MoneyActions1700000000033,
  ContactCap1700000000034,
];
