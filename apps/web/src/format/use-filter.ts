import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { readParams, writeParams, type ParamKinds } from './search-params.js';

/** A screen's filter, kept in the address: it can be sent to somebody, and the back button takes a step back. */
export function useFilter<T extends object>(
  kinds: ParamKinds<T>,
): [Partial<T>, (change: Partial<T>, options?: { replaceAll?: boolean }) => void] {
  const [search, setSearch] = useSearchParams();
  const filter = useMemo(() => readParams<T>(search, kinds), [search, kinds]);
  const change = useCallback(
    (part: Partial<T>, { replaceAll = false } = {}) => {
      setSearch((before) => writeParams(replaceAll ? part : { ...readParams<T>(before, kinds), ...part }));
    },
    [setSearch, kinds],
  );
  return [filter, change];
}
