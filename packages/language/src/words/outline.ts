import type { AutomationDocument, Step, StepId, StepKind } from '../document/document.js';
import { stepPath } from '../document/json-path.js';
import type { CatalogueContext } from '../fields/catalogue.js';
import { chainOf } from './chain-words.js';
import { conditionWords, SUBJECT_WORDS } from './condition-words.js';
import { limitWords, reentryWords, triggerWords } from './schedule-words.js';
import { stepLine } from './step-line.js';
import { capitalized, textOf } from './token.js';

export type OutlineKind = 'entry' | 'exits' | 'limits' | 'arm' | StepKind;

/** One line of the outline; arms of a branch are lines of their own. */
export interface OutlineNode {
  kind: OutlineKind;
  step: StepId | null;
  path: string;
  /** "2.1": the place within the tree; null for entry, exits and limits. */
  number: string | null;
  label: string;
  detail: string;
  children: OutlineNode[];
}

/** A document as a tree of lines, the same for the outline, screen readers and the command line. */
export function outline(document: AutomationDocument, context: CatalogueContext): OutlineNode[] {
  return [
    entryNode(document, context),
    exitsNode(document),
    ...limitsNodes(document),
    ...chainNodes(document.first, '', { document, context }),
  ];
}

interface Drawing {
  document: AutomationDocument;
  context: CatalogueContext;
}

const topNode = (kind: OutlineKind, path: string, label: string, detail: string): OutlineNode => ({
  kind,
  step: null,
  path,
  number: null,
  label,
  detail,
  children: [],
});

function entryNode(document: AutomationDocument, context: CatalogueContext): OutlineNode {
  const { entry, trigger, subject } = document;
  const who = entry.when
    ? textOf(
        conditionWords(
          { when: entry.when, step: null, path: 'entry.when' },
          { scope: document, context, form: 'modifier' },
        ),
      )
    : `every ${SUBJECT_WORDS[subject]}`;
  const when = `${textOf(triggerWords(trigger, context))} · ${reentryWords(entry.reentry)}`;
  return topNode('entry', 'entry', 'Who enters', `${capitalized(who.replace(/^that (is )?/, ''))}. ${when}`);
}

function exitsNode({ exit }: AutomationDocument): OutlineNode {
  const detail = exit.length > 0 ? exit.map(({ label }) => label).join(' · ') : 'Never before the end';
  return topNode('exits', 'exit', 'When they leave', detail);
}

const limitsNodes = ({ limits }: AutomationDocument): OutlineNode[] =>
  limits ? [topNode('limits', 'limits', 'Limits', limitWords(limits).join(' · '))] : [];

const chainNodes = (first: StepId | null, prefix: string, drawing: Drawing): OutlineNode[] =>
  chainOf(first, drawing.document).map(({ id, step }, index) =>
    stepNode(id, step, `${prefix}${index + 1}`, drawing),
  );

function stepNode(id: StepId, step: Step, number: string, drawing: Drawing): OutlineNode {
  const children = CHILDREN[step.kind] as (step: Step, parent: Parent) => OutlineNode[];
  return {
    kind: step.kind,
    step: id,
    path: stepPath(id),
    number,
    ...stepLine(step),
    children: children(step, { id, number, drawing }),
  };
}

interface Parent {
  id: StepId;
  number: string;
  drawing: Drawing;
}

interface Arm {
  label: string;
  detail: string;
  path: string;
  first: StepId | null;
}

const armNodes = (arms: readonly Arm[], { id, number, drawing }: Parent): OutlineNode[] =>
  arms.map(({ first, path, ...line }, index) => {
    const own = `${number}.${index + 1}`;
    return {
      kind: 'arm',
      step: id,
      path: `${stepPath(id)}.${path}`,
      number: own,
      ...line,
      children: chainNodes(first, `${own}.`, drawing),
    };
  });

const CHILDREN: Readonly<{
  [K in StepKind]: (step: Extract<Step, { kind: K }>, parent: Parent) => OutlineNode[];
}> = {
  action: ({ onFailure }, parent) =>
    onFailure
      ? armNodes([{ label: 'If it fails', detail: '', path: 'onFailure', first: onFailure }], parent)
      : [],
  wait: () => [],
  waitFor: ({ when, onMet, onTimeout }, parent) => {
    const { document, context } = parent.drawing;
    const place = { when, step: parent.id, path: `${stepPath(parent.id)}.when` };
    const met = textOf(conditionWords(place, { scope: document, context, form: { clauseAbout: 'it' } }));
    return armNodes(
      [
        { label: 'As soon as it holds', detail: capitalized(met), path: 'onMet', first: onMet },
        { label: 'If it never does', detail: '', path: 'onTimeout', first: onTimeout },
      ],
      parent,
    );
  },
  branch: ({ cases, otherwise }, parent) => {
    const { document, context } = parent.drawing;
    const arms = cases.map(({ label, when, first }, index): Arm => {
      const place = { when, step: parent.id, path: `${stepPath(parent.id)}.cases[${index}].when` };
      const detail = capitalized(
        textOf(conditionWords(place, { scope: document, context, form: { clauseAbout: 'it' } })),
      );
      return { label, detail, path: `cases[${index}]`, first };
    });
    return armNodes([...arms, { ...otherwise, detail: '', path: 'otherwise' }], parent);
  },
  repeat: ({ first }, { number, drawing }) => chainNodes(first, `${number}.`, drawing),
  exit: () => [],
};
