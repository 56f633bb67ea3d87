import { UnstyledButton } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { Search } from 'lucide-react';
import type { ReactElement } from 'react';
import { Link, NavLink } from 'react-router';
import { useCounts } from '../../api/use-counts.js';
import { useSession } from '../session/use-session.js';
import { AUTOMATE, DAILY, SET_UP, type Place } from './navigation.js';
import { PersonMenu } from './person-menu.js';
import classes from './shell.module.css';
import { WorkspaceMenu } from './workspace-menu.js';

export function SideBar(): ReactElement {
  const { provider } = useSession().workspace;
  return (
    <nav className={classes.sideBar} aria-label="Dunwell">
      <WorkspaceMenu />
      {provider?.kind === 'practice' && (
        <Link to="/settings/provider" className={classes.practice}>
          Practice: no money moves
        </Link>
      )}
      <UnstyledButton className={classes.find} onClick={spotlight.open} aria-keyshortcuts="Control+K">
        <Search size={15} aria-hidden />
        Find
        <kbd>Ctrl K</kbd>
      </UnstyledButton>
      {DAILY.map((place) => (
        <PlaceLink key={place.path} {...place} />
      ))}
      <div className={classes.group}>Automate</div>
      {AUTOMATE.map((place) => (
        <PlaceLink key={place.path} {...place} />
      ))}
      <div className={classes.spacer} />
      {SET_UP.map((place) => (
        <PlaceLink key={place.path} {...place} />
      ))}
      <PersonMenu />
    </nav>
  );
}

function PlaceLink({ label, path, icon: Icon, count }: Place): ReactElement {
  const counts = useCounts();
  const figure = count && counts?.[count];
  return (
    <NavLink to={path} end={path === '/'} className={classes.place}>
      <Icon size={17} strokeWidth={1.75} aria-hidden />
      {label}
      {figure !== undefined && figure > 0 && <span className={classes.count}>{figure.toLocaleString()}</span>}
    </NavLink>
  );
}
