import {
  actionTexts,
  effectiveUndo,
  limitWords,
  NEEDS,
  reentryWords,
  specificationOf,
  type Action,
  type ActionKind,
  type ActionOf,
  type AutomationDocument,
  type Condition,
  type Step,
  type StepKind,
} from '@dunwell/language';

/** A setting by its name, and what it is set to. */
export interface Setting {
  name: string;
  value: string;
}

/** A condition that is asked at a place of the document. */
export interface AskedCondition {
  title: string;
  when: Condition;
  path: string;
}

/** What there is to tell about a box besides what its card says. */
export interface Details {
  settings: Setting[];
  conditions: AskedCondition[];
  /** Liquid texts, by what they are. */
  texts: Setting[];
}

const TEXT_NAMES: Readonly<Record<string, string>> = {
  subject: 'Subject',
  body: 'Message',
  message: 'Message',
  title: 'Title',
  notes: 'Notes',
};

const set = (name: string, value: string | number | undefined): Setting[] =>
  value === undefined || value === '' ? [] : [{ name, value: String(value) }];

/** What a step is set to. */
export function stepDetails(step: Step, path: string): Details {
  const details = DETAILS[step.kind] as (step: Step, path: string) => Partial<Details>;
  return { settings: [], conditions: [], texts: [], ...details(step, path) };
}

const DETAILS: Readonly<{
  [K in StepKind]: (step: Extract<Step, { kind: K }>, path: string) => Partial<Details>;
}> = {
  action: (step) => {
    const { action, onFailure } = step;
    const { label, needs } = specificationOf(action);
    const lacking = onFailure ? 'goes the way beside it' : 'needs attention';
    return {
      settings: [
        ...set('Does', label),
        ...ownSettings(action),
        ...set(
          'Taken back',
          effectiveUndo(step) === 'whenCured' ? 'as soon as nothing is overdue' : undefined,
        ),
        ...needs.map((need) => ({ name: 'Needs', value: `${NEEDS[need]}; without it, it ${lacking}` })),
      ],
      texts: actionTexts(action).map(({ setting, text }) => ({
        name: TEXT_NAMES[setting] ?? setting,
        value: text,
      })),
    };
  },
  wait: () => ({}),
  waitFor: ({ when, timeoutDays }, path) => ({
    settings: set('Gives up after', `${timeoutDays} ${timeoutDays === 1 ? 'day' : 'days'}`),
    conditions: [{ title: 'Goes on as soon as', when, path: `${path}.when` }],
  }),
  branch: ({ cases, otherwise }, path) => ({
    settings: set('Otherwise', otherwise.label),
    conditions: cases.map(({ label, when }, index) => ({
      title: label,
      when,
      path: `${path}.cases[${index}].when`,
    })),
  }),
  repeat: ({ everyDays, atMost }) => ({
    settings: [
      ...set('Every', `${everyDays} ${everyDays === 1 ? 'day' : 'days'}`),
      ...set('At most', `${atMost} ${atMost === 1 ? 'time' : 'times'}`),
    ],
  }),
  exit: ({ reason }) => ({ settings: set('Reason', reason) }),
};

/** Settings of an action that its words do not tell. */
const OWN_SETTINGS: Readonly<Partial<{ [K in ActionKind]: (action: ActionOf<K>) => Setting[] }>> = {
  emailTeam: ({ to }) => set('To', to.join(', ')),
  slack: ({ channel }) => set('Channel', channel),
  webhook: ({ url, fields }) => [...set('Address', url), ...set('Sends', fields?.join(', '))],
  createTask: ({ dueInDays, assignee }) => [
    ...set('Due', dueInDays === 0 ? 'the same day' : `in ${dueInDays} ${dueInDays === 1 ? 'day' : 'days'}`),
    ...set('Assigned to', assigneeWords(assignee)),
  ],
  placeHold: ({ note }) => set('Note', note),
};

function ownSettings(action: Action): Setting[] {
  const own = OWN_SETTINGS[action.kind] as ((action: Action) => Setting[]) | undefined;
  const specification = specificationOf(action);
  // What has a text of its own shows that instead.
  const inWords =
    specification.texts.length > 0 ? undefined : (specification.words(action).name ?? undefined);
  return [...set('In words', inWords), ...(own?.(action) ?? [])];
}

type Assignee = ActionOf<'createTask'>['assignee'];

function assigneeWords(assignee: Assignee): string | undefined {
  if (!assignee) return undefined;
  if (assignee.kind === 'person') return assignee.email;
  return assignee.kind === 'queue' ? `the queue ${assignee.name}` : 'the account’s owner';
}

/** Who enters, when they leave, what limits it. */
export function entryDetails({ entry, exit, limits, policyNote }: AutomationDocument): Details {
  const late = entry.actIfWithinDays ?? 3;
  return {
    settings: [
      ...set('Why it exists', policyNote),
      ...set('Enters again', reentryWords(entry.reentry)),
      ...set('Still acts', `on matches ${late} ${late === 1 ? 'day' : 'days'} late at most`),
      ...(limits ? limitWords(limits) : []).map((value) => ({ name: 'Limit', value })),
    ],
    conditions: [
      ...(entry.when ? [{ title: 'Who enters', when: entry.when, path: 'entry.when' }] : []),
      ...exit.map(({ label, when }, index) => ({
        title: `Leaves: ${label}`,
        when,
        path: `exit[${index}].when`,
      })),
    ],
    texts: [],
  };
}
