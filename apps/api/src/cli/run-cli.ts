import { DunwellClient } from '@dunwell/contract';
import { CommanderError } from 'commander';
import { loadClientConfig } from '../config/load-client-config.js';
import { EXIT_CODE, type ExitCode } from './exit-code.js';
import type { Output } from './output.js';
import { createProgram } from './program.js';
import { reportFailure } from './report-failure.js';

/** Does what a command line says. */
export async function runCli(args: readonly string[], output: Output): Promise<ExitCode> {
  let run: (() => Promise<ExitCode>) | undefined;
  try {
    createProgram(
      (accepted) => {
        run = async () => accepted({ client: new DunwellClient(await loadClientConfig()), output });
      },
      (accepted) => {
        run = () => accepted(output);
      },
    ).parse(args, { from: 'user' });
  } catch (error) {
    // Commander has told what is wrong, or shown the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODE.ok : EXIT_CODE.usage;
    throw error;
  }
  if (!run) return EXIT_CODE.usage;
  try {
    return await run();
  } catch (error) {
    return reportFailure(error, output);
  }
}
