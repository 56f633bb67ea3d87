import type { AutomationDocument } from '@dunwell/language';
import { againNode, emptyNode, END, ENTRY, stepNode, type NodeId } from './node-ids.js';
import { treeOf, type Arm, type Block } from './tree.js';

/** A way from one box to the next. */
export interface Line {
  from: NodeId;
  to: NodeId;
  /** `beside`: at the right, away from the way on. */
  leaves: 'below' | 'beside';
  /** Where it turns to another column: after the box it comes from, or before the one it goes to. */
  turns: 'early' | 'late';
  /** The way on of a step that may fail: not taken where this arm is. */
  insteadOf: NodeId | null;
}

/** An end of a chain that is still to lead somewhere. */
type OpenEnd = Pick<Line, 'from' | 'insteadOf'>;

interface Drawn {
  lines: Line[];
  ends: OpenEnd[];
}

/** Every way of a document, in its order; arms rejoin at what follows them, else at the end. */
export function linesOf(document: AutomationDocument): Line[] {
  const { lines, ends } = chainLines(treeOf(document), 'first', [end(ENTRY)]);
  return [...lines, ...rejoining(ends, END)];
}

const end = (from: NodeId, insteadOf: NodeId | null = null): OpenEnd => ({ from, insteadOf });

const rejoining = (ends: readonly OpenEnd[], to: NodeId): Line[] =>
  ends.map((open): Line => ({ ...open, to, leaves: 'below', turns: 'late' }));

function chainLines(chain: readonly Block[], path: string, before: readonly OpenEnd[]): Drawn {
  if (chain.length === 0) {
    const empty = emptyNode(path);
    return { lines: rejoining(before, empty), ends: [end(empty)] };
  }
  const lines: Line[] = [];
  let ends = before;
  for (const block of chain) {
    lines.push(...rejoining(ends, stepNode(block.id)));
    const drawn = blockLines(block);
    lines.push(...drawn.lines);
    ends = drawn.ends;
  }
  return { lines, ends: [...ends] };
}

function blockLines({ id, step, arms, aside, body }: Block): Drawn {
  const card = stepNode(id);
  if (arms.length > 0) return together(arms.map((arm) => armLines(card, arm, 'below')));
  if (aside) {
    return together([{ lines: [], ends: [end(card, aside.path)] }, armLines(card, aside, 'beside')]);
  }
  if (body) {
    const again = againNode(id);
    const inner = chainLines(body, card, [end(card)]);
    return { lines: [...inner.lines, ...rejoining(inner.ends, again)], ends: [end(again)] };
  }
  return { lines: [], ends: step.kind === 'exit' ? [] : [end(card)] };
}

function armLines(from: NodeId, { path, chain }: Arm, leaves: Line['leaves']): Drawn {
  const { lines, ends } = chainLines(chain, path, [end(path)]);
  return { lines: [{ from, to: path, leaves, turns: 'early', insteadOf: null }, ...lines], ends };
}

const together = (parts: readonly Drawn[]): Drawn => ({
  lines: parts.flatMap(({ lines }) => lines),
  ends: parts.flatMap(({ ends }) => ends),
});
