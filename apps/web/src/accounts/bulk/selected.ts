import type { AccountFilter, BulkAccountsRequest } from '@dunwell/contract';

/** Which accounts of the list something is done to: those with these keys, or all of the filter, shown or not. */
export interface Selected {
  keys: ReadonlySet<string>;
  whole: boolean;
}

export const NOTHING_SELECTED: Selected = { keys: new Set(), whole: false };

/** How many accounts one request changes at most. */
export const MOST_AT_ONCE = 5_000;

/** How many accounts are meant; `matching` is how many fit the filter. */
export const countOf = ({ keys, whole }: Selected, matching: number): number =>
  whole ? matching : keys.size;

/** Them as the server is told; with the number that was seen, so that another one refuses it. */
export function requestFor(
  { keys, whole }: Selected,
  { filter, expected }: { filter: AccountFilter; expected: number },
): Pick<BulkAccountsRequest, 'accounts' | 'filter' | 'expected'> {
  return whole ? { filter, expected } : { accounts: [...keys], expected };
}

/** Why so many accounts cannot be changed at once; undefined: they can. */
export function tooMany(count: number): string | undefined {
  if (count <= MOST_AT_ONCE) return undefined;
  return `At most ${MOST_AT_ONCE.toLocaleString()} accounts at once. Narrow the filter first.`;
}
