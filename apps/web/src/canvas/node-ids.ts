import { stepPath, type StepId } from '@dunwell/language';

/** What a box on the canvas is called: where what it shows stands in the document, `steps.friendly`. */
export type NodeId = string;

/** Who enters, when they leave, limits. */
export const ENTRY: NodeId = 'entry';
/** Where all ways end that lead to no other end. */
export const END: NodeId = '#end';

export const stepNode = (step: StepId): NodeId => stepPath(step);
/** Stands where an arm or a repeat holds no step. */
export const emptyNode = (path: string): NodeId => `${path}#empty`;
/** Around what a repeat repeats. */
export const frameNode = (step: StepId): NodeId => `${stepPath(step)}#frame`;
/** Where a repeat goes back or on. */
export const againNode = (step: StepId): NodeId => `${stepPath(step)}#again`;
