import type { ListLink } from '@dunwell/contract';
import { writeParams } from './search-params.js';

/** The address of the list behind a figure. */
export function listPath({ path, query }: ListLink): string {
  const search = writeParams(query).toString();
  return search === '' ? path : `${path}?${search}`;
}
