import { useDocumentTitle } from '@mantine/hooks';
import type { ReactElement, ReactNode } from 'react';
import classes from './sign-in-frame.module.css';

/** The room before the house: one small card in the middle. */
export function SignInFrame({
  title,
  words,
  children,
}: {
  title: string;
  /** Why one is here. */
  words?: ReactNode;
  children: ReactNode;
}): ReactElement {
  useDocumentTitle(`${title} · Dunwell`);
  return (
    <main className={classes.room}>
      <div className={classes.card}>
        <img src="/icon.svg" alt="Dunwell" width={32} height={32} />
        <h1>{title}</h1>
        {words !== undefined && <p className={classes.words}>{words}</p>}
        {children}
      </div>
    </main>
  );
}
