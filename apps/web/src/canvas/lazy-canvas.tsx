import { Skeleton } from '@mantine/core';
import { lazy, Suspense, type ReactElement } from 'react';
import type { DocumentCanvasProps } from './view/document-canvas.js';

const DocumentCanvas = lazy(async () => ({
  default: (await import('./view/document-canvas.js')).DocumentCanvas,
}));

/** The canvas, fetched when somebody looks at one: it brings React Flow and the words of the language. */
export function LazyCanvas(props: DocumentCanvasProps): ReactElement {
  return (
    <Suspense fallback={<Skeleton h="100%" radius={0} aria-label="Loading the canvas" />}>
      <DocumentCanvas {...props} />
    </Suspense>
  );
}
