import type { AutomationDocument } from '@dunwell/language';
import { againNode, emptyNode, END, ENTRY, frameNode, stepNode } from '../node-ids.js';
import { treeOf, type Arm, type Block } from '../tree.js';
import {
  ABOVE_PILL,
  BELOW_PILL,
  CARD,
  COLUMN_GAP,
  END_PILL,
  ENTRY_FRAME,
  FRAME_PADDING,
  PILL,
  ROW_GAP,
  type Size,
} from './measures.js';
import { boxed, framed, sideBySide, stacked, withAside, type Box, type Part } from './part.js';

export interface Layout extends Size {
  /** In the order of the document. */
  boxes: Box[];
}

/**
 * Where everything of a document stands: from top to bottom, arms beside each other in their order, with the first box
 * of all at 0, 0 or to the right of it. The same document always lies the same way.
 */
export function layoutDocument(document: AutomationDocument): Layout {
  const { left, right, height, boxes } = stacked(
    [boxed(ENTRY, 'entry', ENTRY_FRAME), chainPart(treeOf(document), 'first'), boxed(END, 'end', END_PILL)],
    ROW_GAP,
  );
  return { width: left + right, height, boxes: boxes(left, 0) };
}

/** `path`: where the document says that there is no step. */
function chainPart(chain: readonly Block[], path: string): Part {
  if (chain.length === 0) return boxed(emptyNode(path), 'empty', CARD);
  return stacked(chain.map(blockPart), ROW_GAP);
}

function blockPart({ id, arms, aside, body }: Block): Part {
  const card = boxed(stepNode(id), 'step', CARD);
  if (arms.length > 0) return stacked([card, sideBySide(arms.map(armPart), COLUMN_GAP)], ABOVE_PILL);
  if (aside) return withAside(card, armPart(aside), { gap: COLUMN_GAP, down: CARD.height + ABOVE_PILL });
  if (body) {
    const inner = stacked([chainPart(body, stepNode(id)), boxed(againNode(id), 'again', PILL)], ABOVE_PILL);
    return stacked([card, framed(frameNode(id), inner, FRAME_PADDING)], ROW_GAP);
  }
  return card;
}

const armPart = ({ path, chain }: Arm): Part =>
  stacked([boxed(path, 'arm', PILL), chainPart(chain, path)], BELOW_PILL);
