import type { EvaluateResult } from '@dunwell/contract';
import type { Command } from 'commander';
import type { CommandContext } from '../command-context.js';
import { EXIT_CODE, type ExitCode } from '../exit-code.js';
import { findAutomationId } from '../find-automation.js';
import { parseDate } from '../parse-options.js';
import type { Accept } from '../program.js';

interface Options {
  date: string;
  json?: true;
}

export function addEvaluate(program: Command, accept: Accept): void {
  program
    .command('evaluate')
    .description('evaluate one business date now; a date that was evaluated already changes nothing')
    .argument('<automation>', 'its id, or its name where only one has it')
    .requiredOption('--date <date>', 'business date, YYYY-MM-DD', parseDate)
    .option('--json', 'print the answer of the API')
    .action((automation: string, options: Options) => {
      accept((context) => evaluate(context, automation, options));
    });
}

async function evaluate(
  { client, output }: CommandContext,
  automation: string,
  { date, json }: Options,
): Promise<ExitCode> {
  const id = await findAutomationId(client, automation);
  const result = await client.evaluate(id, { date });
  for (const line of json ? [JSON.stringify(result, undefined, 2)] : result.evaluations.map(evaluationLine)) {
    await output.line(line);
  }
  const isWrong = result.evaluations.some(({ errors, disagreements }) => errors + disagreements > 0);
  return isWrong ? EXIT_CODE.refused : EXIT_CODE.ok;
}

function evaluationLine(evaluation: EvaluateResult['evaluations'][number]): string {
  const { date, timeZone, status, alreadyDone, candidates, entered, heldBack, lastError } = evaluation;
  const { alreadyEntered, endedBeforeActing, missed, errors, disagreements } = evaluation;
  const counts: [number, string][] = [
    [alreadyEntered, 'entered before'],
    [endedBeforeActing, 'ended before acting'],
    ...Object.entries(heldBack).map(([reason, count]): [number, string] => [count, `held back by ${reason}`]),
    [missed, 'missed'],
    [disagreements, 'on whom query and engine disagree'],
    [errors, 'errors'],
  ];
  return [
    `${date} ${timeZone}: ${alreadyDone ? 'already evaluated, ' : ''}${status === 'running' ? 'still running, ' : ''}`,
    `${entered} entered of ${candidates} candidates`,
    ...counts.flatMap(([count, words]) => (count > 0 ? [`, ${count} ${words}`] : [])),
    lastError === null ? '' : `: ${lastError}`,
  ].join('');
}
