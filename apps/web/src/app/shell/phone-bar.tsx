import { Drawer, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Menu } from 'lucide-react';
import type { ReactElement } from 'react';
import { NavLink } from 'react-router';
import { useCounts } from '../../api/use-counts.js';
import { ALL_PLACES, AUTOMATE, DAILY, type Place } from './navigation.js';
import { PersonMenu } from './person-menu.js';
import classes from './shell.module.css';
import { WorkspaceMenu } from './workspace-menu.js';

const OFTEN = ['/', '/accounts', '/tasks', '/attention'];
const PLACES = [...DAILY, ...AUTOMATE].filter(({ path }) => OFTEN.includes(path));

/** The four places one needs on the way, and the rest behind "More". */
export function PhoneBar(): ReactElement {
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <nav className={classes.phoneBar} aria-label="Dunwell">
      {PLACES.map((place) => (
        <PhonePlace key={place.path} {...place} />
      ))}
      <UnstyledButton className={classes.phonePlace} onClick={open}>
        <Menu size={20} strokeWidth={1.75} aria-hidden />
        More
      </UnstyledButton>
      <Drawer opened={isOpen} onClose={close} position="bottom" title={<WorkspaceMenu />} size="auto">
        <div onClick={close}>
          {ALL_PLACES.filter(({ path }) => !OFTEN.includes(path)).map(({ label, path, icon: Icon }) => (
            <NavLink key={path} to={path} className={classes.place} style={{ height: 44 }}>
              <Icon size={18} strokeWidth={1.75} aria-hidden />
              {label}
            </NavLink>
          ))}
        </div>
        <PersonMenu />
      </Drawer>
    </nav>
  );
}

function PhonePlace({ label, path, icon: Icon, count }: Place): ReactElement {
  const counts = useCounts();
  const figure = path === '/accounts' ? undefined : count && counts?.[count];
  return (
    <NavLink to={path} end={path === '/'} className={classes.phonePlace}>
      <Icon size={20} strokeWidth={1.75} aria-hidden />
      {figure !== undefined && figure > 0 && <span className={classes.badge}>{figure}</span>}
      {label.split(' ').at(-1)?.replace(/^a/, 'A')}
    </NavLink>
  );
}
