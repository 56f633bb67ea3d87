import type { Task } from '@dunwell/contract';
import { CircleCheck, SquareCheckBig } from 'lucide-react';
import type { ReactElement } from 'react';
import { api } from '../../api/client.js';
import { usePages } from '../../api/use-pages.js';
import { useFormat } from '../../format/use-format.js';
import { TonePill } from '../../parts/tone-pill.js';
import { CardList } from './card-list.js';
import classes from './tabs.module.css';
import { taskWords } from './task-line.js';

/** What somebody is to do about the account, and what was done. */
export function TasksTab({ account }: { account: string }): ReactElement {
  const pages = usePages(['account', account, 'tasks'], (cursor) =>
    api.work.listTasks({ account, sort: 'newest', cursor }),
  );
  return (
    <CardList
      label="Tasks"
      pages={pages}
      keyOf={({ id }) => id}
      empty="There is no task about this account."
      more={{ to: `/tasks?account=${encodeURIComponent(account)}`, words: 'Work on them in the queue' }}
    >
      {(task) => <TaskCard task={task} />}
    </CardList>
  );
}

function TaskCard({ task }: { task: Task }): ReactElement {
  const { day } = useFormat();
  const { title, status, due } = task;
  const Icon = status === 'done' ? CircleCheck : SquareCheckBig;
  return (
    <div className={classes.card}>
      <Icon size={16} strokeWidth={1.75} aria-hidden className={classes.cardIcon} />
      <div className={classes.cardWords}>
        <strong>{title}</strong>
        <span>{taskWords(task, day)}</span>
      </div>
      {status === 'open' && due !== 'later' && (
        <TonePill tone={due === 'overdue' ? 'danger' : 'accent'}>
          {due === 'overdue' ? 'Late' : 'Due today'}
        </TonePill>
      )}
      {status !== 'open' && <TonePill>{status === 'done' ? 'Done' : 'Put off'}</TonePill>}
    </div>
  );
}
