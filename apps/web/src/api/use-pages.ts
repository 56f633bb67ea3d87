import type { Page } from '@dunwell/contract';
import { useInfiniteQuery, type QueryKey } from '@tanstack/react-query';

export interface Pages<T> {
  /** The items of all pages that have been read; undefined until the first is there. */
  items: T[] | undefined;
  error: Error | null;
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
  retry: () => void;
}

/** A list that is read page by page, as far as somebody scrolls. */
export function usePages<T>(key: QueryKey, read: (cursor: string | undefined) => Promise<Page<T>>): Pages<T> {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  return {
    items: query.data?.pages.flatMap(({ items }) => items),
    error: query.error,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => {
      if (!query.isFetchingNextPage) void query.fetchNextPage();
    },
    retry: () => void query.refetch(),
  };
}
