import type { ReactElement, ReactNode } from 'react';
import classes from './tone-pill.module.css';

export type Tone = 'plain' | 'accent' | 'success' | 'warning' | 'danger';

/** A state in a word or two. Red only for what somebody must do something about. */
export function TonePill({
  tone = 'plain',
  dot = false,
  children,
}: {
  tone?: Tone;
  /** A point before the words: something is going on. */
  dot?: boolean;
  children: ReactNode;
}): ReactElement {
  return (
    <span className={classes.pill} data-tone={tone}>
      {dot && <span className={classes.dot} aria-hidden />}
      {children}
    </span>
  );
}
