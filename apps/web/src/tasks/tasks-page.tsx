import type { Task, TaskCounts, TaskFilter } from '@dunwell/contract';
import { Pill, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { api } from '../api/client.js';
import { usePages } from '../api/use-pages.js';
import { useSession } from '../app/session/use-session.js';
import type { ParamKinds } from '../format/search-params.js';
import { useFilter } from '../format/use-filter.js';
import { Chips } from '../parts/chips.js';
import { DataTable } from '../parts/data-table.js';
import { MayButton } from '../parts/may-button.js';
import { Page } from '../parts/page.js';
import { Panel } from '../parts/panel.js';
import { NewTask } from './new-task.js';
import { useTaskColumns } from './task-columns.js';
import { TaskSheet } from './task-sheet.js';

const PARAMS: ParamKinds<TaskFilter> = {
  account: 'text',
  status: 'text',
  assigneeKind: 'text',
  assignee: 'text',
  due: 'text',
  sort: 'text',
};

type Choice = 'open' | 'overdue' | 'today' | 'later' | 'snoozed' | 'done';

const FILTERS: Readonly<Record<Choice, Pick<TaskFilter, 'status' | 'due'>>> = {
  open: { status: 'open', due: undefined },
  overdue: { status: 'open', due: 'overdue' },
  today: { status: 'open', due: 'today' },
  later: { status: 'open', due: 'later' },
  snoozed: { status: 'snoozed', due: undefined },
  done: { status: 'done', due: undefined },
};

/** What people have to do, the most urgent first. */
export function TasksPage(): ReactElement {
  const { person } = useSession();
  const [filter, change] = useFilter<TaskFilter>(PARAMS);
  const asked: TaskFilter = { status: 'open', ...filter };
  const pages = usePages(['tasks', asked], (cursor) => api.work.listTasks({ ...asked, cursor }));
  const counts = useQuery({ queryKey: ['tasks', 'counts'], queryFn: () => api.work.getTaskCounts() });
  const [opened, setOpened] = useState<Task | null>(null);
  const [isCreating, setCreating] = useState(false);
  return (
    <Page
      title="Tasks"
      actions={
        <>
          <Select
            aria-label="Whose tasks"
            w={150}
            data={[
              { value: 'person', label: 'Mine' },
              { value: 'nobody', label: 'Nobody’s' },
            ]}
            placeholder="Everybody’s"
            clearable
            value={
              filter.assigneeKind === 'person' || filter.assigneeKind === 'nobody'
                ? filter.assigneeKind
                : null
            }
            onChange={(whose) =>
              change(
                whose === 'person'
                  ? { assigneeKind: 'person', assignee: person.email }
                  : { assigneeKind: whose === 'nobody' ? 'nobody' : undefined, assignee: undefined },
              )
            }
          />
          <MayButton permission="work" leftSection={<Plus size={15} />} onClick={() => setCreating(true)}>
            New task
          </MayButton>
        </>
      }
      toolbar={
        <>
          <Chips
            label="Which tasks"
            choices={choicesOf(counts.data)}
            value={choiceOf(asked)}
            onChange={(choice) => change(FILTERS[choice])}
          />
          {filter.account !== undefined && (
            <Pill withRemoveButton onRemove={() => change({ account: undefined })}>
              Account {filter.account}
            </Pill>
          )}
        </>
      }
    >
      <Panel flush>
        <DataTable
          label="Tasks"
          columns={useTaskColumns()}
          pages={pages}
          keyOf={({ id }) => id}
          onOpen={setOpened}
          empty="Nothing to do here. Automations and people put tasks on this list."
        />
      </Panel>
      <TaskSheet task={opened} onClose={() => setOpened(null)} />
      <NewTask opened={isCreating} onClose={() => setCreating(false)} account={filter.account} />
    </Page>
  );
}

function choicesOf(counts: TaskCounts | undefined): { value: Choice; label: string; count?: number }[] {
  return [
    { value: 'open', label: 'All open' },
    { value: 'overdue', label: 'Overdue', count: counts?.due.overdue },
    { value: 'today', label: 'Today', count: counts?.due.today },
    { value: 'later', label: 'Later', count: counts?.due.later },
    { value: 'snoozed', label: 'Put off', count: counts?.snoozed },
    { value: 'done', label: 'Done' },
  ];
}

function choiceOf({ status, due }: TaskFilter): Choice {
  if (status === 'snoozed' || status === 'done') return status;
  return due ?? 'open';
}
