import type { AutomationDocument, StepId } from './document.js';

/** A path as problems write it: ['steps', 'a', 'cases', 0] -> `steps.a.cases[0]`. */
export const jsonPath = (parts: readonly PropertyKey[]): string =>
  parts.reduce<string>((path, part) => {
    if (typeof part === 'number') return `${path}[${part}]`;
    return path ? `${path}.${String(part)}` : String(part);
  }, '');

/** The path of a step; those of its settings begin with it. */
export const stepPath = (step: StepId): string => `steps.${step}`;

/** The step a path of a document's JSON lies in. */
export function stepOfPath(parts: readonly PropertyKey[], steps: unknown): StepId | null {
  const [root, step] = parts;
  if (root !== 'steps' || typeof step !== 'string' || typeof steps !== 'object' || steps === null)
    return null;
  return Object.hasOwn(steps, step) ? (step satisfies keyof AutomationDocument['steps']) : null;
}
