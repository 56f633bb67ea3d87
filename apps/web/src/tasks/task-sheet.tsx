import type { ChangeTaskRequest, Task } from '@dunwell/contract';
import { Button, Divider, Group, Stack } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Link } from 'react-router';
import { api } from '../api/client.js';
import { useChange } from '../api/use-change.js';
import { useMay, useSession } from '../app/session/use-session.js';
import { useFormat } from '../format/use-format.js';
import { AccountLink } from '../parts/account-link.js';
import { DateField } from '../parts/date-field.js';
import { MayButton } from '../parts/may-button.js';
import { SideSheet } from '../parts/side-sheet.js';
import { AssigneeSelect } from '../parts/tasks/assignee-select.js';
import { CompleteTask } from './complete-task.js';
import { OUTCOMES, standingWords, TASK_TOUCHES } from '../parts/tasks/task-words.js';
import classes from './tasks.module.css';

/** One task beside the queue: how things stand, who does it, how it went. */
export function TaskSheet({ task, onClose }: { task: Task | null; onClose: () => void }): ReactElement {
  return (
    <SideSheet title={task?.title} opened={task !== null} onClose={onClose}>
      {task && <TaskDetails key={task.id} listed={task} onClose={onClose} />}
    </SideSheet>
  );
}

function TaskDetails({ listed, onClose }: { listed: Task; onClose: () => void }): ReactElement {
  const task = useQuery({
    queryKey: ['tasks', 'one', listed.id],
    queryFn: () => api.work.getTask(listed.id),
    initialData: listed,
  }).data;
  return (
    <Stack gap={14}>
      <p>
        <AccountLink account={task.account} name={task.accountName} />
        {': '}
        {standingWords(task.standing)}.
      </p>
      <Origin task={task} />
      {task.notes !== null && <p className={classes.notes}>{task.notes}</p>}
      <Divider />
      {task.status === 'done' ? <Done task={task} /> : <Open task={task} onClose={onClose} />}
    </Stack>
  );
}

function Origin({ task: { origin } }: { task: Task }): ReactElement {
  return (
    <p className={classes.muted}>
      {origin.kind === 'automation' ? (
        <>
          Made by <Link to={`/journeys/${origin.journeyId}`}>{origin.stepLabel}</Link> of{' '}
          <Link to={`/automations/${origin.automationId}`}>{origin.automation}</Link>
        </>
      ) : (
        `Made by ${origin.by}${origin.follows === null ? '' : ' as the next step of another task'}`
      )}
    </p>
  );
}

function Open({ task, onClose }: { task: Task; onClose: () => void }): ReactElement {
  const { today } = useSession();
  const { may, why } = useMay('work');
  const change = useChangeTask(task.id);
  return (
    <>
      <AssigneeSelect
        value={task.assignee}
        disabled={!may}
        description={why}
        onChange={(assignee) => change.mutate({ assignee })}
      />
      <Group grow align="flex-start">
        <DateField
          label="Due"
          value={task.dueOn}
          disabled={!may}
          onChange={(dueOn) => dueOn !== null && change.mutate({ dueOn })}
        />
        <DateField
          label="Put off until"
          placeholder="Not put off"
          minDate={today}
          clearable
          value={task.snoozedUntil}
          disabled={!may}
          onChange={(snoozedUntil) => change.mutate({ snoozedUntil })}
        />
      </Group>
      <Divider />
      <CompleteTask task={task} onDone={onClose} />
    </>
  );
}

function Done({ task }: { task: Task }): ReactElement {
  const format = useFormat();
  const reopen = useChange({
    change: () => api.work.reopenTask(task.id),
    touches: TASK_TOUCHES,
    says: () => 'The task is in the queue again.',
  });
  return (
    <>
      <p>
        {task.outcome ? OUTCOMES[task.outcome] : 'Done'}
        {task.doneBy !== null && `, ${task.doneBy}`}
        {task.doneAt !== null && `, ${format.instant(task.doneAt)}`}
      </p>
      {task.outcomeNote !== null && <p className={classes.notes}>{task.outcomeNote}</p>}
      {task.promiseHold !== null && (
        <Button component={Link} to="/holds" variant="default">
          The promise that came of it
        </Button>
      )}
      <MayButton
        permission="work"
        variant="default"
        loading={reopen.isPending}
        onClick={() => reopen.mutate()}
      >
        Put it back into the queue
      </MayButton>
    </>
  );
}

/** Assigns, puts off or moves a task; the sheet shows at once what became of it. */
function useChangeTask(id: string) {
  const queryClient = useQueryClient();
  return useChange({
    change: (request: ChangeTaskRequest) => api.work.changeTask(id, request),
    touches: TASK_TOUCHES,
    onDone: (task) => void queryClient.setQueryData(['tasks', 'one', id], task),
  });
}
