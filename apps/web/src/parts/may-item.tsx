import type { Permission } from '@dunwell/contract';
import { Menu } from '@mantine/core';
import type { LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { useMay } from '../app/session/use-session.js';
import classes from './may-item.module.css';

interface MayItemProps {
  permission: Permission;
  icon: LucideIcon;
  label: string;
  onClick: () => void;
  /** Why it cannot be done now, although the person may. */
  disabledBecause?: string;
  danger?: boolean;
}

/** An entry of a menu that whoever may not choose it can see, with the reason. */
export function MayItem({
  permission,
  icon: Icon,
  label,
  onClick,
  disabledBecause,
  danger = false,
}: MayItemProps): ReactElement {
  const { may, why } = useMay(permission);
  const reason = may ? disabledBecause : why;
  return (
    <Menu.Item
      leftSection={<Icon size={14} strokeWidth={1.75} aria-hidden />}
      aria-disabled={reason !== undefined}
      data-disabled={reason !== undefined || undefined}
      closeMenuOnClick={reason === undefined}
      className={classes.item}
      data-danger={(danger && reason === undefined) || undefined}
      onClick={() => {
        if (reason === undefined) onClick();
      }}
    >
      {label}
      {reason !== undefined && <span className={classes.reason}>{reason}</span>}
    </Menu.Item>
  );
}
