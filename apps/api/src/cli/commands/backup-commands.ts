import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { AcceptLocal } from '../program.js';

/** The commands that need no server: they work on the database itself, by the server's own settings. */
export function addBackupCommands(program: Command, accept: AcceptLocal): void {
  program
    .command('backup')
    .description('write everything into one file, while the server goes on working')
    .argument('<file>', 'is made; by convention it ends in .sql.gz')
    .action((file: string) => {
      // What talks to databases is large: the other commands need not wait for it.
      accept(async (output) => (await import('../backup-jobs.js')).backup(output, resolve(file)));
    });
  program
    .command('restore')
    .description('bring a backup back into a database that holds nothing')
    .argument('<file>', 'made by backup, of this version or an earlier one')
    .action((file: string) => {
      accept(async (output) => (await import('../backup-jobs.js')).restore(output, resolve(file)));
    });
}
