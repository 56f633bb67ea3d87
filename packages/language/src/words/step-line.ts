import { specificationOf } from '../actions/specifications.js';
import type { Step, StepKind } from '../document/document.js';
import { actionWords } from './action-words.js';
import { quantity } from './quantity.js';
import { capitalized } from './token.js';
import { waitWords } from './wait-words.js';

/** A step in two short texts. */
export interface StepLine {
  /** What it is called: its own label, or what it does. */
  label: string;
  detail: string;
}

/** A step as lists and the outline show it. */
export function stepLine(step: Step): StepLine {
  const line = LINES[step.kind] as (step: Step) => StepLine;
  return line(step);
}

const LINES: Readonly<{ [K in StepKind]: (step: Extract<Step, { kind: K }>) => StepLine }> = {
  action: (step) => {
    const { does, name, undo } = actionWords(step);
    const { label } = specificationOf(step.action);
    return { label: step.label?.trim() || capitalized(`${does} ${name ?? ''}`.trim()), detail: label + undo };
  },
  wait: (step) => {
    const { lead, core } = waitWords(step);
    return { label: step.label?.trim() || `Wait ${lead}${core}`, detail: '' };
  },
  waitFor: ({ label, timeoutDays }) => ({
    label: label?.trim() || 'Wait for',
    detail: `At most ${quantity(timeoutDays, 'day')}`,
  }),
  branch: ({ label, cases }) => ({
    label: label?.trim() || 'Branch',
    detail: `${quantity(cases.length + 1, 'arm')}, first match wins`,
  }),
  repeat: ({ label, everyDays, atMost }) => ({
    label: label?.trim() || 'Repeat',
    detail: `Every ${quantity(everyDays, 'day')}, at most ${quantity(atMost, 'time')}`,
  }),
  exit: ({ reason }) => ({ label: `End: ${reason}`, detail: '' }),
};
