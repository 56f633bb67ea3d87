import type { Automation } from '@dunwell/contract';
import type { ReactElement, ReactNode } from 'react';
import { api } from '../api/client.js';
import { useChange } from '../api/use-change.js';
import { done } from '../app/notify.js';
import { Confirm } from '../parts/confirm.js';
import { TOUCHED } from './touched.js';

export type StatusChange = 'pause' | 'resume' | 'archive';

interface Changing {
  id: string;
  name: string;
  underWay: number;
}

interface Words {
  title: string;
  /** What comes of it. */
  means: (automation: Changing) => ReactNode;
  button: string;
  send: (id: string) => Promise<Automation>;
}

const inside = ({ underWay }: Changing): string =>
  underWay === 1 ? '1 journey is under way' : `${underWay} journeys are under way`;

const WORDS: Readonly<Record<StatusChange, Words>> = {
  pause: {
    title: 'Pause',
    means: (automation) => (
      <>
        <p>Nobody enters until it is resumed. The dates meanwhile are neither evaluated nor missed.</p>
        <p>{inside(automation)}. Their waits go on, whoever pays leaves, and nothing is sent to anybody.</p>
      </>
    ),
    button: 'Pause',
    send: (id) => api.pause(id),
  },
  resume: {
    title: 'Resume',
    means: (automation) => (
      <>
        <p>It is evaluated again from its next date on, with the version that was live.</p>
        <p>
          {inside(automation)}. Steps that are a few days late at most go on; older ones are listed as missed.
        </p>
      </>
    ),
    button: 'Resume',
    send: (id) => api.resume(id),
  },
  archive: {
    title: 'Archive',
    means: (automation) => (
      <>
        <p>It stops for good: nobody enters any more, and this cannot be taken back.</p>
        <p>{inside(automation)} and will end now. What was done stays in the history of each account.</p>
        <p>Its document can still be exported and made a new automation.</p>
      </>
    ),
    button: 'Archive for good',
    send: (id) => api.archive(id),
  },
};

/** Asks before an automation is stopped or started, and says what that means. */
export function ChangeStatus({
  automation,
  change,
  onClose,
}: {
  automation: Changing;
  change: StatusChange | null;
  onClose: () => void;
}): ReactElement {
  const sending = useChange({
    change: (asked: StatusChange) => WORDS[asked].send(automation.id),
    touches: TOUCHED,
    onDone: (changed) => {
      done(`“${automation.name}” is ${DONE[changed.status]}.`);
      onClose();
    },
    onRefused: () => undefined,
  });
  const words = change && WORDS[change];
  return (
    <Confirm
      opened={change !== null}
      title={words && `${words.title} “${automation.name}”?`}
      button={words?.button ?? ''}
      danger={change === 'archive'}
      isPending={sending.isPending}
      error={sending.error}
      onConfirm={() => change && sending.mutate(change)}
      onClose={() => {
        sending.reset();
        onClose();
      }}
    >
      {words?.means(automation)}
    </Confirm>
  );
}

const DONE: Readonly<Record<Automation['status'], string>> = {
  draft: 'a draft',
  live: 'live again',
  paused: 'paused',
  archived: 'archived',
};
