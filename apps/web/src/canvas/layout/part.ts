import type { NodeId } from '../node-ids.js';
import type { Size } from './measures.js';

export type BoxKind = 'entry' | 'step' | 'arm' | 'empty' | 'frame' | 'again' | 'end';

/** Where one thing stands on the canvas. */
export interface Box extends Size {
  id: NodeId;
  kind: BoxKind;
  x: number;
  y: number;
}

/** Something with a place of its own: how far it reaches from its axis, and its boxes once that is known. */
export interface Part {
  left: number;
  right: number;
  height: number;
  boxes: (axis: number, top: number) => Box[];
}

/** One box in the middle of its axis. */
export function boxed(id: NodeId, kind: BoxKind, { width, height }: Size): Part {
  const half = width / 2;
  return {
    left: half,
    right: half,
    height,
    boxes: (axis, top) => [{ id, kind, x: axis - half, y: top, width, height }],
  };
}

/** Parts below each other on one axis. */
export function stacked(parts: readonly Part[], gap: number): Part {
  return {
    left: Math.max(0, ...parts.map(({ left }) => left)),
    right: Math.max(0, ...parts.map(({ right }) => right)),
    height: parts.reduce((sum, { height }) => sum + height, 0) + gap * Math.max(0, parts.length - 1),
    boxes: (axis, top) => {
      let y = top;
      return parts.flatMap((part) => {
        const boxes = part.boxes(axis, y);
        y += part.height + gap;
        return boxes;
      });
    },
  };
}

/** Parts beside each other in their order, their axis in the middle between the first and the last of theirs. */
export function sideBySide(parts: readonly Part[], gap: number): Part {
  let x = 0;
  const axes = parts.map(({ left, right }) => {
    const axis = x + left;
    x += left + right + gap;
    return axis;
  });
  const middle = Math.round(((axes.at(0) ?? 0) + (axes.at(-1) ?? 0)) / 2);
  return {
    left: middle,
    right: x - gap - middle,
    height: Math.max(0, ...parts.map(({ height }) => height)),
    boxes: (axis, top) => parts.flatMap((part, index) => part.boxes(axis - middle + (axes[index] ?? 0), top)),
  };
}

/** A part with another one to the right of its axis, so far that the axis stays free for the way on. */
export function withAside(part: Part, aside: Part, { gap, down }: { gap: number; down: number }): Part {
  const offset = part.right + gap + aside.left;
  return {
    left: part.left,
    right: offset + aside.right,
    height: Math.max(part.height, down + aside.height),
    boxes: (axis, top) => [...part.boxes(axis, top), ...aside.boxes(axis + offset, top + down)],
  };
}

/** A part inside a frame, which comes first, since it lies under what it holds. */
export function framed(id: NodeId, inner: Part, padding: number): Part {
  const [left, right] = [inner.left + padding, inner.right + padding];
  const height = inner.height + 2 * padding;
  return {
    left,
    right,
    height,
    boxes: (axis, top) => [
      { id, kind: 'frame', x: axis - left, y: top, width: left + right, height },
      ...inner.boxes(axis, top + padding),
    ],
  };
}
