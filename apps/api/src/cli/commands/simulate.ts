import type { AutomationDocument } from '@dunwell/language';
import { Option, type Command } from 'commander';
import type { CommandContext } from '../command-context.js';
import { backlogLine, diaryLines } from '../describe-diary.js';
import { EXIT_CODE, type ExitCode } from '../exit-code.js';
import { parseDate, parseWholeNumber } from '../parse-options.js';
import type { Accept } from '../program.js';
import { readJsonFile } from '../read-json-file.js';
import { parseWhatIf, toWhatIf, type Assumption } from '../read-what-if.js';

interface Options {
  account: string;
  from: string;
  days: number;
  whatIf?: Assumption[];
  messages?: boolean;
  format: 'text' | 'ndjson';
}

export function addSimulate(program: Command, accept: Accept): void {
  program
    .command('simulate')
    .description('play one account forward and print day by day what it would live through')
    .argument('<document.json>', 'file with the document')
    .requiredOption('--account <key>', 'the account')
    .requiredOption('--from <date>', 'first business date that is evaluated, YYYY-MM-DD', parseDate)
    .requiredOption('--days <number>', 'how many dates, at most 366', parseWholeNumber)
    .option(
      '--what-if <fact>',
      '"pays <amount> on <date> [for <invoice>]" or "subscription <status>"; may be given several times',
      parseWhatIf,
    )
    .option('--messages', 'print messages in full, not their subjects only')
    .addOption(new Option('--format <format>', 'of the days').choices(['text', 'ndjson']).default('text'))
    .action((file: string, options: Options) => {
      accept((context) => simulate(context, file, options));
    });
}

async function simulate(
  { client, output }: CommandContext,
  file: string,
  { account, from, days, whatIf: assumptions = [], messages = false, format }: Options,
): Promise<ExitCode> {
  // The server checks the document, by the same rules as for publishing.
  const document = (await readJsonFile(file)) as AutomationDocument;
  const whatIf =
    assumptions.length === 0 ? undefined : toWhatIf(assumptions, await client.accounts.get(account));
  const diary = await client.simulate({ document, account, from, days, ...(whatIf && { whatIf }) });
  output.say(diary.sentence);
  const lines =
    format === 'ndjson' ? diary.days.map((day) => JSON.stringify(day)) : diaryLines(diary, { messages });
  for (const line of lines) await output.line(line);
  const backlog = backlogLine(diary);
  if (backlog !== null) output.say(backlog);
  return EXIT_CODE.ok;
}
