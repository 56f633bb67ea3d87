import type { ReactElement, ReactNode } from 'react';
import type { Pages } from '../api/use-pages.js';
import { More } from './more.js';
import classes from './scroll-list.module.css';
import { EmptyState, ErrorState, LoadingRows } from './states.js';

interface ScrollListProps<T> {
  /** What the entries are, for people who hear the screen. */
  label: string;
  pages: Pages<T>;
  keyOf: (item: T) => string;
  /** Says why there are none. */
  empty: ReactNode;
  className?: string;
  children: (item: T) => ReactNode;
}

/** Entries one below the other that go on as one scrolls; a table has `DataTable`. */
export function ScrollList<T>({
  label,
  pages,
  keyOf,
  empty,
  className,
  children,
}: ScrollListProps<T>): ReactElement {
  if (pages.error && !pages.items) return <ErrorState error={pages.error} retry={pages.retry} />;
  if (!pages.items) return <LoadingRows rows={5} />;
  if (pages.items.length === 0 && !pages.hasMore)
    return typeof empty === 'string' ? <EmptyState>{empty}</EmptyState> : <>{empty}</>;
  return (
    <div className={classes.scroll} role="region" aria-label={label} tabIndex={0}>
      <ul className={[classes.list, className].filter(Boolean).join(' ')}>
        {pages.items.map((item) => (
          <li key={keyOf(item)}>{children(item)}</li>
        ))}
      </ul>
      <More pages={pages} />
    </div>
  );
}
