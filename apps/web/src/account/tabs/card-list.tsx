import type { ReactElement, ReactNode } from 'react';
import { Link } from 'react-router';
import type { Pages } from '../../api/use-pages.js';
import { ScrollList } from '../../parts/scroll-list.js';
import classes from './tabs.module.css';

interface CardListProps<T> {
  label: string;
  pages: Pages<T>;
  keyOf: (item: T) => string;
  empty: string;
  /** Where more can be done about them. */
  more: { to: string; words: string };
  children: (item: T) => ReactNode;
}

/** What a tab lists, with the way to the screen where one works on it. */
export function CardList<T>({ more, ...list }: CardListProps<T>): ReactElement {
  return (
    <div className={classes.scroll}>
      <ScrollList {...list} className={classes.cards} />
      <p className={classes.all}>
        <Link to={more.to}>{more.words}</Link>
      </p>
    </div>
  );
}
