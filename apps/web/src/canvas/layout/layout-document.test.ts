/** @jest-environment node */
import { describe, expect, it } from '@jest/globals';
import { TEMPLATES, type AutomationDocument, type Step } from '@dunwell/language';
import fc from 'fast-check';
import { arbitraryDocument } from '../../../../../packages/engine/src/plan/arbitrary-document.testing.js';
import { linesOf } from '../lines.js';
import { END, ENTRY, stepNode } from '../node-ids.js';
import { armsOf, treeOf } from '../tree.js';
import { layoutDocument } from './layout-document.js';
import { CARD, COLUMN_GAP, ROW_GAP } from './measures.js';
import type { Box } from './part.js';
import { routeOf, type Point } from './route.js';

const tag = (next: string | null = null, onFailure?: string): Step => ({
  kind: 'action',
  action: { kind: 'addTag', tag: 'late' },
  next,
  ...(onFailure === undefined ? {} : { onFailure }),
});
const always = { field: 'account.overdueInvoiceCount', operator: 'atLeast', value: 1 } as const;

function doing(first: string | null, steps: Record<string, Step>): AutomationDocument {
  return {
    schemaVersion: 1,
    name: 'A rule',
    subject: 'account',
    trigger: { kind: 'manual' },
    entry: { when: null, reentry: { kind: 'once' } },
    exit: [],
    first,
    steps,
  };
}

const boxesOf = (document: AutomationDocument): Map<string, Box> =>
  new Map(layoutDocument(document).boxes.map((box) => [box.id, box]));

function at(boxes: ReadonlyMap<string, Box>, id: string): Box & { axis: number; bottom: number } {
  const box = boxes.get(id);
  if (!box) throw new Error(`${id} is not on the canvas: ${[...boxes.keys()].join(', ')}`);
  return { ...box, axis: box.x + box.width / 2, bottom: box.y + box.height };
}

describe('a chain', () => {
  const boxes = boxesOf(doing('a', { a: tag('b'), b: tag() }));

  it('goes down one axis from the entry to the end', () => {
    const axes = [ENTRY, stepNode('a'), stepNode('b'), END].map((id) => at(boxes, id).axis);
    expect(new Set(axes).size).toBe(1);
  });

  it('keeps a row apart', () => {
    expect(at(boxes, stepNode('b')).y - at(boxes, stepNode('a')).bottom).toBe(ROW_GAP);
  });
});

describe('the arms of a branch', () => {
  const branch: Step = {
    kind: 'branch',
    cases: [
      { id: 'one', label: 'one', when: always, first: 'a' },
      { id: 'two', label: 'two', when: always, first: 'b' },
    ],
    otherwise: { label: 'else', first: null },
    next: 'after',
  };
  const boxes = boxesOf(doing('which', { which: branch, a: tag(), b: tag('c'), c: tag(), after: tag() }));

  it('stand beside each other in the order of the document, a column apart', () => {
    const [one, two, otherwise] = [stepNode('a'), stepNode('b'), 'steps.which.otherwise#empty'].map((id) =>
      at(boxes, id),
    );
    expect(two!.x - one!.x).toBe(CARD.width + COLUMN_GAP);
    expect(otherwise!.x - two!.x).toBe(CARD.width + COLUMN_GAP);
  });

  it('rejoin below the longest', () => {
    expect(at(boxes, stepNode('after')).y).toBe(at(boxes, stepNode('c')).bottom + ROW_GAP);
  });

  it('have the branch and what follows in their middle', () => {
    const middle = at(boxes, stepNode('b')).axis;
    expect(at(boxes, stepNode('which')).axis).toBe(middle);
    expect(at(boxes, stepNode('after')).axis).toBe(middle);
  });
});

describe('what happens where an action fails', () => {
  const boxes = boxesOf(doing('a', { a: tag('after', 'repair'), repair: tag(), after: tag() }));

  it('stands at the right, and the way on stays straight', () => {
    const action = at(boxes, stepNode('a'));
    expect(at(boxes, stepNode('repair')).x).toBe(action.x + action.width + COLUMN_GAP);
    expect(at(boxes, stepNode('after')).axis).toBe(action.axis);
  });

  it('rejoins before the next step', () => {
    expect(at(boxes, stepNode('after')).y).toBeGreaterThan(at(boxes, stepNode('repair')).bottom);
  });
});

