import type { ReactElement, ReactNode } from 'react';
import classes from './panel.module.css';

interface PanelProps {
  title?: ReactNode;
  /** A few words or a link at the right of the title. */
  aside?: ReactNode;
  /** What can be done with the content, or how it is chosen, above it. */
  bar?: ReactNode;
  /** The content touches the edges: lists and tables. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
}

/** A card: one thing on a screen, with its title. What does not fit scrolls inside. */
export function Panel({ title, aside, bar, flush = false, className, children }: PanelProps): ReactElement {
  return (
    <section className={[classes.panel, className].filter(Boolean).join(' ')}>
      {title !== undefined && (
        <header className={classes.header}>
          <h2>{title}</h2>
          {aside !== undefined && <div className={classes.aside}>{aside}</div>}
        </header>
      )}
      {bar !== undefined && <div className={classes.bar}>{bar}</div>}
      <div className={flush ? classes.flush : classes.body}>{children}</div>
    </section>
  );
}
