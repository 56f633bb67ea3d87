import type { Command } from 'commander';
import type { CommandContext } from '../command-context.js';
import { EXIT_CODE, type ExitCode } from '../exit-code.js';
import { findAutomationId } from '../find-automation.js';
import { parseDate, parseWholeNumber } from '../parse-options.js';
import type { Accept } from '../program.js';

interface Options {
  account: string;
  from: string;
  days: number;
}

export function addCopyTest(program: Command, accept: Accept): void {
  program
    .command('copy-test')
    .description(
      'print an account as a test of a rule, anonymised, expecting what the draft does with it now',
    )
    .argument('<automation>', 'its id, or its name where only one has it')
    .requiredOption('--account <key>', 'the account')
    .requiredOption('--from <date>', 'first business date that is evaluated, YYYY-MM-DD', parseDate)
    .requiredOption('--days <number>', 'how many dates, at most 366', parseWholeNumber)
    .action((automation: string, options: Options) => {
      accept((context) => copyTest(context, automation, options));
    });
}

async function copyTest(
  { client, output }: CommandContext,
  automation: string,
  options: Options,
): Promise<ExitCode> {
  const test = await client.ruleTests.copy(await findAutomationId(client, automation), options);
  await output.line(JSON.stringify([test], undefined, 2));
  output.say('Read what it expects before you trust it: it is what the draft does now.');
  return EXIT_CODE.ok;
}
