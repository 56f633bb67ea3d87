import type { AttentionAction, AttentionItem, AttentionKind } from '@dunwell/contract';
import { HeartCrack, MailQuestionMark, Siren, TriangleAlert, Workflow, type LucideIcon } from 'lucide-react';

/** How each kind of what waits for somebody looks, and what it is called. */
export const ATTENTION_KIND_WORDS: Readonly<
  Record<AttentionKind, { icon: LucideIcon; tone: 'warning' | 'danger'; label: string }>
> = {
  delivery: { icon: TriangleAlert, tone: 'warning', label: 'Could not be done' },
  uncertainMessage: { icon: MailQuestionMark, tone: 'warning', label: 'May or may not have left' },
  brokenPromise: { icon: HeartCrack, tone: 'danger', label: 'Promise broken' },
  failedEvaluation: { icon: Workflow, tone: 'danger', label: 'Evaluation failed' },
  largeRun: { icon: Siren, tone: 'danger', label: 'Far more than ever' },
};

export interface ActionWords {
  label: string;
  /** What it does. */
  means: string;
}

/** What each action is called and what it does; of an uncertain message other things than of what was not done. */
export function actionWords(action: AttentionAction, kind: AttentionKind): ActionWords {
  return (kind === 'uncertainMessage' ? OF_UNCERTAIN[action] : undefined) ?? WORDS[action];
}

const WORDS: Readonly<Record<AttentionAction, ActionWords>> = {
  retry: { label: 'Try again', means: 'It is tried once more at once, with the facts of now.' },
  confirm: {
    label: 'It was done',
    means: 'Somebody did it by hand: the journey goes on as if it had been done.',
  },
  skip: { label: 'Skip it', means: 'The journey goes on without it. Nothing is sent.' },
  call: { label: 'Call', means: 'Opens the account, with how to reach the customer and what is owed.' },
  evaluate: {
    label: 'Evaluate again',
    means: 'The date is looked at once more. Whoever has entered does not enter twice.',
  },
  release: {
    label: 'Let it run',
    means: 'It acts on everybody it has found, at once and as if they had been found today.',
  },
  dismiss: {
    label: 'Let it be',
    means: 'It acts on nobody it has found. Whoever still matches is found again on the next date.',
  },
};

const OF_UNCERTAIN: Readonly<Partial<Record<AttentionAction, ActionWords>>> = {
  retry: { label: 'Send again', means: 'It is sent once more: the customer may get it twice.' },
  confirm: { label: 'It arrived', means: 'The journey goes on. Nothing is sent again.' },
  skip: { label: 'Leave it', means: 'The journey goes on without it. Nothing is sent again.' },
};

/** The actions that decide about a delivery. */
export const DECISIONS = ['retry', 'confirm', 'skip'] as const;

/** Those that everything selected can be decided by. */
export const decisionsFor = (
  items: readonly Pick<AttentionItem, 'actions' | 'delivery'>[],
): (typeof DECISIONS)[number][] =>
  DECISIONS.filter(
    (decision) =>
      items.length > 0 &&
      items.every(({ actions, delivery }) => delivery !== null && actions.includes(decision)),
  );
