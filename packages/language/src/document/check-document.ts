import type { CatalogueContext } from '../fields/catalogue.js';
import type { Problem } from '../problem.js';
import { findEvent } from '../triggers/events.js';
import { checkActions } from './check-actions.js';
import { checkConditions } from './check-conditions.js';
import { checkRunnable, type Runnable } from './check-runnable.js';
import { checkStructure } from './check-structure.js';
import type { AutomationDocument } from './document.js';
import { stepPath } from './json-path.js';
import { acceptsOncePerStreak, journeyHasStreak } from './journey-streak.js';
import { missingExits } from './proposed-exits.js';
import { schemaProblems } from './schema-problems.js';

export interface CheckOptions {
  /** In a draft, what is merely unfinished is a warning; for publishing it is an error. */
  mode: 'draft' | 'publish';
  /** What this installation can carry out; absent: everything. */
  runnable?: Runnable;
}

/** Work still to do rather than a mistake. */
const UNFINISHED: ReadonlySet<string> = new Set(['missing', 'emptyGroup', 'notRunnable']);

/**
 * Everything wrong with a document in this workspace, each problem with its place and how to mend it (S8, S9, S11,
 * S18, S22). Publishing is refused while one of them is an error; nothing is dropped or widened instead.
 */
export function checkDocument(
  document: AutomationDocument,
  context: CatalogueContext,
  { mode, runnable }: CheckOptions,
): Problem[] {
  const { shape, content } = schemaProblems(document);
  if (shape.length > 0) return shape;
  const structure = checkStructure(document);
  if (structure.length > 0) return structure;
  const problems = [
    ...content,
    ...triggerProblems(document, context),
    ...checkConditions(document, context),
    ...reentryProblems(document),
    ...limitProblems(document),
    ...checkActions(document, context),
    ...streakWaitProblems(document),
    ...(runnable ? checkRunnable(document, runnable) : []),
    ...exitWarnings(document),
    ...emptinessWarnings(document),
  ];
  return mode === 'publish' ? problems : problems.map(asInDraft);
}

const asInDraft = (problem: Problem): Problem =>
  UNFINISHED.has(problem.code) ? { ...problem, severity: 'warning' } : problem;

const problem = (
  code: string,
  path: string,
  message: string,
  severity: Problem['severity'] = 'error',
): Problem => ({
  code,
  severity,
  step: null,
  path,
  message,
});

function triggerProblems({ trigger, subject }: AutomationDocument, context: CatalogueContext): Problem[] {
  if (trigger.kind !== 'event') return [];
  if ((trigger.event as string) === '')
    return [problem('missing', 'trigger.event', 'The event is missing. Choose one.')];
  const event = findEvent(trigger.event, context.customEvents);
  if (!event)
    return [
      problem(
        'unknownEvent',
        'trigger.event',
        `There is no event “${trigger.event}”. Choose another, or declare the payload of your own event first.`,
      ),
    ];
  if (event.subjects.includes(subject)) return [];
  return [
    problem(
      'subjectDoesNotFit',
      'subject',
      `“${event.label}” cannot start a rule about this. It can be about: ${event.subjects.join(', ')}.`,
    ),
  ];
}

/** S11: without a streak there is no episode, and once per streak would mean once ever or never. */
function reentryProblems(document: AutomationDocument): Problem[] {
  const { kind } = document.entry.reentry;
  if (kind !== 'oncePerStreak' || acceptsOncePerStreak(document)) return [];
  return [
    {
      ...problem(
        'oncePerStreakWithoutStreak',
        'entry.reentry',
        'Once per streak needs an entry that requires something past due: a past due day count, the overdue balance or the overdue invoices above 0, by itself or in the outermost “all”. Add that, or choose once.',
      ),
      fix: { label: 'Once', path: 'entry.reentry', value: { kind: 'once' } },
    },
  ];
}

/** S18: entries by events and by hand come one by one, so that no run could keep to a limit. */
function limitProblems({ trigger, limits }: AutomationDocument): Problem[] {
  if (trigger.kind === 'schedule' || limits?.maxEntriesPerRun === undefined) return [];
  return [
    problem(
      'limitWithoutRuns',
      'limits.maxEntriesPerRun',
      'The most entries per run need a schedule: a rule that is started otherwise has no runs. Take the limit away.',
    ),
  ];
}

function streakWaitProblems(document: AutomationDocument): Problem[] {
  if (journeyHasStreak(document)) return [];
  return Object.entries(document.steps).flatMap(([step, settings]) =>
    settings.kind === 'wait' && settings.untilStreakDay !== undefined
      ? [
          {
            ...problem(
              'waitWithoutStreak',
              `${stepPath(step)}.untilStreakDay`,
              'Journeys of this rule have no past due streak to wait for. Wait for days, or let only past due accounts or invoices enter.',
            ),
            step,
          },
        ]
      : [],
  );
}

/** S9: exits are proposed, never added by themselves. */
const exitWarnings = (document: AutomationDocument): Problem[] =>
  missingExits(document).map((exit) => ({
    ...problem(
      'missingExit',
      'exit',
      `Nothing ends a journey when this holds: ${exit.label.toLowerCase()}. Add it as an exit.`,
      'warning',
    ),
    fix: { label: `Leave when: ${exit.label}`, path: `exit[${document.exit.length}]`, value: exit },
  }));

const emptinessWarnings = ({ steps }: AutomationDocument): Problem[] =>
  Object.values(steps).some(({ kind }) => kind === 'action')
    ? []
    : [problem('nothingToDo', 'steps', 'The automation does nothing yet. Add an action.', 'warning')];
