import { takeBranch } from '../take-branch.js';
import { here, type Move, type Walk } from './walk.js';

/** A branch is decided on the facts of the look that reaches it. */
export async function runBranch(walk: Walk): Promise<Move> {
  const { branch, to } = await takeBranch(walk.automation, walk.step, walk.look.facts);
  walk.decisions.push({ kind: 'branched', ...here(walk), ...branch });
  return { kind: 'goOn', to };
}
