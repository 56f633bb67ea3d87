import type { Line } from '../lines.js';
import { BEND } from './measures.js';
import type { Box } from './part.js';

export interface Point {
  x: number;
  y: number;
}

/** The corners of a way between two boxes, from the one it leaves to the one it enters from above. */
export function routeOf({ leaves, turns }: Pick<Line, 'leaves' | 'turns'>, from: Box, to: Box): Point[] {
  const arrival = { x: middleOf(to), y: to.y };
  if (leaves === 'beside') {
    const y = from.y + from.height / 2;
    return [{ x: from.x + from.width, y }, { x: arrival.x, y }, arrival];
  }
  const start = { x: middleOf(from), y: from.y + from.height };
  if (start.x === arrival.x) return [start, arrival];
  const y = turns === 'early' ? start.y + BEND : arrival.y - BEND;
  return [start, { x: start.x, y }, { x: arrival.x, y }, arrival];
}

const middleOf = ({ x, width }: Box): number => x + width / 2;

/** The corners as an SVG path with rounded turns. */
export function roundedPath(points: readonly Point[], radius: number): string {
  return points
    .map((point, index) => {
      const before = points[index - 1];
      const after = points[index + 1];
      if (!before) return `M ${point.x} ${point.y}`;
      if (!after) return `L ${point.x} ${point.y}`;
      const start = towards(point, before, radius);
      const end = towards(point, after, radius);
      return `L ${start.x} ${start.y} Q ${point.x} ${point.y} ${end.x} ${end.y}`;
    })
    .join(' ');
}

/** From one point to another, so far, but at most halfway. */
function towards(from: Point, to: Point, distance: number): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  const share = length === 0 ? 0 : Math.min(distance / length, 1 / 2);
  return { x: from.x + dx * share, y: from.y + dy * share };
}
