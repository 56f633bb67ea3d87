import type { MissedFilter, MissedMatch } from '@dunwell/contract';
import { Group } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { api } from '../api/client.js';
import { useChange } from '../api/use-change.js';
import { Confirm } from '../parts/confirm.js';
import { MayButton } from '../parts/may-button.js';
import classes from './missed.module.css';

/** How many can be named in one request. */
const MOST_SELECTED = 200;

const TOUCHED = ['missed', 'automations', 'automation', 'evaluations', 'account', 'overview', 'counts'];

type Decision = 'run' | 'dismiss';

const matches = (count: number): string => `${count.toLocaleString()} ${count === 1 ? 'match' : 'matches'}`;

const WORDS: Readonly<
  Record<Decision, { button: string; done: string; means: (count: number) => ReactElement }>
> = {
  run: {
    button: 'Run',
    done: 'run',
    means: (count) => (
      <p>
        {count === 1 ? 'It begins its journey' : 'They begin their journeys'} now, as decided for{' '}
        {count === 1 ? 'its own date' : 'their own dates'}: emails and tasks are real. Whoever meets an exit
        by now gets nothing.
      </p>
    ),
  },
  dismiss: {
    button: 'Dismiss',
    done: 'dismissed',
    means: (count) => (
      <p>
        {count === 1 ? 'It is' : 'They are'} taken off this list, and nothing is sent for{' '}
        {count === 1 ? 'this date' : 'these dates'}. This cannot be taken back.
      </p>
    ),
  },
};

/** What is done with the matches that are selected, or with all under the filter. */
export function DecideMissed({
  filter,
  selected,
  total,
  onDone,
}: {
  filter: MissedFilter;
  selected: readonly MissedMatch[];
  /** How many there are under the filter; undefined: not known. */
  total: number | undefined;
  onDone: () => void;
}): ReactElement {
  const [asked, setAsked] = useState<Decision | null>(null);
  const isSome = selected.length > 0;
  const count = isSome ? selected.length : (total ?? 0);
  const decide = useChange({
    change: (decision: Decision) =>
      isSome
        ? api.work.decideMissed(
            selected.map(({ automationId, date, subject }) => ({ automationId, date, subject: subject.key })),
            decision,
          )
        : api.work.decideAllMissed({ filter, decision, expected: count }),
    touches: TOUCHED,
    onRefused: () => undefined,
  });
  const close = (): void => {
    decide.reset();
    setAsked(null);
  };
  const why = whyNot({ selected: selected.length, total });
  const what = isSome ? `${count.toLocaleString()} selected` : `all ${count.toLocaleString()}`;
  return (
    <Group gap={8} className={classes.bar}>
      <span className={classes.count}>{isSome ? what : total === undefined ? '' : matches(total)}</span>
      {(['run', 'dismiss'] as const).map((decision) => (
        <MayButton
          key={decision}
          permission="work"
          variant="default"
          disabledBecause={why}
          onClick={() => setAsked(decision)}
        >
          {WORDS[decision].button} {what}…
        </MayButton>
      ))}
      <Confirm
        opened={asked !== null}
        title={asked && `${WORDS[asked].button} ${matches(count)}?`}
        button={asked ? `${WORDS[asked].button} ${count.toLocaleString()}` : ''}
        danger={asked === 'dismiss'}
        isPending={decide.isPending}
        error={decide.error}
        onConfirm={() =>
          asked &&
          decide.mutate(asked, {
            onSuccess: () => {
              close();
              onDone();
            },
          })
        }
        onClose={close}
      >
        {asked && WORDS[asked].means(count)}
      </Confirm>
    </Group>
  );
}

function whyNot({ selected, total }: { selected: number; total: number | undefined }): string | undefined {
  if (selected > MOST_SELECTED)
    return `At most ${MOST_SELECTED} can be selected at once. Narrow the list and take all of it instead.`;
  return selected === 0 && total === undefined
    ? 'Read the list to its end first, so that it is known how many these are.'
    : undefined;
}
