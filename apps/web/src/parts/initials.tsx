import type { ReactElement } from 'react';
import classes from './initials.module.css';

/** Somebody as one or two letters. The name stands beside it, so it says nothing to those who hear the screen. */
export function Initials({ name, size = 28 }: { name: string; size?: number }): ReactElement {
  return (
    <span
      className={classes.initials}
      style={{ width: size, height: size, fontSize: size * 0.4 }}
      aria-hidden
    >
      {initialsOf(name)}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => (/^./su.exec(word ?? '')?.[0] ?? '?').toUpperCase()).join('');
}
