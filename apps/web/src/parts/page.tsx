import type { ReactElement, ReactNode } from 'react';
import { useDocumentTitle } from '@mantine/hooks';
import classes from './page.module.css';

interface PageProps {
  title: string;
  /** Stands before the title, such as an avatar. */
  leading?: ReactNode;
  /** A few words beside the title. */
  aside?: ReactNode;
  /** What can be done here, at the right. */
  actions?: ReactNode;
  /** Filters and the like, under the title. */
  toolbar?: ReactNode;
  children: ReactNode;
}

/** The frame of every screen: a title, what can be done, and content that fills the window and scrolls by itself. */
export function Page({ title, leading, aside, actions, toolbar, children }: PageProps): ReactElement {
  useDocumentTitle(`${title} · Dunwell`);
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        {leading}
        <h1 className={classes.title}>{title}</h1>
        {aside !== undefined && <div className={classes.aside}>{aside}</div>}
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </header>
      {toolbar !== undefined && <div className={classes.toolbar}>{toolbar}</div>}
      <div className={classes.content}>{children}</div>
    </div>
  );
}
