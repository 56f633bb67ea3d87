import type { Comparison, Condition } from '../conditions/condition.js';
import type { ConditionPlace } from '../document/condition-places.js';
import type { Subject } from '../document/document.js';
import { resolveField, type CatalogueContext, type DocumentScope } from '../fields/catalogue.js';
import { clauseWords, modifierWords, phraseOf, type ModifierPlace } from './phrase.js';
import { joined, plain, type Token } from './token.js';

/** How a condition stands in a sentence: after the noun, or as a clause about `who`. */
export type ConditionForm = 'modifier' | { clauseAbout: string };

export interface ConditionWordsOptions {
  scope: DocumentScope;
  context: CatalogueContext;
  form: ConditionForm;
  /** One of several conditions that all hold, so that its own alternatives need "either". */
  amongOthers?: boolean;
  /** For modifiers; `first` when absent. */
  place?: ModifierPlace;
}

export const SUBJECT_WORDS: Readonly<Record<Subject, string>> = {
  account: 'account',
  invoice: 'invoice',
  subscription: 'subscription',
  paymentMethod: 'payment method',
};

/**
 * A condition in English, one token per comparison. `not` is said of each comparison below it (not (a and b) is
 * "not a or not b"), which is the same, since it negates results.
 */
export function conditionWords(
  { when, step, path }: Pick<ConditionPlace, 'when' | 'step' | 'path'>,
  options: ConditionWordsOptions,
): Token[] {
  return words(when, path, { ...options, step, negated: false, depth: options.amongOthers ? 1 : 0 });
}

interface Walk extends ConditionWordsOptions {
  step: string | null;
  negated: boolean;
  depth: number;
}

function words(condition: Condition, path: string, walk: Walk): Token[] {
  if ('not' in condition) return words(condition.not, `${path}.not`, { ...walk, negated: !walk.negated });
  if ('field' in condition) return comparisonWords(condition, path, walk);
  const kind = 'all' in condition ? 'all' : 'any';
  const children = 'all' in condition ? condition.all : condition.any;
  const byAnd = (kind === 'all') !== walk.negated;
  const parts = children.map((child, index) =>
    words(child, `${path}.${kind}[${index}]`, {
      ...walk,
      depth: walk.depth + 1,
      place: byAnd && index > 0 ? 'later' : (walk.place ?? 'first'),
    }),
  );
  const [only, ...others] = parts;
  if (!only) return [plain('…')];
  if (others.length === 0) return only;
  const list = byAnd ? conjunction(parts) : joined(parts, ', ', ' or ');
  if (walk.depth === 0) return list;
  if (walk.depth > 1) return [plain('('), ...list, plain(')')];
  return [plain(byAnd ? 'both ' : 'either '), ...list];
}

/** "past due for 14 days with an email address, whose …, and that …": a first "with" needs nothing between. */
export function conjunction(parts: readonly (readonly Token[])[]): Token[] {
  const isClose = (index: number) => startsWithWith(parts[index]) && !startsWithWith(parts[index - 1]);
  const apart = parts.filter((_, index) => index > 0 && !isClose(index)).length;
  return parts.flatMap((part, index) => {
    if (index === 0) return part;
    if (isClose(index)) return [plain(' '), ...part];
    if (index < parts.length - 1) return [plain(', '), ...part];
    return [plain(apart > 1 ? ', and ' : ' and '), ...part];
  });
}

const startsWithWith = (part: readonly Token[] | undefined): boolean =>
  /^with(out)? /.test(part?.[0]?.text ?? '');

function comparisonWords(
  comparison: Comparison,
  path: string,
  { scope, context, form, step, negated, place = 'first' }: Walk,
): Token[] {
  const field = resolveField(comparison.field, scope, context);
  const phrase = phraseOf(comparison, field);
  const turned = { ...phrase, negated: phrase.negated !== negated };
  const token = (text: string): Token => ({ text, kind: 'condition', ref: { step, path } });
  const ofAccount = field?.group === 'account' && scope.subject !== 'account';
  if (form === 'modifier') {
    const { lead, core } = modifierWords(turned, ofAccount ? 'account' : null, place);
    return lead ? [plain(lead), token(core)] : [token(core)];
  }
  const { clauseAbout } = form;
  if (field?.group === 'event') return [token(clauseWords(turned, 'the event'))];
  return [token(clauseWords(turned, ofAccount ? 'its account' : clauseAbout))];
}
