import type { AutomationDocument, Condition } from '@dunwell/language';
import { type DocumentTree, documentTree, type Target } from '../plan/document-tree.js';
import { conjunction } from './conjunction.js';

/** One way from the entry to the first step that does something. */
export interface PathCondition {
  /** Ids of the cases taken (S11); null: any path, where a document has too many to list. */
  path: readonly string[] | null;
  /** Holds for every subject that enters by this path, perhaps for others too; null holds for everybody. */
  when: Condition | null;
}

/** Ways with an effect or without. Branches in a row multiply: 20 of them with three arms each make 3 486 784 401 ways. */
const MOST_PATHS = 200;

/**
 * The paths to an effect, i.e. to the first step that is neither a branch nor an exit, each with the condition of entry
 * and its cases (S11): what SQL narrows by. That a case is only reached when those before it do not hold is left to the
 * engine. Empty where a document has no effect; above 200 ways one entry for all. Refuses (BrokenTreeError) steps that
 * are no tree.
 */
export function pathConditions(document: AutomationDocument): PathCondition[] {
  const ends = firstOf(MOST_PATHS + 1, endsFrom(documentTree(document)));
  if (ends.length > MOST_PATHS) return [{ path: null, when: document.entry.when }];
  return ends
    .filter(({ hasEffect }) => hasEffect)
    .map(({ path, cases }) => ({ path, when: conjunction([document.entry.when, ...cases]) }));
}

/** The cases taken so far. */
interface Route {
  path: readonly string[];
  cases: readonly Condition[];
}

/** Where branches alone lead: to a step with an effect, or to the end. */
interface RouteEnd extends Route {
  hasEffect: boolean;
}

function* endsFrom(
  tree: DocumentTree,
  target: Target = tree.first,
  route: Route = { path: [], cases: [] },
): Generator<RouteEnd> {
  const step = target.kind === 'step' ? tree.step(target.step) : null;
  if (target.kind !== 'step' || step?.kind !== 'branch') {
    yield { ...route, hasEffect: step !== null && step.kind !== 'exit' };
    return;
  }
  for (const { id, when, first } of step.cases) {
    const taken = { path: [...route.path, id], cases: [...route.cases, when] };
    yield* endsFrom(tree, tree.arm(target.step, first), taken);
  }
  yield* endsFrom(tree, tree.arm(target.step, step.otherwise.first), route);
}

function firstOf<T>(most: number, items: Iterable<T>): T[] {
  const taken: T[] = [];
  for (const item of items) {
    taken.push(item);
    if (taken.length === most) break;
  }
  return taken;
}
