import { useMediaQuery } from '@mantine/hooks';
import { Suspense, type ReactElement } from 'react';
import { Outlet } from 'react-router';
import { LoadingRows } from '../../parts/states.js';
import { SessionGate } from '../session/session-gate.js';
import { useLiveUpdates } from '../../api/use-live-updates.js';
import { CommandMenu } from './command-menu.js';
import { PhoneBar } from './phone-bar.js';
import { ShortcutHelp, useShortcuts } from './shortcuts.js';
import { SideBar } from './side-bar.js';
import classes from './shell.module.css';

/** The house around every screen: where one is, where one can go. */
export function Shell(): ReactElement {
  return (
    <SessionGate>
      <House />
    </SessionGate>
  );
}

function House(): ReactElement {
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  useLiveUpdates();
  const help = useShortcuts();
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        Skip to the content
      </a>
      {!isPhone && <SideBar />}
      <main id="content" className={classes.main} tabIndex={-1}>
        <Suspense fallback={<LoadingRows />}>
          <Outlet />
        </Suspense>
      </main>
      {isPhone && <PhoneBar />}
      <CommandMenu />
      <ShortcutHelp {...help} />
    </div>
  );
}
