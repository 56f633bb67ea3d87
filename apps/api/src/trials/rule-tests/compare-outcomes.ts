import type { RuleTestDifference, RuleTestInput, RuleTestMessage, RuleTestOutcome } from '@dunwell/contract';

type Part = keyof RuleTestOutcome;

const PARTS: readonly Part[] = ['journeys', 'actions', 'messages'];

/** Where an outcome differs from what was expected, part by part, in lines to read. */
export function compareOutcomes(
  expected: RuleTestInput['expected'],
  actual: RuleTestOutcome,
): RuleTestDifference[] {
  return PARTS.flatMap((part) => {
    const wanted = linesOf(expected, part, expected);
    if (wanted === null) return [];
    const lines = diffLines(wanted, linesOf(actual, part, expected) ?? []);
    return lines.some((line) => !line.startsWith('  ')) ? [{ part, lines }] : [];
  });
}

/** One text a line; texts of messages only where they are expected. null: the part is not told. */
function linesOf(
  outcome: RuleTestInput['expected'],
  part: Part,
  expected: RuleTestInput['expected'],
): string[] | null {
  switch (part) {
    case 'journeys':
      return (
        outcome.journeys?.map(({ on, subject, path, end }) => {
          const by = path.length === 0 ? '' : ` by ${path.join(' > ')}`;
          const last =
            end === null ? 'still under way' : `ends on ${end.on}: ${end.exit ?? END_WORDS[end.reason]}`;
          return `${on} ${about(subject)}enters${by}, ${last}`;
        }) ?? null
      );
    case 'actions':
      return (
        outcome.actions?.map(
          ({ on, subject, step, result }) => `${on} ${about(subject)}${step}: ${RESULT_WORDS[result]}`,
        ) ?? null
      );
    case 'messages':
      return (
        outcome.messages?.flatMap((message, index) =>
          messageLines(message, expected.messages?.[index]?.text !== undefined),
        ) ?? null
      );
  }
}

function messageLines({ on, to, subject, text }: RuleTestMessage, withText: boolean): string[] {
  const lines = withText && text !== undefined ? text.trimEnd().split('\n') : [];
  return [`${on} to ${to.join(', ')}: ${subject}`, ...lines.map((line) => `| ${line}`)];
}

const about = (subject: string | undefined): string => (subject === undefined ? '' : `${subject} `);

const END_WORDS = {
  completed: 'completed',
  exit: 'an exit',
  exitStep: 'an exit step',
  streakEnded: 'the streak it waited for is over',
  excluded: 'left out by a hold',
  expired: 'held back for too long',
  superseded: 'a newer journey took its place',
} as const;

const RESULT_WORDS = {
  done: 'done',
  alreadyDone: 'so already',
  lacks: 'lacks what it needs',
  takenBack: 'taken back',
} as const;

/** Two lists of lines as one: "- " only in the first, "+ " only in the second, "  " in both. */
export function diffLines(expected: readonly string[], actual: readonly string[]): string[] {
  const common = commonLengths(expected, actual);
  const at = (left: number, right: number): number => common[left]?.[right] ?? 0;
  const lines: string[] = [];
  let left = 0;
  let right = 0;
  while (left < expected.length || right < actual.length) {
    if (left < expected.length && right < actual.length && expected[left] === actual[right]) {
      lines.push(`  ${expected[left]}`);
      left += 1;
      right += 1;
    } else if (
      left < expected.length &&
      (right === actual.length || at(left + 1, right) >= at(left, right + 1))
    ) {
      lines.push(`- ${expected[left]}`);
      left += 1;
    } else {
      lines.push(`+ ${actual[right]}`);
      right += 1;
    }
  }
  return lines;
}

/** How many lines the rests from each place on have in common, in order. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let left = a.length - 1; left >= 0; left -= 1) {
    for (let right = b.length - 1; right >= 0; right -= 1) {
      const row = lengths[left];
      const below = lengths[left + 1];
      if (row === undefined || below === undefined) continue;
      row[right] =
        a[left] === b[right] ? (below[right + 1] ?? 0) + 1 : Math.max(below[right] ?? 0, row[right + 1] ?? 0);
    }
  }
  return lengths;
}
