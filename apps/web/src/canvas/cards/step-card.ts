import {
  actionWords,
  capitalized,
  conditionWords,
  outline,
  specificationOf,
  textOf,
  type ActionOf,
  type ActionStep,
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
    action: (step, { title, detail }) => ({ title, detail: contentOf(step) ?? detail }),
    wait: (step, { title, document: { trigger, limits } }) => {
      if (step.untilStreakDay !== undefined) return { title, detail: 'Ends with the streak' };
      if (step.untilSendWindow && limits?.sendWindow)
        return { title, detail: `From ${limits.sendWindow.from} to ${limits.sendWindow.to}` };
      const at = step.days !== undefined && trigger.kind === 'schedule' ? `Until ${trigger.at}, l` : 'L';
      return { title, detail: `${at}eaves if an exit holds` };
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

/** What a step with a name of its own sends or does; null where its name says that already. */
function contentOf(step: ActionStep): string | null {
  if (!step.label?.trim()) return null;
  const { action } = step;
  if (action.kind === 'createTask') return taskWords(action);
  const { does, name } = specificationOf(action).words(action);
  return capitalized(name ?? does) + actionWords(step).undo;
}

const taskWords = ({ dueInDays }: ActionOf<'createTask'>): string =>
  dueInDays === 0 ? 'Task, due at once' : `Task, due in ${dueInDays} ${dueInDays === 1 ? 'day' : 'days'}`;
