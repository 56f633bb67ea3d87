import {
  actionWords,
  capitalized,
  conditionWords,
  NEEDS,
  outline,
  specificationOf,
  textOf,
  type Action,
  type ActionNeed,
  type ActionOf,
  type ActionStep,
  type ActionWords,
  type AutomationDocument,
  type CatalogueContext,
  type OutlineNode,
  type Step,
  type StepId,
  type StepKind,
} from '@dunwell/language';
import { stepNode } from '../node-ids.js';

/** What stands on a card: what the step is called, and one line of what it really does. */
export interface StepCard {
  title: string;
  detail: string;
}

/** The cards of every step of a document. */
export function stepCards(document: AutomationDocument, context: CatalogueContext): Map<StepId, StepCard> {
  const lines = flat(outline(document, context)).filter(
    (line): line is OutlineNode & { step: StepId } => line.step !== null && line.kind !== 'arm',
  );
  return new Map(
    lines.map(({ step: id, label, detail }) => {
      const step = document.steps[id];
      if (!step) throw new Error(`The outline names ${id}, which is no step.`);
      const card = CARDS[step.kind] as (step: Step, telling: Telling) => StepCard;
      return [id, card(step, { id, document, context, title: label, detail })];
    }),
  );
}

const flat = (lines: readonly OutlineNode[]): OutlineNode[] =>
  lines.flatMap((line) => [line, ...flat(line.children)]);

/** What the outline says of a step, and where it stands. */
interface Telling extends StepCard {
  id: StepId;
  document: AutomationDocument;
  context: CatalogueContext;
}

const asInOutline = (_: Step, { title, detail }: Telling): StepCard => ({ title, detail });

const CARDS: Readonly<{ [K in StepKind]: (step: Extract<Step, { kind: K }>, telling: Telling) => StepCard }> =
  {
    action: (step, outlined) => ({ title: outlined.title, detail: contentOf(step, outlined) }),
    wait: (step, { title, document: { trigger, limits } }) => {
      if (step.untilStreakDay !== undefined) return { title, detail: 'Ends with the streak' };
      if (step.untilSendWindow && limits?.sendWindow)
        return { title, detail: `From ${limits.sendWindow.from} to ${limits.sendWindow.to}` };
      const isUntilRun = step.days !== undefined && trigger.kind === 'schedule';
      return { title, detail: isUntilRun ? `Until ${trigger.at}` : 'Then goes on' };
    },
    waitFor: (step, { id, title, document, context }) => {
      const place = { when: step.when, step: id, path: `${stepNode(id)}.when` };
      const form = { clauseAbout: 'it' };
      const until = textOf(conditionWords(place, { scope: document, context, form }));
      return { title, detail: `Until ${until}` };
    },
    branch: asInOutline,
    repeat: asInOutline,
    exit: ({ reason }) => ({ title: 'End here', detail: capitalized(reason) }),
  };

/** What a step really sends or does; of one without a name of its own, what it is or needs. */
function contentOf(step: ActionStep, outlined: StepCard): string {
  const { action } = step;
  if (action.kind === 'createTask') return taskWords(action);
  const { words, needs, label } = lookUp(action);
  if (step.label?.trim()) {
    const { does, name } = words;
    return capitalized(plainVariables(name ?? does)) + actionWords(step).undo;
  }
  const more = outlined.detail.replace(outlined.title, '').trim();
  if (more !== '') return capitalized(more);
  const [need] = needs;
  return need === undefined ? label : `Needs ${NEEDS[need]}`;
}

function lookUp(action: Action): { words: ActionWords; needs: readonly ActionNeed[]; label: string } {
  const specification = specificationOf(action);
  return { ...specification, words: specification.words(action) };
}

/** Names of variables without their brackets: a card has little room. */
const plainVariables = (text: string): string => text.replace(/\[([^\]]+)\]/g, '$1');

const taskWords = ({ dueInDays }: ActionOf<'createTask'>): string =>
  dueInDays === 0 ? 'Task, due at once' : `Task, due in ${dueInDays} ${dueInDays === 1 ? 'day' : 'days'}`;
