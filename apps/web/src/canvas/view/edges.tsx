import { BaseEdge, type Edge, type EdgeProps, type EdgeTypes } from '@xyflow/react';
import { memo, type ReactElement } from 'react';
import { roundedPath, type Point } from '../layout/route.js';
import classes from './canvas.module.css';

export type LineEdge = Edge<{ corners: Point[]; isLit: boolean }, 'line'>;

/** How round a line turns. */
const RADIUS = 10;

const LineBetween = memo(function LineBetween({ id, data }: EdgeProps<LineEdge>): ReactElement | null {
  if (!data) return null;
  return (
    <BaseEdge
      id={id}
      path={roundedPath(data.corners, RADIUS)}
      className={classes.line}
      data-lit={data.isLit || undefined}
    />
  );
});

export const EDGE_TYPES: EdgeTypes = { line: LineBetween };
