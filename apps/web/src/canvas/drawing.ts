import type { Step } from '@dunwell/language';
import type { EntryCard } from './cards/entry-card.js';
import type { StepCard } from './cards/step-card.js';
import type { Layout } from './layout/layout-document.js';
import type { Box } from './layout/part.js';
import type { Point } from './layout/route.js';
import type { NodeId } from './node-ids.js';
import type { Mark } from './overlay.js';

/** Whether a box is on the way that is shown: `plain` where none is. */
export type Standing = 'plain' | 'lit' | 'receding';

/** What a box shows: plain data, so that a box is drawn anew only when it differs. */
export type BoxContent = { standing: Standing } & (
  | ({ kind: 'entry'; badge: string | null } & EntryCard)
  | ({ kind: 'step'; step: Step; problems: number; figures: string[]; mark: Mark | null } & StepCard)
  | { kind: 'arm'; label: string; count: number | null }
  | { kind: 'empty'; words: string }
  | { kind: 'frame' }
  | { kind: 'again'; words: string }
  | { kind: 'end' }
);

export type ContentOf<K extends BoxContent['kind']> = Extract<BoxContent, { kind: K }>;

export interface DrawnBox {
  box: Box;
  content: BoxContent;
  /** For people who hear the screen. */
  label: string;
}

export interface DrawnLine {
  id: string;
  from: NodeId;
  to: NodeId;
  corners: Point[];
  isLit: boolean;
}

export interface Drawing extends Pick<Layout, 'width' | 'height'> {
  boxes: DrawnBox[];
  lines: DrawnLine[];
}
