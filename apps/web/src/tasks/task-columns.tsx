import { AccountLink } from '../parts/account-link.js';
import type { Task } from '@dunwell/contract';
import type { ReactElement } from 'react';
import { formatMoney } from '../format/money.js';
import { useFormat } from '../format/use-format.js';
import type { Column } from '../parts/data-table.js';
import { DaysPill } from '../parts/days-pill.js';
import { TonePill } from '../parts/tone-pill.js';
import { assigneeWords, OUTCOMES } from '../parts/tasks/task-words.js';
import classes from './tasks.module.css';

export function useTaskColumns(): Column<Task>[] {
  const format = useFormat();
  return [
    {
      id: 'priority',
      header: 'Priority',
      width: 70,
      cell: ({ priority }) => <Priority value={priority} />,
    },
    {
      id: 'title',
      header: 'Task',
      cell: ({ title }) => <b className={classes.title}>{title}</b>,
      phone: 'title',
    },
    {
      id: 'account',
      header: 'Account',
      cell: ({ account, accountName }) => <AccountLink account={account} name={accountName} />,
      phone: 'detail',
    },
    {
      id: 'streak',
      header: 'Past due',
      cell: ({ standing: { streakDays } }) =>
        streakDays === null ? null : <DaysPill daysPastDue={streakDays} />,
    },
    {
      id: 'overdue',
      header: 'Overdue',
      align: 'right',
      cell: ({ standing: { overdue, currency } }) => formatMoney(overdue, currency),
      phone: 'amount',
    },
    { id: 'assignee', header: 'Who', cell: ({ assignee }) => assigneeWords(assignee) },
    {
      id: 'due',
      header: 'Due',
      cell: (task) => <Due task={task} date={format.day(task.dueOn)} />,
      phone: 'detail',
    },
    {
      id: 'from',
      header: 'From',
      cell: ({ origin }) => (origin.kind === 'automation' ? origin.automation : origin.by),
    },
  ];
}

/** 0 to 100 as a bar with its number: one sees at once where the queue gets less urgent. */
function Priority({ value }: { value: number }): ReactElement {
  return (
    <span className={classes.priority}>
      <span className={classes.track} aria-hidden>
        <span className={classes.fill} style={{ width: `${value}%` }} />
      </span>
      {value}
    </span>
  );
}

function Due({ task, date }: { task: Task; date: string }): ReactElement {
  if (task.status === 'done')
    return <TonePill tone="success">{task.outcome ? OUTCOMES[task.outcome] : 'Done'}</TonePill>;
  if (task.due === 'overdue') return <TonePill tone="danger">{date}</TonePill>;
  return task.due === 'today' ? <TonePill tone="accent">Today</TonePill> : <span>{date}</span>;
}
