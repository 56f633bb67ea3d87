import type { AutomationDocument, CatalogueContext, ScheduleTrigger, Step } from '@dunwell/language';
import { entryCard } from './cards/entry-card.js';
import { stepCards } from './cards/step-card.js';
import type { BoxContent, ContentOf, Standing } from './drawing.js';
import { armCounts, figureWords } from './figures.js';
import type { Box, BoxKind } from './layout/part.js';
import { againNode, emptyNode, stepNode, type NodeId } from './node-ids.js';
import type { Overlay } from './overlay.js';
import { armsOf, treeOf } from './tree.js';

/** What each box of a document shows, with what is to be shown on top of it. */
export function contentsOf(
  document: AutomationDocument,
  overlay: Overlay,
  context: CatalogueContext,
): (box: Box) => BoxContent {
  const { problems, figures, entering, way } = overlay;
  const cards = stepCards(document, context);
  const arms = armsOf(treeOf(document));
  const counts = figures && armCounts(arms, figures);
  const steps = new Map(Object.entries(document.steps).map(([id, step]) => [stepNode(id), { id, step }]));

  const contents: { [K in BoxKind]: (node: NodeId) => Omit<ContentOf<K>, 'standing'> } = {
    entry: () => ({ kind: 'entry', badge: entering ?? null, ...entryCard(document, context) }),
    step: (node) => {
      const { id, step } = must(steps.get(node), node);
      const figure = figures?.get(id);
      return {
        kind: 'step',
        step,
        problems: problems?.get(id) ?? 0,
        figures: figure ? figureWords(figure) : [],
        mark: way?.marks.get(id) ?? null,
        ...must(cards.get(id), node),
      };
    },
    arm: (node) => ({
      kind: 'arm',
      label: must(arms.get(node), node).label,
      count: counts?.get(node) ?? null,
    }),
    empty: (node) => ({ kind: 'empty', words: emptyWords(node, document) }),
    frame: () => ({ kind: 'frame' }),
    again: (node) => ({ kind: 'again', words: againWords(node, document) }),
    end: () => ({ kind: 'end' }),
  };
  return ({ id, kind }) => {
    const standing: Standing = way === undefined ? 'plain' : way.nodes.has(id) ? 'lit' : 'receding';
    return { standing, ...contents[kind](id) };
  };
}

function must<T>(found: T | undefined, node: NodeId): T {
  if (found === undefined) throw new Error(`The document has nothing for the box ${node}.`);
  return found;
}

const AGAIN: Readonly<Record<ScheduleTrigger['every'], string>> = {
  day: 'tomorrow',
  week: 'next week',
  month: 'next month',
};

/** What a place without steps comes to: by an arm before the first step, nobody enters (S11). */
function emptyWords(node: NodeId, { first, steps, trigger }: AutomationDocument): string {
  if (node === emptyNode('first')) return 'Nothing to do yet.';
  const top = first === null ? undefined : steps[first];
  const isBeforeFirst = top?.kind === 'branch' && top.next === null && isArmOf(node, first);
  if (!isBeforeFirst) return 'Nothing to do here.';
  return trigger.kind === 'schedule'
    ? `Nothing to do.\nLooked at again ${AGAIN[trigger.every]}`
    : 'Nothing to do.';
}

const isArmOf = (node: NodeId, step: string | null): boolean =>
  step !== null && node.startsWith(`${stepNode(step)}.`);

function againWords(node: NodeId, { steps }: AutomationDocument): string {
  const found = Object.entries(steps).find(([id]) => againNode(id) === node);
  const step: Step | undefined = found?.[1];
  if (step?.kind !== 'repeat') throw new Error(`${node} belongs to no repeat.`);
  return `Again, ${step.atMost} ${step.atMost === 1 ? 'time' : 'times'} at most`;
}
