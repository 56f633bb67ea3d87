import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { ErrorState, LoadingRows } from './states.js';

interface QueryStateProps<T> {
  query: UseQueryResult<T>;
  /** Stands where the content will stand. */
  loading?: ReactNode;
  children: (data: T) => ReactNode;
}

/** What a query has to say: that it is on its way, what went wrong, or its answer. */
export function QueryState<T>({ query, loading, children }: QueryStateProps<T>): ReactElement {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  return <>{loading ?? <LoadingRows />}</>;
}
