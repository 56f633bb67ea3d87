import type { Command } from 'commander';
import type { CommandContext } from '../command-context.js';
import { EXIT_CODE, type ExitCode } from '../exit-code.js';
import type { Accept } from '../program.js';
import { readJsonFile } from '../read-json-file.js';
import { problemLine } from '../report-failure.js';

export function addValidate(program: Command, accept: Accept): void {
  program
    .command('validate')
    .description('check a document as strictly as for publishing, and say it in words')
    .argument('<document.json>', 'file with the document')
    .action((file: string) => {
      accept((context) => validate(context, file));
    });
}

async function validate({ client, output }: CommandContext, file: string): Promise<ExitCode> {
  const { problems, sentence } = await client.validate({ document: await readJsonFile(file) });
  if (sentence !== null) await output.line(sentence);
  for (const problem of problems) output.say(problemLine(problem));
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  output.say(
    errors === 0
      ? 'The document can be published.'
      : `${errors} ${errors === 1 ? 'problem' : 'problems'} to mend.`,
  );
  return errors === 0 ? EXIT_CODE.ok : EXIT_CODE.refused;
}
