import {
  chainOf,
  stepPath,
  type AutomationDocument,
  type Step,
  type StepId,
  type StepKind,
} from '@dunwell/language';

/** A step as it is drawn, with what hangs below it. */
export interface Block {
  id: StepId;
  step: Step;
  /** Side by side in the order of the document; they rejoin below. */
  arms: readonly Arm[];
  /** Leaves the way on and rejoins it below: what happens where an action fails. */
  aside: Arm | null;
  /** What a repeat repeats. */
  body: readonly Block[] | null;
}

export interface Arm {
  /** Where it stands in the document: `steps.threshold.cases[0]`. */
  path: string;
  label: string;
  chain: readonly Block[];
}

/** The steps of a document as blocks within blocks, the first chain outermost. */
export const treeOf = (document: AutomationDocument): Block[] => blocksOf(document.first, document);

function blocksOf(first: StepId | null, document: AutomationDocument): Block[] {
  return chainOf(first, document).map(({ id, step }) => {
    const below = BELOW[step.kind] as (step: Step, hang: Hang) => Partial<Block>;
    const hang: Hang = {
      arm: (path, label, first) => ({
        path: `${stepPath(id)}.${path}`,
        label,
        chain: blocksOf(first, document),
      }),
      chain: (first) => blocksOf(first, document),
    };
    return { id, step, arms: [], aside: null, body: null, ...below(step, hang) };
  });
}

interface Hang {
  arm: (path: string, label: string, first: StepId | null) => Arm;
  chain: (first: StepId | null) => Block[];
}

/** What hangs below each kind of step; a new kind fails to compile until it is said. */
const BELOW: Readonly<{
  [K in StepKind]: (step: Extract<Step, { kind: K }>, hang: Hang) => Partial<Block>;
}> = {
  action: ({ onFailure }, { arm }) =>
    // An emptied arm is no arm: the failure goes to a person (S17).
    onFailure ? { aside: arm('onFailure', 'if it fails', onFailure) } : {},
  wait: () => ({}),
  waitFor: ({ onMet, onTimeout }, { arm }) => ({
    arms: [arm('onMet', 'as soon as it holds', onMet), arm('onTimeout', 'if it never does', onTimeout)],
  }),
  branch: ({ cases, otherwise }, { arm }) => ({
    arms: [
      ...cases.map(({ label, first }, index) => arm(`cases[${index}]`, label, first)),
      arm('otherwise', otherwise.label, otherwise.first),
    ],
  }),
  repeat: ({ first }, { chain }) => ({ body: chain(first) }),
  exit: () => ({}),
};

/** Every arm of a document, by its path. */
export function armsOf(blocks: readonly Block[]): Map<string, Arm> {
  return new Map(
    blocks.flatMap((block) => {
      const arms = block.aside ? [...block.arms, block.aside] : block.arms;
      const inner = [...arms.map(({ chain }) => chain), block.body ?? []];
      return [
        ...arms.map((arm) => [arm.path, arm] as const),
        ...inner.flatMap((chain) => [...armsOf(chain)]),
      ];
    }),
  );
}
