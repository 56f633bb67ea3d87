import { Command } from 'commander';
import { addAutomationCommands } from './commands/automation-commands.js';
import { addBacktest } from './commands/backtest.js';
import { addCopyTest } from './commands/copy-test.js';
import { addEvaluate } from './commands/evaluate.js';
import { addImport } from './commands/import.js';
import { addSimulate } from './commands/simulate.js';
import { addTest } from './commands/test.js';
import { addTestRun } from './commands/test-run.js';
import { addValidate } from './commands/validate.js';
import { addWhyNot } from './commands/why-not.js';
import { addBackupCommands } from './commands/backup-commands.js';
import type { LocalRun, Run } from './command-context.js';

/** Takes over what a command line asks for, once its arguments are read. */
export type Accept = (run: Run) => void;

/** The same, for what needs no server. */
export type AcceptLocal = (run: LocalRun) => void;

/** Every command; reading a command line hands the one it names to `accept`, or to `acceptLocal`. */
export function createProgram(accept: Accept, acceptLocal: AcceptLocal): Command {
  const program = new Command('dunwell')
    .description('The command line of Dunwell, over its API; backup and restore work on the database itself.')
    .addHelpText(
      'after',
      [
        '',
        'DUNWELL_URL and DUNWELL_API_KEY say which server and with which key; without them, the local one.',
        'backup and restore read the settings of the server: DATABASE_URL, DUNWELL_DATA_DIR, DUNWELL_SECRET.',
        'Data goes to standard output, progress and errors to standard error.',
        'Exit codes: 0 done, 1 refused or lines rejected, 2 not understood, 3 server not reached.',
      ].join('\n'),
    )
    // Thrown instead, so that one place decides about exit codes; subcommands inherit it.
    .exitOverride()
    .showHelpAfterError('(--help shows how)');
  addImport(program, accept);
  addValidate(program, accept);
  addBacktest(program, accept);
  addAutomationCommands(program, accept);
  addEvaluate(program, accept);
  addTestRun(program, accept);
  addTest(program, accept);
  addCopyTest(program, accept);
  addSimulate(program, accept);
  addWhyNot(program, accept);
  addBackupCommands(program, acceptLocal);
  return program;
}
