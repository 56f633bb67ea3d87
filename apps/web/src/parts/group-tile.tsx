import type { LucideIcon } from 'lucide-react';
import type { CSSProperties, ReactElement } from 'react';
import classes from './group-tile.module.css';

/** What an action is for; each group has a colour of its own. */
export type Group = 'customer' | 'team' | 'money' | 'service' | 'decide' | 'wait' | 'mark';

/** The icon of a kind of step on the soft tile of its group. */
export function GroupTile({
  group,
  icon: Icon,
  size = 22,
}: {
  group: Group;
  icon: LucideIcon;
  size?: 22 | 28;
}): ReactElement {
  const colours = { '--tile': `var(--${group}-soft)`, '--icon': `var(--${group})` } as CSSProperties;
  return (
    <span className={classes.tile} style={{ ...colours, width: size, height: size }} aria-hidden>
      <Icon size={size === 22 ? 14 : 16} strokeWidth={1.75} />
    </span>
  );
}
