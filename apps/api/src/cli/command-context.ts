import type { DunwellClient } from '@dunwell/contract';
import type { ExitCode } from './exit-code.js';
import type { Output } from './output.js';

/** What every command works with. */
export interface CommandContext {
  client: DunwellClient;
  output: Output;
}

/** A command once its arguments are read. */
export type Run = (context: CommandContext) => Promise<ExitCode>;

/** One that talks to no server. */
export type LocalRun = (output: Output) => Promise<ExitCode>;
