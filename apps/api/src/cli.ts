import { Output } from './cli/output.js';
import { runCli } from './cli/run-cli.js';

/** The command line: a client of the API like any other. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `dunwell … | head` has seen enough.
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.exitCode = await runCli(process.argv.slice(2), new Output(process.stdout, process.stderr));
