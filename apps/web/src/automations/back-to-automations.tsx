import { ChevronRight } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-router';
import classes from './back-to-automations.module.css';

/** The way back, before the title of a page below the list; `children` are further steps of it. */
export function BackToAutomations({ children }: { children?: ReactNode }): ReactElement {
  return (
    <nav className={classes.way} aria-label="Where this is">
      <Link to="/automations">Automations</Link>
      <ChevronRight size={14} aria-hidden />
      {children}
    </nav>
  );
}

/** One further step on the way back. */
export function BackTo({ to, children }: { to: string; children: ReactNode }): ReactElement {
  return (
    <>
      <Link to={to}>{children}</Link>
      <ChevronRight size={14} aria-hidden />
    </>
  );
}
