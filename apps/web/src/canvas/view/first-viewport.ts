import type { Viewport } from '@xyflow/react';
import type { Size } from '../layout/measures.js';

/** The space left around what is shown. */
const MARGIN = 24;
/** Below that, cards cannot be read: rather a part of the canvas. */
const LEAST_ZOOM = 0.6;

/** Shows the whole of a drawing, never larger than it is; where it would become too small, its beginning. */
export function firstViewport(drawing: Size, window: Size): Viewport {
  const zoom = Math.min(
    1,
    (window.width - 2 * MARGIN) / drawing.width,
    (window.height - 2 * MARGIN) / drawing.height,
  );
  if (zoom >= LEAST_ZOOM) {
    return {
      zoom,
      x: (window.width - drawing.width * zoom) / 2,
      y: Math.max(MARGIN, Math.min((window.height - drawing.height * zoom) / 2, 2 * MARGIN)),
    };
  }
  const widest = Math.max(LEAST_ZOOM, Math.min(1, (window.width - 2 * MARGIN) / drawing.width));
  return { zoom: widest, x: (window.width - drawing.width * widest) / 2, y: MARGIN };
}
