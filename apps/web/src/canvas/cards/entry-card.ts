import {
  capitalized,
  conditionWords,
  limitWords,
  reentryWords,
  SUBJECT_WORDS,
  textOf,
  triggerWords,
  type AutomationDocument,
  type CatalogueContext,
} from '@dunwell/language';

/** The three cells above everything: who enters, when they leave, what holds back. */
export interface EntryCard {
  enters: Cell;
  leaves: Cell;
  limits: Cell;
}

export interface Cell {
  lines: string[];
  detail: string;
}

export function entryCard(document: AutomationDocument, context: CatalogueContext): EntryCard {
  const { entry, exit, limits, trigger, subject } = document;
  const who = entry.when
    ? textOf(
        conditionWords(
          { when: entry.when, step: null, path: 'entry.when' },
          { scope: document, context, form: 'modifier' },
        ),
      )
    : `every ${SUBJECT_WORDS[subject]}`;
  const [first, ...others] = exit.map(({ label }) => label);
  const own = limits ? limitWords(limits) : [];
  return {
    enters: {
      lines: [capitalized(who.replace(/^that (is )?/, ''))],
      detail: `${textOf(triggerWords(trigger, context))} · ${reentryWords(entry.reentry)}`,
    },
    leaves: {
      lines: first === undefined ? ['Never before the end'] : [first, ...others.map(orWords)],
      detail: first === undefined ? 'No exit is set' : 'Checked before every step',
    },
    limits: {
      lines: own.length > 0 ? own : ['None of its own'],
      detail: 'Workspace limits hold too',
    },
  };
}

const orWords = (label: string): string => `or ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
