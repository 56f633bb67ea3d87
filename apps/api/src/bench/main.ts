import 'reflect-metadata';
import { loadConfig } from '../config/load-config.js';
import { openBenchDatabase } from './bench-database.js';
import { report } from './report.js';
import { runBench } from './run-bench.js';

const SIZE = { accounts: 100_000, dates: 11 };

/** `npm run bench`: what an evaluation costs, beside the least and the most it could cost. */
async function main(): Promise<number> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const { dataSource, drop } = await openBenchDatabase(loadConfig().databaseUrl);
  const interrupted = (): void => void drop().finally(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    const { text, passed } = report(await runBench(dataSource, SIZE, say));
    say(text);
    return passed ? 0 : 1;
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await drop();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
