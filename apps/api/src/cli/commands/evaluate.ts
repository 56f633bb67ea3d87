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
  return result.evaluations.some(({ errors }) => errors > 0) ? EXIT_CODE.refused : EXIT_CODE.ok;
}

function evaluationLine(evaluation: EvaluateResult['evaluations'][number]): string {
  const { date, timeZone, alreadyDone, candidates, entered, heldBack, missed, errors } = evaluation;
  const held = Object.entries(heldBack).map(([reason, count]) => `, ${count} held back by ${reason}`);
  return [
    `${date} ${timeZone}: ${alreadyDone ? 'already evaluated, ' : ''}`,
    `${entered} entered of ${candidates} candidates`,
    ...held,
    missed > 0 ? `, ${missed} missed` : '',
    errors > 0 ? `, ${errors} errors` : '',
  ].join('');
}
