import type { AutomationDocument } from '@dunwell/language';
import type { Command } from 'commander';
import type { CommandContext } from '../command-context.js';
import { testRunLines } from '../describe-test-run.js';
import { EXIT_CODE, type ExitCode } from '../exit-code.js';
import { collect, parseDate } from '../parse-options.js';
import type { Accept } from '../program.js';
import { readJsonFile } from '../read-json-file.js';

interface Options {
  account: string[];
  asOf: string;
  json?: true;
}

export function addTestRun(program: Command, accept: Accept): void {
  program
    .command('test-run')
    .description('show what would happen to accounts as of a date, without any effect')
    .argument('<document.json>', 'file with the document')
    .requiredOption('--account <key>', 'an account; may be given several times', collect)
    .requiredOption('--as-of <date>', 'business date, YYYY-MM-DD', parseDate)
    .option('--json', 'print the answer of the API')
    .action((file: string, options: Options) => {
      accept((context) => testRun(context, file, options));
    });
}

async function testRun(
  { client, output }: CommandContext,
  file: string,
  { account, asOf, json }: Options,
): Promise<ExitCode> {
  // The server checks the document, by the same rules as for publishing.
  const document = (await readJsonFile(file)) as AutomationDocument;
  const result = await client.testRun({ document, accounts: account, asOf });
  if (json) {
    await output.line(JSON.stringify(result, undefined, 2));
    return EXIT_CODE.ok;
  }
  output.say(result.sentence);
  for (const line of result.subjects.flatMap(testRunLines)) await output.line(line);
  return EXIT_CODE.ok;
}
