import type { AutomationDocument } from '../document/document.js';

/** What an operator wants when looking for a starter; the gallery is grouped by it. */
export const TEMPLATE_GOALS = ['remind', 'collect', 'prevent', 'escalate', 'retain'] as const;
export type TemplateGoal = (typeof TEMPLATE_GOALS)[number];

export const GOAL_WORDS: Readonly<Record<TemplateGoal, string>> = {
  remind: 'Remind those who are past due',
  collect: 'Collect what is owed',
  prevent: 'Keep payments from failing',
  escalate: 'Escalate step by step',
  retain: 'Keep members',
};

/** A starter: a whole document to change as one likes. */
export interface Template {
  id: string;
  goal: TemplateGoal;
  /** What it is good for, in one sentence. */
  blurb: string;
  document: AutomationDocument;
}
