import type { TestRunOutcome, TestRunSubject, TraceStep, TrialEffect } from '@dunwell/contract';
import { explanationLines } from './describe-explanation.js';
import { subjectWords } from './subject-words.js';

const OUTCOMES: Readonly<Record<TestRunOutcome, string>> = {
  entered: 'enters',
  entryFails: 'does not enter: the entry does not hold',
  noEffect: 'does not enter: no path leads to an effect',
  exitHolds: 'does not enter: an exit holds',
};

/** One subject's way through a document, step by step. */
export function testRunLines({
  subject,
  at,
  outcome,
  entry,
  exits,
  path,
  trace,
  end,
}: TestRunSubject): string[] {
  return [
    `${subjectWords(subject)} ${OUTCOMES[outcome]} (${at})`,
    ...(entry ? explanationLines(entry) : ['  everybody enters']),
    ...exits
      .filter(({ explanation }) => explanation.holds)
      .flatMap(({ label, explanation }) => [`  exit: ${label}`, ...explanationLines(explanation, '    ')]),
    ...(path.length > 0 ? [`  path: ${path.join(' > ')}`] : []),
    ...trace.flatMap(stepLines),
    ...(end ? [`  ${end.at}  ${end.words}`] : []),
  ];
}

function stepLines(step: TraceStep): string[] {
  const name = `${step.step}${step.occurrence === null ? '' : ` (${step.occurrence})`}`;
  const line = (words: string) => `  ${step.date}  ${name}: ${words}`;
  switch (step.kind) {
    case 'branch': {
      const explained = step.cases.flatMap(({ label, explanation }) => [
        `    case ${label}`,
        ...explanationLines(explanation, '      '),
      ]);
      return [line(step.taken === null ? 'otherwise' : `takes ${step.taken}`), ...explained];
    }
    case 'action':
      return effectLines(step.effect, line);
    case 'wait':
      return [
        line(step.resumedAt === null ? 'waits, and an exit comes first' : `waits until ${step.resumedAt}`),
      ];
    case 'waitFor':
      return [
        line(
          step.ended === null
            ? 'waits, and an exit comes first'
            : `waits: ${step.ended} ${step.resumedAt ?? ''}`,
        ),
        ...explanationLines(step.explanation, '    '),
      ];
    case 'repeat':
      return [line(`pass ${step.pass}`)];
    case 'exit':
      return [line(`leaves: ${step.reason}`)];
  }
}

function effectLines(effect: TrialEffect, line: (words: string) => string): string[] {
  switch (effect.kind) {
    case 'done':
      return [
        line(effect.preview.words),
        ...effect.heldBack.map(
          ({ reason, from, until }) => `    held back by ${reason} from ${from} until ${until}`,
        ),
        ...messageLines(effect.preview.message),
      ];
    case 'alreadyDone':
      return [line(`${effect.preview.words} (is so already)`)];
    case 'needsAttention':
      return [line(`needs attention: ${effect.reason}`)];
    case 'heldBack':
      return [line(`held back by ${effect.reason}`)];
  }
}

function messageLines(message: Extract<TrialEffect, { kind: 'done' }>['preview']['message']): string[] {
  if (!message) return [];
  const text = message.text.trimEnd().split('\n');
  return [
    `    To: ${message.to.join(', ')}`,
    `    Subject: ${message.subject}`,
    '',
    ...text.map((one) => `    ${one}`),
    '',
  ];
}
