import type { SavedView, ViewQuery } from '@dunwell/contract';
import { writeParams } from '../../format/search-params.js';

/** The view that a screen shows just now: the one that asks for the same, in whatever order its parts stand. */
export function viewShown(views: readonly SavedView[], current: ViewQuery): SavedView | undefined {
  const asked = canonical(current.query);
  return views.find(({ query }) => canonical(query) === asked);
}

function canonical(query: object): string {
  const params = writeParams(query);
  params.sort();
  return params.toString();
}
