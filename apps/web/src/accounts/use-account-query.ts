import { useFilter } from '../format/use-filter.js';
import { ACCOUNT_PARAMS, sortOf, type ListQuery } from './account-query.js';

/** The query in the address. It always names its order, so that an empty address stays one that asks for nothing. */
export function useAccountQuery(): [ListQuery, (query: ListQuery) => void] {
  const [query, change] = useFilter<ListQuery>(ACCOUNT_PARAMS);
  return [query, (next) => change({ ...next, sort: sortOf(next) }, { replaceAll: true })];
}
