import type { StepFigure } from '@dunwell/contract';
import type { StepId } from '@dunwell/language';
import type { NodeId } from './node-ids.js';

/** What is shown on top of a document; nothing of it is part of the document. */
export interface Overlay {
  /** How many problems each step has. */
  problems?: ReadonlyMap<StepId, number>;
  /** Of a live automation: what stands at its steps and what became of them. */
  figures?: ReadonlyMap<StepId, StepFigure>;
  /** Beside "Who enters": "19 at the next run". */
  entering?: string | null;
  /** The way somebody took; everything else recedes. */
  way?: Way;
}

export interface Way {
  /** The boxes it went through. */
  nodes: ReadonlySet<NodeId>;
  marks: ReadonlyMap<StepId, Mark>;
}

/** How a step on the way came out. */
export type Mark = 'done' | 'failed' | 'waiting' | 'attention' | 'stopped';