it('frames what a repeat repeats, with the place where it goes back', () => {
  const boxes = boxesOf(
    doing('weekly', {
      weekly: { kind: 'repeat', everyDays: 7, atMost: 6, first: 'a', next: null },
      a: tag(),
    }),
  );
  const frame = at(boxes, 'steps.weekly#frame');
  for (const id of [stepNode('a'), 'steps.weekly#again']) {
    expect(isInside(at(boxes, id), frame)).toBe(true);
  }
  expect(isInside(at(boxes, stepNode('weekly')), frame)).toBe(false);
});

it('leads from an exit to nowhere', () => {
  const document = doing('out', { out: { kind: 'exit', reason: 'enough' } });
  expect(linesOf(document).map(({ from, to }) => `${from} > ${to}`)).toEqual(['entry > steps.out']);
});

describe('every document', () => {
  const documents = fc.oneof(
    arbitraryDocument,
    fc.constantFrom(...TEMPLATES.map(({ document }) => document)),
  );
  const holds = (property: (document: AutomationDocument) => void): void =>
    fc.assert(fc.property(documents, property), { seed: 20261124, numRuns: 300 });

  it('lies so that no two cards overlap', () => {
    holds((document) => {
      const boxes = layoutDocument(document).boxes.filter(({ kind }) => kind !== 'frame');
      const overlapping = boxes.filter((one, index) =>
        boxes.slice(index + 1).some((other) => overlap(one, other)),
      );
      expect(overlapping).toEqual([]);
    });
  });

  it('lies so that a frame holds a box wholly or not at all', () => {
    holds((document) => {
      const { boxes } = layoutDocument(document);
      const halfway = boxes
        .filter(({ kind }) => kind === 'frame')
        .flatMap((frame) =>
          boxes.filter((box) => overlap(box, frame) && !isInside(box, frame) && !isInside(frame, box)),
        );
      expect(halfway).toEqual([]);
    });
  });

  it('lies within its measures', () => {
    holds((document) => {
      const { boxes, width, height } = layoutDocument(document);
      expect(boxes.filter((box) => !isInside(box, { x: 0, y: 0, width, height }))).toEqual([]);
    });
  });

  it('shows every step once, and nothing twice', () => {
    holds((document) => {
      const ids = layoutDocument(document).boxes.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const steps = Object.keys(document.steps).map(stepNode);
      expect(ids.filter((id) => steps.includes(id)).sort()).toEqual(steps.sort());
    });
  });

  it('keeps its arms in order', () => {
    holds((document) => {
      const boxes = boxesOf(document);
      const arms = [...armsOf(treeOf(document)).keys()];
      const branches = new Set(arms.map((path) => path.split('.')[1]));
      for (const branch of branches) {
        const own = arms.filter((path) => path.split('.')[1] === branch);
        const axes = own.map((path) => at(boxes, path).axis);
        expect(axes).toEqual([...axes].sort((a, b) => a - b));
      }
    });
  });

  it('has ways that go down and cross no card', () => {
    holds((document) => {
      const boxes = boxesOf(document);
      const cards = [...boxes.values()].filter(({ kind }) => kind !== 'frame');
      const wrong = linesOf(document).filter((line) => {
        const corners = routeOf(line, at(boxes, line.from), at(boxes, line.to));
        const others = cards.filter(({ id }) => id !== line.from && id !== line.to);
        return corners.slice(1).some((corner, index) => {
          const before = corners[index]!;
          return corner.y < before.y || others.some((card) => crosses(before, corner, card));
        });
      });
      expect(wrong).toEqual([]);
    });
  });

  it('leads to every step, those behind arms that all end excepted', () => {
    holds((document) => {
      const ends = Object.values(document.steps).some(({ kind }) => kind === 'exit');
      const reached = new Set(linesOf(document).map(({ to }) => to));
      const left = Object.keys(document.steps).filter((step) => !reached.has(stepNode(step)));
      expect(ends ? [] : left).toEqual([]);
    });
  });
});

type Rectangle = Pick<Box, 'x' | 'y' | 'width' | 'height'>;

const overlap = (one: Rectangle, other: Rectangle): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

const isInside = (inner: Rectangle, outer: Rectangle): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

const crosses = (a: Point, b: Point, box: Rectangle): boolean =>
  overlap(
    {
      x: Math.min(a.x, b.x),
      y: Math.min(a.y, b.y),
      width: Math.abs(a.x - b.x),
      height: Math.abs(a.y - b.y),
    },
    box,
  );
