import type { AutomationDocument, CatalogueContext } from '@dunwell/language';
import { contentsOf } from './contents.js';
import type { DrawnBox, DrawnLine, Drawing } from './drawing.js';
import { labelOf } from './labels.js';
import { layoutDocument } from './layout/layout-document.js';
import type { Box } from './layout/part.js';
import { routeOf } from './layout/route.js';
import { linesOf, type Line } from './lines.js';
import { END, type NodeId } from './node-ids.js';
import type { Overlay, Way } from './overlay.js';

/**
 * A document as boxes and lines, with what is to be shown on top of it. The document is the state: this is made from it
 * at every change and never saved.
 */
export function project(document: AutomationDocument, overlay: Overlay, context: CatalogueContext): Drawing {
  const { boxes, width, height } = layoutDocument(document);
  const lines = linesOf(document);
  const contentOf = contentsOf(document, overlay, context);
  const isEndReached = lines.some(({ to }) => to === END);
  const places = new Map(boxes.map((box) => [box.id, box]));
  return {
    width,
    height,
    boxes: boxes
      .filter(({ id }) => id !== END || isEndReached)
      .map((box): DrawnBox => {
        const content = contentOf(box);
        return { box, content, label: labelOf(content) };
      }),
    lines: lines.map((line) => drawnLine(line, places, overlay.way)),
  };
}

function drawnLine(line: Line, places: ReadonlyMap<NodeId, Box>, way: Way | undefined): DrawnLine {
  const { from, to } = line;
  const [source, target] = [places.get(from), places.get(to)];
  if (!source || !target) throw new Error(`There is no box for the line from ${from} to ${to}.`);
  const corners = routeOf(line, source, target);
  return { id: `${from}>${to}`, from, to, corners, isLit: way !== undefined && isOn(line, way) };
}

const isOn = ({ from, to, insteadOf }: Line, { nodes }: Way): boolean =>
  nodes.has(from) && nodes.has(to) && (insteadOf === null || !nodes.has(insteadOf));
