import { open } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { Readable } from 'node:stream';
import {
  BILLING_ENTITIES,
  type BillingEntity,
  type Import,
  type ImportFile,
  type ImportLine,
  type ImportMapping,
  type ImportRejection,
} from '@dunwell/contract';
import { Argument, Option, type Command } from 'commander';
import { CliError } from '../cli-error.js';
import type { CommandContext } from '../command-context.js';
import { EXIT_CODE, type ExitCode } from '../exit-code.js';
import type { Output } from '../output.js';
import type { Accept } from '../program.js';
import { readJsonFile } from '../read-json-file.js';
import { problemLines } from '../report-failure.js';

interface Options {
  map?: string;
  format?: ImportFile['format'];
}

export function addImport(program: Command, accept: Accept): void {
  program
    .command('import')
    .description('import a file; lines with mistakes are listed, the others are in')
    .addArgument(new Argument('<entity>', 'what its rows are').choices(BILLING_ENTITIES))
    .argument('<file>', 'CSV or NDJSON; - reads standard input')
    .option('--map <mapping.json>', 'says which column is what; without it they carry the standard names')
    .addOption(
      new Option('--format <format>', 'of the file; by its ending when absent').choices(['csv', 'ndjson']),
    )
    .action((entity: BillingEntity, file: string, options: Options) => {
      accept((context) => importFile(context, { entity, file }, options));
    });
}

async function importFile(
  { client, output }: CommandContext,
  { entity, file }: { entity: BillingEntity; file: string },
  { map, format = formatOf(file) }: Options,
): Promise<ExitCode> {
  // The server checks the mapping.
  const mapping = map === undefined ? undefined : ((await readJsonFile(map)) as ImportMapping);
  const fileName = file === '-' ? undefined : basename(file);
  let last: ImportLine | undefined;
  for await (const line of client.importFile(entity, {
    body: await bodyOf(file),
    format,
    fileName,
    mapping,
  })) {
    if (line.kind === 'progress') output.progress(progressWords(line.import));
    last = line;
  }
  if (!last) throw new CliError('The server ended the import without saying how.');
  const { accepted, rejected, id, ignoredColumns } = last.import;
  await output.line(`${entity}: ${accepted} rows in, ${rejected} rejected (import ${id})`);
  if (ignoredColumns.length > 0) output.say(`Columns that nothing names: ${ignoredColumns.join(', ')}`);
  if (last.kind === 'summary') sayRejections(output, last.import, last.firstRejections);
  if (last.kind === 'problem') for (const line of problemLines(last.problem)) output.say(line);
  return last.kind === 'summary' && rejected === 0 ? EXIT_CODE.ok : EXIT_CODE.refused;
}

async function bodyOf(file: string): Promise<ReadableStream<Uint8Array>> {
  if (file === '-') return webStream(process.stdin);
  try {
    return webStream((await open(file)).createReadStream({ highWaterMark: 256 * 1024 }));
  } catch (error) {
    throw new CliError(`${file} cannot be read: ${(error as Error).message}`, error);
  }
}

const webStream = (stream: Readable): ReadableStream<Uint8Array> =>
  Readable.toWeb(stream) as ReadableStream<Uint8Array>;

const formatOf = (file: string): ImportFile['format'] =>
  ['.ndjson', '.jsonl'].includes(extname(file).toLowerCase()) ? 'ndjson' : 'csv';

const progressWords = ({ linesRead, accepted, rejected }: Import): string =>
  `line ${linesRead}: ${accepted} in, ${rejected} rejected`;

function sayRejections(output: Output, { id, rejected }: Import, first: readonly ImportRejection[]): void {
  for (const { line, column, reason } of first) {
    output.say(`  line ${line}${column === null ? '' : `, ${column}`}: ${reason}`);
  }
  if (rejected > first.length) {
    output.say(
      `  and ${rejected - first.length} more: GET /api/v1/imports/${id}/rejections lists all of them.`,
    );
  }
}
