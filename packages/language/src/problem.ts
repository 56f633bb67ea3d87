import type { StepId } from './document/document.js';

/** One change of the JSON that mends a problem, for a button beside it. */
export interface ProblemFix {
  /** On the button: "Once per account". */
  label: string;
  /** Where the value goes, in the form of `Problem.path`. */
  path: string;
  value: unknown;
}

/**
 * Something an author has to mend or should know, found by a check of a document (S18).
 * `error` refuses publishing, `warning` is shown and can be published over.
 */
export interface Problem {
  /** Stable, for tests and translations, e.g. `unknownField`. */
  code: string;
  severity: 'error' | 'warning';
  /** The step the problem belongs to; null for trigger, entry, exit, limits and the document itself. */
  step: StepId | null;
  /** Where in the JSON, e.g. `steps.threshold.cases[0].when.value`; empty for the document itself. */
  path: string;
  /** What is wrong and how to mend it, in an operator's words. */
  message: string;
  fix?: ProblemFix;
}
