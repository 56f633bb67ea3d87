import type { WhyNotSubject, WhyNotVerdict } from '@dunwell/contract';
import type { Command } from 'commander';
import type { CommandContext } from '../command-context.js';
import { comparisonWords, explanationLines } from '../describe-explanation.js';
import { EXIT_CODE, type ExitCode } from '../exit-code.js';
import { findAutomationId } from '../find-automation.js';
import type { Accept } from '../program.js';
import { subjectWords } from '../subject-words.js';

interface Options {
  account: string;
  json?: true;
}

export function addWhyNot(program: Command, accept: Accept): void {
  program
    .command('why-not')
    .description('say why an account does not enter, and on what date it will')
    .argument('<automation>', 'its id, or its name where only one has it')
    .requiredOption('--account <key>', 'the account')
    .option('--json', 'print the answer of the API')
    .action((automation: string, options: Options) => {
      accept((context) => whyNot(context, automation, options));
    });
}

async function whyNot(
  { client, output }: CommandContext,
  automation: string,
  { account, json }: Options,
): Promise<ExitCode> {
  const result = await client.whyNot(await findAutomationId(client, automation), account);
  if (json) {
    await output.line(JSON.stringify(result, undefined, 2));
    return EXIT_CODE.ok;
  }
  const version = result.version === null ? 'the draft' : `version ${result.version}`;
  output.say(`${version} of "${result.automation.name}", facts as of ${result.asOf}`);
  if (result.subjects.length === 0) output.say(`The account ${account} has nothing this rule is about.`);
  for (const line of result.subjects.flatMap(subjectLines)) await output.line(line);
  return EXIT_CODE.ok;
}

const VERDICTS: Readonly<Record<WhyNotVerdict, string>> = {
  wouldEnter: 'would enter',
  entryFails: 'does not enter: the entry does not hold',
  noEffect: 'does not enter: no path leads to an effect',
  exitHolds: 'does not enter: an exit holds',
  enteredBefore: 'does not enter again',
};

function subjectLines(about: WhyNotSubject): string[] {
  const { subject, verdict, failing, exit, enteredBefore, firstDate, fieldsToChange } = about;
  return [
    `${subjectWords(subject)} ${VERDICTS[verdict]}`,
    ...failing.map((comparison) => `  ${comparisonWords(comparison)}`),
    ...(exit ? [`  exit: ${exit.label}`, ...explanationLines(exit.explanation, '    ')] : []),
    ...(enteredBefore ? [`  entered on ${enteredBefore.date}`] : []),
    ...forecastLines(verdict, firstDate, fieldsToChange),
  ];
}

function forecastLines(
  verdict: WhyNotVerdict,
  firstDate: string | null,
  fields: readonly string[],
): string[] {
  if (firstDate !== null) return [`  enters on ${firstDate} if nothing changes`];
  if (fields.length > 0) return [`  not within 366 days unless this changes: ${fields.join(', ')}`];
  return verdict === 'wouldEnter' ? [] : ['  not within 366 days if nothing changes'];
}
