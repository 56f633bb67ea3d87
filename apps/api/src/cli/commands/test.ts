import {
  ruleTestFailureLines,
  type DunwellClient,
  type RuleTestInput,
  type RuleTestResult,
  type RuleTestsResult,
} from '@dunwell/contract';
import type { AutomationDocument } from '@dunwell/language';
import { Option, type Command } from 'commander';
import { CliError } from '../cli-error.js';
import type { CommandContext } from '../command-context.js';
import { EXIT_CODE, type ExitCode } from '../exit-code.js';
import { findAutomationId } from '../find-automation.js';
import type { Accept } from '../program.js';
import { readDocumentFile } from '../read-document-file.js';
import { readJsonFile } from '../read-json-file.js';

interface Options {
  tests?: string;
  of?: string;
  format: 'text' | 'ndjson';
}

export function addTest(program: Command, accept: Accept): void {
  program
    .command('test')
    .description('run the tests of a rule: example accounts and what is expected of them')
    .argument(
      '<automation or document.json>',
      'an automation, by id or name: its saved tests on its draft; a file that ends in .json: the tests in it',
    )
    .option('--tests <tests.json>', 'other tests for a document: a list of them')
    .option('--of <automation>', 'the tests saved with an automation, for a document')
    .addOption(new Option('--format <format>', 'of the results').choices(['text', 'ndjson']).default('text'))
    .action((subject: string, options: Options) => {
      accept((context) => test(context, subject, options));
    });
}

async function test(
  { client, output }: CommandContext,
  subject: string,
  { format, ...options }: Options,
): Promise<ExitCode> {
  const { passed, results } = await run(client, subject, options);
  const lines =
    format === 'ndjson' ? results.map((one) => JSON.stringify(one)) : results.flatMap(resultLines);
  for (const line of lines) await output.line(line);
  const passing = results.filter((one) => one.passed).length;
  output.say(results.length === 0 ? 'There are no tests.' : `${passing} of ${results.length} tests passed.`);
  return passed ? EXIT_CODE.ok : EXIT_CODE.refused;
}

async function run(
  client: DunwellClient,
  subject: string,
  { tests: file, of }: Omit<Options, 'format'>,
): Promise<RuleTestsResult> {
  if (!subject.endsWith('.json')) {
    if (file !== undefined || of !== undefined)
      throw new CliError(
        '--tests and --of say which tests a document is run with; an automation has its own.',
      );
    return client.ruleTests.runSaved(await findAutomationId(client, subject));
  }
  const { document: json, tests = [] } = await readDocumentFile(subject);
  // The server checks both.
  const document = json as AutomationDocument;
  if (of !== undefined) return client.ruleTests.runSaved(await findAutomationId(client, of), { document });
  const given = file === undefined ? tests : ((await readJsonFile(file)) as RuleTestInput[]);
  return client.ruleTests.run({ document, tests: given });
}

function resultLines(result: RuleTestResult): string[] {
  const { name, passed } = result;
  return [
    `${passed ? 'passes' : 'FAILS '}  ${name}`,
    ...ruleTestFailureLines(result).map((line) => `  ${line}`),
  ];
}
