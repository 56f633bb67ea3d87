import { UnstyledButton } from '@mantine/core';
import type { LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import classes from './group-list.module.css';

export interface ListedGroup {
  id: string;
  icon: LucideIcon;
  tone: 'plain' | 'warning' | 'danger';
  title: ReactNode;
  detail: ReactNode;
  count: number;
}

/** Much of the same as one line each; choosing one narrows the list beside it, choosing it again widens it. */
export function GroupList({
  label,
  groups,
  chosen,
  onChoose,
}: {
  label: string;
  groups: readonly ListedGroup[];
  chosen: string | null;
  onChoose: (id: string | null) => void;
}): ReactElement {
  return (
    <ul className={classes.groups} aria-label={label}>
      {groups.map(({ id, icon: Icon, tone, title, detail, count }) => (
        <li key={id}>
          <UnstyledButton
            className={classes.group}
            aria-pressed={id === chosen}
            onClick={() => onChoose(id === chosen ? null : id)}
          >
            <Icon className={classes.icon} data-tone={tone} size={16} strokeWidth={1.75} aria-hidden />
            <span className={classes.words}>
              <span className={classes.title}>{title}</span>
              <span className={classes.detail}>{detail}</span>
            </span>
            <span className={classes.count}>{count.toLocaleString()}</span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
