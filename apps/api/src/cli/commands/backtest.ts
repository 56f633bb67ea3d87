import type { BacktestEntry, BacktestLine, BacktestTotals, Money } from '@dunwell/contract';
import { formatMoney, type AutomationDocument } from '@dunwell/language';
import { Option, type Command } from 'commander';
import type { CommandContext } from '../command-context.js';
import { EXIT_CODE, type ExitCode } from '../exit-code.js';
import { parseDate } from '../parse-options.js';
import type { Accept } from '../program.js';
import { readJsonFile } from '../read-json-file.js';
import { problemLines } from '../report-failure.js';

interface Options {
  from: string;
  to: string;
  format: 'table' | 'ndjson';
}

export function addBacktest(program: Command, accept: Accept): void {
  program
    .command('backtest')
    .description('list who would have entered on every date of a past period')
    .argument('<document.json>', 'file with the document')
    .requiredOption('--from <date>', 'first business date, YYYY-MM-DD', parseDate)
    .requiredOption('--to <date>', 'last business date, YYYY-MM-DD', parseDate)
    .addOption(
      new Option('--format <format>', 'of the entries').choices(['table', 'ndjson']).default('table'),
    )
    .action((file: string, options: Options) => {
      accept((context) => backtest(context, file, options));
    });
}

async function backtest(
  { client, output }: CommandContext,
  file: string,
  { from, to, format }: Options,
): Promise<ExitCode> {
  // The server checks the document, by the same rules as for publishing.
  const document = (await readJsonFile(file)) as AutomationDocument;
  const write = ENTRY_WRITERS[format];
  if (format === 'table') await output.line(tableLine(['date', 'account', 'path', 'actions', 'overdue']));
  let last: BacktestLine | undefined;
  for await (const line of client.backtest({ document, from, to })) {
    if (line.kind === 'entry') await output.line(write(line));
    last = line;
  }
  if (last?.kind === 'totals') {
    for (const line of totalLines(last)) output.say(line);
    return EXIT_CODE.ok;
  }
  const words =
    last?.kind === 'problem' ? problemLines(last.problem) : ['The answer ended before its totals.'];
  for (const line of words) output.say(line);
  return EXIT_CODE.refused;
}

const ENTRY_WRITERS: Readonly<Record<Options['format'], (entry: BacktestEntry) => string>> = {
  ndjson: ({ date, account, subject, path, actions }) =>
    JSON.stringify({ date, account, ...(subject ? { subject } : {}), path, actions }),
  table: ({ date, account, subject, path, actions, overdue }) =>
    tableLine([
      date,
      subject ? `${account} ${subject.key}` : account,
      path.join(' > '),
      actions.join(', '),
      formatMoney(overdue.amount, overdue.currency, 'en'),
    ]),
};

const WIDTHS = [10, 24, 20, 28];

/** Widths are fixed, since entries are shown as they come. */
const tableLine = (cells: readonly string[]): string =>
  cells
    .map((cell, index) => cell.padEnd(WIDTHS[index] ?? 0))
    .join('  ')
    .trimEnd();

function totalLines(totals: BacktestTotals): string[] {
  const { from, to, entries, accounts, overdue, actions, needsAttention, before } = totals;
  const reached = Object.entries(actions).map(([step, times]) => {
    const lacking = needsAttention[step] ?? 0;
    return `  ${step}: ${times}${lacking > 0 ? `, ${lacking} of them lacking what the step needs` : ''}`;
  });
  return [
    `${from} to ${to}: ${entries} entries of ${accounts} accounts owing ${moneyList(overdue)}.`,
    ...reached,
    ...(before.subjects > 0
      ? [
          `On the day before, ${before.subjects} would have entered, owing ${moneyList(before.overdue)}: not counted.`,
        ]
      : []),
  ];
}

const moneyList = (money: readonly Money[]): string =>
  money.map(({ amount, currency }) => formatMoney(amount, currency, 'en')).join(' and ') || 'nothing';
