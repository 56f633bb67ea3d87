import { Button } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useEffect, type ReactElement } from 'react';
import type { Pages } from '../api/use-pages.js';
import classes from './more.module.css';

/** Reads on when the end of the list comes into view. */
export function More<T>({ pages }: { pages: Pages<T> }): ReactElement | null {
  const { ref, entry } = useIntersection({ rootMargin: '400px' });
  const isNear = entry?.isIntersecting ?? false;
  const { hasMore, error, loadMore } = pages;
  useEffect(() => {
    if (isNear && hasMore && !error) loadMore();
  }, [isNear, hasMore, error, loadMore]);
  if (!hasMore) return null;
  return (
    <div ref={ref} className={classes.more}>
      <Button variant="subtle" loading={pages.isLoadingMore} onClick={loadMore}>
        {error ? 'Reading on failed. Try again' : 'Show more'}
      </Button>
    </div>
  );
}
