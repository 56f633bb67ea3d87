import type { Delivery, DeliveryStatus, JourneyHistoryEvent, JourneyWithHistory } from '@dunwell/contract';
import type { AutomationDocument, StepId } from '@dunwell/language';
import { linesOf } from '../canvas/lines.js';
import { againNode, emptyNode, END, ENTRY, frameNode, stepNode, type NodeId } from '../canvas/node-ids.js';
import type { Mark, Way } from '../canvas/overlay.js';
import { branchesOf, deliveryOf } from './lived.js';

type Lived = Pick<JourneyWithHistory, 'explanation' | 'events' | 'deliveries' | 'status'>;

/** The way of a journey through its document, for the canvas: what it came through and how each step came out. */
export function journeyWay(journey: Lived, document: AutomationDocument): Way {
  const nodes = new Set<NodeId>([ENTRY]);
  const marks = new Map<StepId, Mark>();
  for (const { step, taken } of branchesOf(journey)) {
    nodes.add(stepNode(step));
    nodes.add(armTaken(step, taken, document));
    marks.set(step, 'done');
  }
  for (const event of journey.events) {
    const { step } = event;
    if (step === null || !document.steps[step]) continue;
    nodes.add(stepNode(step));
    for (const node of beside(event, step)) nodes.add(node);
    const mark = markOf(event, journey);
    if (mark) marks.set(step, mark);
    if (mark === 'failed' && hasFailureArm(step, document)) nodes.add(`${stepNode(step)}.onFailure`);
  }
  if (journey.status === 'completed') nodes.add(END);
  return { nodes: withPlacesBetween(nodes, document), marks };
}

function armTaken(step: StepId, taken: string | null, { steps }: AutomationDocument): NodeId {
  const branch = steps[step];
  const index = branch?.kind === 'branch' ? branch.cases.findIndex(({ id }) => id === taken) : -1;
  return `${stepNode(step)}.${index < 0 ? 'otherwise' : `cases[${index}]`}`;
}

/** Which boxes besides its step an event goes through. */
function beside({ kind }: JourneyHistoryEvent, step: StepId): NodeId[] {
  if (kind === 'met') return [`${stepNode(step)}.onMet`];
  if (kind === 'timedOut') return [`${stepNode(step)}.onTimeout`];
  return kind === 'passStarted' ? [frameNode(step)] : [];
}

const MARK_OF_DELIVERY: Readonly<Record<DeliveryStatus, Mark>> = {
  due: 'waiting',
  claimed: 'waiting',
  sending: 'waiting',
  accepted: 'waiting',
  done: 'done',
  failed: 'failed',
  needsAttention: 'attention',
  uncertain: 'attention',
  ended: 'stopped',
};

/** How the step of an event stands after it; null: the event says nothing about that. */
function markOf(event: JourneyHistoryEvent, { deliveries, status }: Lived): Mark | null {
  switch (event.kind) {
    case 'act': {
      const delivery: Delivery | undefined = deliveryOf(event, deliveries);
      return delivery ? MARK_OF_DELIVERY[delivery.status] : null;
    }
    case 'waits':
      return status === 'underWay' ? 'waiting' : 'stopped';
    case 'waitOver':
    case 'met':
    case 'timedOut':
    case 'passStarted':
      return 'done';
    default:
      return null;
  }
}

const hasFailureArm = (step: StepId, { steps }: AutomationDocument): boolean => {
  const found = steps[step];
  return found?.kind === 'action' && Boolean(found.onFailure);
};

/** Adds the boxes between those that somebody came through: arms without steps, and where repeats go on. */
function withPlacesBetween(nodes: ReadonlySet<NodeId>, document: AutomationDocument): Set<NodeId> {
  const all = new Set(nodes);
  const repeats = Object.entries(document.steps).filter(([, { kind }]) => kind === 'repeat');
  for (const { from, to } of linesOf(document)) {
    if (to === emptyNode(from) && all.has(from)) all.add(to);
    const isOn = repeats.some(([id]) => from === againNode(id) && all.has(stepNode(id)));
    if (isOn && all.has(to)) all.add(from);
  }
  return all;
}
