/** The sizes and distances of the canvas, in its own units: pixels at 100 %. */
export interface Size {
  width: number;
  height: number;
}

export const CARD: Size = { width: 208, height: 64 };
export const ENTRY_FRAME: Size = { width: 664, height: 94 };
/** The label of an arm; one longer than a card is cut. */
export const PILL: Size = { width: 208, height: 24 };
export const END_PILL: Size = { width: 120, height: 24 };

/** Between two columns. */
export const COLUMN_GAP = 20;
/** Between a card and the next one below it. */
export const ROW_GAP = 40;
/** Between a card and the labels of its arms, and between a label and its arm. */
export const ABOVE_PILL = 30;
export const BELOW_PILL = 36;
/** Between the frame of a repeat and what it holds. */
export const FRAME_PADDING = 20;
/** How far a line goes straight before it turns to a column, and after it. */
export const BEND = 16;
