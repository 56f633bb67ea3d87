import type { DeliveryDecision, MessageWithContent } from '@dunwell/contract';
import { Group, SegmentedControl, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client.js';
import { done, failed } from '../app/notify.js';
import { useFormat } from '../format/use-format.js';
import { AccountLink } from '../parts/account-link.js';
import { MayButton } from '../parts/may-button.js';
import { QueryState } from '../parts/query-state.js';
import { SideSheet } from '../parts/side-sheet.js';
import { TonePill } from '../parts/tone-pill.js';
import { HELD_BECAUSE } from '../words/held-because.js';
import { MESSAGE_STATE } from './message-states.js';
import classes from './messages.module.css';

/** One message as it went out, or as it waits. */
export function MessageSheet({
  delivery,
  onClose,
}: {
  delivery: string | null;
  onClose: () => void;
}): ReactElement {
  const message = useQuery({
    queryKey: ['messages', 'one', delivery],
    queryFn: () => api.work.getMessage(delivery ?? ''),
    enabled: delivery !== null,
  });
  return (
    <SideSheet title={message.data?.subject ?? 'Message'} opened={delivery !== null} onClose={onClose}>
      {delivery !== null && (
        <QueryState query={message}>
          {(data) => (
            <Stack gap={16}>
              <Details message={data} />
              <Decide message={data} />
              <Content message={data} />
              <Attempts message={data} />
            </Stack>
          )}
        </QueryState>
      )}
    </SideSheet>
  );
}

function Details({ message }: { message: MessageWithContent }): ReactElement {
  const format = useFormat();
  const { state, account, accountName, recipients, stepLabel, automation, at, problem, heldBecause } =
    message;
  const because = problem ?? (heldBecause === null ? null : HELD_BECAUSE[heldBecause]);
  return (
    <dl className={classes.details}>
      <dt>State</dt>
      <dd>
        <TonePill tone={MESSAGE_STATE[state].tone}>{MESSAGE_STATE[state].label}</TonePill>{' '}
        {format.instant(at)}
      </dd>
      {because !== null && (
        <>
          <dt>Because</dt>
          <dd>{because}</dd>
        </>
      )}
      <dt>To</dt>
      <dd>{recipients?.join(', ') ?? 'known when it goes out'}</dd>
      <dt>Account</dt>
      <dd>
        <AccountLink account={account} name={accountName} />
      </dd>
      <dt>Step</dt>
      <dd>
        <Link to={`/journeys/${message.journeyId}`}>
          {stepLabel}, {automation}
        </Link>
      </dd>
    </dl>
  );
}

const DECISIONS: readonly { decision: DeliveryDecision; label: string; words: string }[] = [
  { decision: 'retry', label: 'Send again', words: 'It is sent again.' },
  { decision: 'confirm', label: 'It arrived', words: 'Noted: it arrived.' },
  { decision: 'skip', label: 'Go on without it', words: 'The journey goes on without it.' },
];

/** What somebody has to say about a message that may have left, or could not (S15, S17). */
function Decide({ message: { state, delivery } }: { message: MessageWithContent }): ReactElement | null {
  const queryClient = useQueryClient();
  const decide = useMutation({
    mutationFn: ({ decision }: { decision: DeliveryDecision; words: string }) =>
      api.history.decideDelivery(delivery, decision),
    onSuccess: async (_, { words }) => {
      done(words);
      await queryClient.invalidateQueries();
    },
    onError: failed,
  });
  if (state !== 'uncertain' && state !== 'needsAttention') return null;
  return (
    <Group gap={8}>
      {DECISIONS.map((choice) => (
        <MayButton
          key={choice.decision}
          permission="work"
          variant="default"
          loading={decide.isPending}
          onClick={() => decide.mutate(choice)}
        >
          {choice.label}
        </MayButton>
      ))}
    </Group>
  );
}

/** As its reader sees it. The HTML was written by others, so it is shown where it can do nothing. */
function Content({ message: { text, html } }: { message: MessageWithContent }): ReactElement {
  const [face, setFace] = useState<'email' | 'text'>('email');
  if (text === null || html === null) {
    return <p>It is written when it goes out, from the facts of then.</p>;
  }
  return (
    <Stack gap={8}>
      <SegmentedControl
        aria-label="How it is shown"
        w={160}
        data={[
          { value: 'email', label: 'Email' },
          { value: 'text', label: 'Text' },
        ]}
        value={face}
        onChange={setFace}
      />
      {face === 'email' ? (
        <iframe className={classes.frame} title="The message" sandbox="" srcDoc={html} />
      ) : (
        <pre className={classes.text}>{text}</pre>
      )}
    </Stack>
  );
}

const OUTCOMES: Readonly<Record<MessageWithContent['attemptsMade'][number]['outcome'], string>> = {
  done: 'done',
  retry: 'to be tried again',
  refused: 'refused',
  uncertain: 'may have left',
  released: 'given back before it began',
  underWay: 'under way',
};

function Attempts({ message: { attemptsMade } }: { message: MessageWithContent }): ReactElement | null {
  const format = useFormat();
  if (attemptsMade.length === 0) return null;
  return (
    <div>
      <h2>Attempts</h2>
      <ol className={classes.attempts}>
        {attemptsMade.map(({ attempt, at, outcome, detail }) => (
          <li key={attempt}>
            {format.instant(at)}: {OUTCOMES[outcome]}
            {detail !== null && `, ${detail}`}
          </li>
        ))}
      </ol>
    </div>
  );
}
