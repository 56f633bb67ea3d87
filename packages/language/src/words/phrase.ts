import type { Comparison } from '../conditions/condition.js';
import type { FieldDefinition } from '../fields/field.js';
import { FIELD_PHRASES } from './field-phrases.js';
import { requirementWords } from './requirement-words.js';

/**
 * A comparison as grammar, so that it can follow a noun ("an account with …") or be a clause ("it has …"):
 * adjective "past due for 14 days", is "the default", has "a payment method", verb "owes …", property "country is …".
 */
export type PhraseBody =
  | { form: 'adjective' | 'is' | 'has'; rest: string }
  | { form: 'verb'; verb: string; rest: string }
  | { form: 'property'; noun: string; verb: string; rest: string };

export type Phrase = PhraseBody & {
  negated: boolean;
  /** Instead of "not" and `rest`: "neither active nor trialing". */
  negatedRest?: string;
  /** Where the clause has words of its own: when it holds, and when it does not. */
  clause?: readonly [string, string];
};

/** The phrase of a comparison; fields without a phrase of their own, and unknown ones, get a general one. */
export function phraseOf(comparison: Comparison, field: FieldDefinition | null): Phrase {
  const requirement = requirementWords(comparison, field);
  const { field: id } = comparison;
  const own = Object.hasOwn(FIELD_PHRASES, id) && FIELD_PHRASES[id]?.(comparison, requirement.text);
  if (own) return { negated: requirement.negated, ...own };
  return { negated: requirement.negated, ...generalPhrase(comparison, field, requirement.text) };
}

function generalPhrase(
  { operator, field: id }: Comparison,
  field: FieldDefinition | null,
  required: string,
): PhraseBody & Pick<Phrase, 'negatedRest'> {
  const noun = field ? field.label.charAt(0).toLowerCase() + field.label.slice(1) : `“${id}”`;
  if (operator === 'isSet' || operator === 'isNotSet') return { form: 'has', rest: `a known ${noun}` };
  if (operator === 'isTrue' || operator === 'isFalse')
    return { form: 'property', noun, verb: 'is', rest: 'yes', negatedRest: 'no' };
  if (operator === 'startsWith') return { form: 'property', noun, verb: 'starts', rest: `with ${required}` };
  const contains = operator === 'contains' || operator === 'containsAny' || operator === 'containsNone';
  return { form: 'property', noun, verb: contains ? 'contains' : 'is', rest: required };
}

const NEGATIONS: Readonly<Record<string, string>> = { is: 'is not', was: 'was not', has: 'does not have' };

/** "owes" -> "does not owe", "is" -> "is not". */
const negatedVerb = (verb: string): string => NEGATIONS[verb] ?? `does not ${verb.replace(/s$/, '')}`;

/** A phrase cut where the token begins: what joins it to the sentence, and what says what is asked. */
export interface SplitWords {
  lead: string;
  core: string;
}

/** Where a modifier stands: right after the noun, where an adjective may follow it bare, or after others. */
export type ModifierPlace = 'first' | 'later';

/** After the noun: "past due for 14 days", "with a payment method", "that owes …", "whose country is …". */
export function modifierWords(phrase: Phrase, owner: string | null, place: ModifierPlace): SplitWords {
  if (owner) return { lead: 'whose ', core: clauseWords(phrase, owner) };
  switch (phrase.form) {
    case 'adjective':
      if (place === 'later') return { lead: 'that ', core: predicate(phrase) };
      return { lead: '', core: phrase.negated ? `not ${phrase.rest}` : phrase.rest };
    case 'has':
      return { lead: phrase.negated ? 'without ' : 'with ', core: phrase.rest };
    case 'is':
    case 'verb':
      return { lead: 'that ', core: predicate(phrase) };
    case 'property':
      return { lead: 'whose ', core: `${phrase.noun} ${predicate(phrase)}` };
  }
}

/** As a clause of its own about `who`: "it is past due for 14 days", "its country is DE", "nothing is overdue". */
export function clauseWords(phrase: Phrase, who: string): string {
  if (phrase.clause) return phrase.clause[phrase.negated ? 1 : 0];
  const subject = phrase.form === 'property' ? `${possessive(who)} ${phrase.noun}` : who;
  return `${subject} ${predicate(phrase)}`;
}

/** The verb and what follows: "is not past due", "does not have a payment method". */
function predicate(phrase: Phrase): string {
  const { negated, rest, negatedRest } = phrase;
  const verb = verbOf(phrase);
  if (!negated) return `${verb} ${rest}`;
  return negatedRest === undefined ? `${negatedVerb(verb)} ${rest}` : `${verb} ${negatedRest}`;
}

function verbOf(phrase: Phrase): string {
  switch (phrase.form) {
    case 'adjective':
    case 'is':
      return 'is';
    case 'has':
      return 'has';
    case 'verb':
    case 'property':
      return phrase.verb;
  }
}

const possessive = (who: string): string => (who === 'it' ? 'its' : `${who}'s`);
