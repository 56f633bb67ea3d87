import type { Condition } from '../conditions/condition.js';
import type { AutomationDocument } from '../document/document.js';
import { resolveField, type CatalogueContext } from '../fields/catalogue.js';
import { chainWords } from './chain-words.js';
import { conditionWords, conjunction, SUBJECT_WORDS } from './condition-words.js';
import { triggerWords } from './schedule-words.js';
import { joined, merged, plain, textOf, type Token } from './token.js';

/** A document as one English sentence; its tokens lead back to what they were made from. */
export function sentence(document: AutomationDocument, context: CatalogueContext): Token[] {
  return merged([
    ...triggerWords(document.trigger, context),
    ...entryWords(document, context),
    plain(': '),
    ...(document.first === null
      ? [plain('nothing yet')]
      : chainWords(document.first, { document, context, nested: false })),
    plain('.'),
    ...exitWords(document, context),
  ]);
}

/** The sentence as plain text, as lists, the audit log and the API show it. */
export const sentenceText = (document: AutomationDocument, context: CatalogueContext): string =>
  textOf(sentence(document, context));

interface Part {
  when: Condition;
  path: string;
}

/** What the event is asked stands beside the event, the rest beside the subject. */
function entryWords(document: AutomationDocument, context: CatalogueContext): Token[] {
  const parts = entryParts(document);
  const ofEvent = parts.filter(({ when }) => asksEvent(when, document, context));
  const ofSubject = parts.filter((part) => !ofEvent.includes(part));
  const noun = SUBJECT_WORDS[document.subject];
  const each = document.trigger.kind === 'schedule' ? 'each' : 'the';
  const subject =
    ofSubject.length === 0 && document.trigger.kind !== 'schedule'
      ? []
      : [plain(`, for ${each} ${noun}`), ...modifiers(ofSubject, document, context)];
  return [...modifiers(ofEvent, document, context), ...subject];
}

function entryParts({ entry }: AutomationDocument): Part[] {
  if (entry.when === null) return [];
  if (!('all' in entry.when)) return [{ when: entry.when, path: 'entry.when' }];
  return entry.when.all.map((when, index) => ({ when, path: `entry.when.all[${index}]` }));
}

const asksEvent = (when: Condition, document: AutomationDocument, context: CatalogueContext): boolean =>
  'field' in when && resolveField(when.field, document, context)?.group === 'event';

function modifiers(parts: readonly Part[], document: AutomationDocument, context: CatalogueContext): Token[] {
  if (parts.length === 0) return [];
  const words = parts.map(({ when, path }, index) =>
    conditionWords(
      { when, step: null, path },
      {
        scope: document,
        context,
        form: 'modifier',
        amongOthers: parts.length > 1,
        place: index === 0 ? 'first' : 'later',
      },
    ),
  );
  return [plain(' '), ...conjunction(words)];
}

function exitWords(document: AutomationDocument, context: CatalogueContext): Token[] {
  const form = { clauseAbout: `the ${SUBJECT_WORDS[document.subject]}` };
  const clauses = document.exit.map(({ when }, index) =>
    conditionWords(
      { when, step: null, path: `exit[${index}].when` },
      { scope: document, context, form, amongOthers: document.exit.length > 1 },
    ),
  );
  return clauses.length === 0
    ? []
    : [plain(' Stop as soon as '), ...joined(clauses, ', ', ' or '), plain('.')];
}
