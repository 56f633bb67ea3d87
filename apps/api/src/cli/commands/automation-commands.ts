import type { Automation, Backlog, DunwellClient, Reach } from '@dunwell/contract';
import { formatMoney } from '@dunwell/language';
import { Option, type Command } from 'commander';
import type { CommandContext } from '../command-context.js';
import { EXIT_CODE, type ExitCode } from '../exit-code.js';
import { findAutomationId } from '../find-automation.js';
import { parseWholeNumber } from '../parse-options.js';
import type { Accept } from '../program.js';
import { readDocumentFile } from '../read-document-file.js';

/** What changes an automation or hands out its document. */
export function addAutomationCommands(program: Command, accept: Accept): void {
  addCreate(program, accept);
  addPublish(program, accept);
  addStatusChange(program, accept, {
    name: 'pause',
    description: 'stop evaluating an automation; dates meanwhile are not missed',
    change: (client, id) => client.pause(id),
  });
  addStatusChange(program, accept, {
    name: 'resume',
    description: 'evaluate a paused automation again',
    change: (client, id) => client.resume(id),
  });
  addExport(program, accept);
}

const AUTOMATION = ['<automation>', 'its id, or its name where only one has it'] as const;

function addCreate(program: Command, accept: Accept): void {
  program
    .command('create')
    .description('create an automation from a document; prints its id')
    .argument(
      '<document.json>',
      'file with the document, or with its tests as "export --with-tests" prints it',
    )
    .action((file: string) => {
      accept(async ({ client, output }) => {
        const created = await client.createAutomation(await readDocumentFile(file));
        await output.line(created.id);
        output.say(`"${created.name}" is a draft; publish it to have it evaluated.`);
        return EXIT_CODE.ok;
      });
    });
}

interface PublishOptions {
  note?: string;
  revision?: number;
  backlog: Backlog;
}

function addPublish(program: Command, accept: Accept): void {
  program
    .command('publish')
    .description('make the draft an immutable version and evaluate it from now on')
    .argument(...AUTOMATION)
    .option('--note <text>', 'why, for the history')
    .option('--revision <number>', 'refuse if the draft has moved on since', parseWholeNumber)
    .addOption(
      new Option('--backlog <treatment>', 'those who would have entered the day before')
        .choices(['skip', 'include'])
        .default('skip'),
    )
    .action((automation: string, options: PublishOptions) => {
      accept((context) => publish(context, automation, options));
    });
}

async function publish(
  { client, output }: CommandContext,
  automation: string,
  options: PublishOptions,
): Promise<ExitCode> {
  const id = await findAutomationId(client, automation);
  const { version, backlog, automation: published } = await client.publish(id, options);
  await output.line(`"${published.name}" is ${published.status} in version ${version.version}.`);
  if (backlog.subjects > 0) {
    output.say(`Backlog ${backlog.treatment === 'skip' ? 'skipped' : 'included'}: ${reachWords(backlog)}.`);
  }
  if (backlog.firstDate)
    output.say(`The first date reaches, if nothing changes: ${reachWords(backlog.firstDate)}.`);
  return EXIT_CODE.ok;
}

function reachWords({ subjects, overdue }: Reach): string {
  const money = overdue.map(({ amount, currency }) => formatMoney(amount, currency, 'en'));
  return money.length === 0 ? `${subjects}` : `${subjects}, owing ${money.join(' and ')}`;
}

interface StatusChange {
  name: string;
  description: string;
  change: (client: DunwellClient, id: string) => Promise<Automation>;
}

function addStatusChange(
  program: Command,
  accept: Accept,
  { name, description, change }: StatusChange,
): void {
  program
    .command(name)
    .description(description)
    .argument(...AUTOMATION)
    .action((automation: string) => {
      accept(async ({ client, output }) => {
        const changed = await change(client, await findAutomationId(client, automation));
        await output.line(`"${changed.name}" is ${changed.status}.`);
        return EXIT_CODE.ok;
      });
    });
}

function addExport(program: Command, accept: Accept): void {
  program
    .command('export')
    .description('print the document of the draft, or of a version')
    .argument(...AUTOMATION)
    .option('--version <number>', 'a published version', parseWholeNumber)
    .option('--with-tests', 'the draft together with the tests saved with it')
    .action((automation: string, { version, withTests }: { version?: number; withTests?: true }) => {
      accept(async ({ client, output }) => {
        const exported = await client.exportDocument(await findAutomationId(client, automation), version);
        const { document, tests = [] } = exported;
        await output.line(JSON.stringify(withTests ? { document, tests } : document, undefined, 2));
        return EXIT_CODE.ok;
      });
    });
}
