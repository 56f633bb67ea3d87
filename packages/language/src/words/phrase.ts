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
  /** Where the clause has words of its own: when it holds, and when it does not. */
  clause?: readonly [string, string];
};

/** The phrase of a comparison; fields without a phrase of their own, and unknown ones, get a general one. */
export function phraseOf(comparison: Comparison, field: FieldDefinition | null): Phrase {
  const requirement = requirementWords(comparison, field);
  const own = FIELD_PHRASES[comparison.field]?.(comparison, requirement.text);
  if (own) return { negated: requirement.negated, ...own };
  return { negated: requirement.negated, ...generalPhrase(comparison, field, requirement.text) };
}

function generalPhrase(
  { operator, field: id }: Comparison,
  field: FieldDefinition | null,
  required: string,
): PhraseBody {
  const noun = field ? field.label.charAt(0).toLowerCase() + field.label.slice(1) : `“${id}”`;
  if (operator === 'isSet' || operator === 'isNotSet') return { form: 'has', rest: `a known ${noun}` };
  if (operator === 'isTrue' || operator === 'isFalse')
    return { form: 'property', noun, verb: 'is', rest: 'yes' };
  if (operator === 'startsWith') return { form: 'property', noun, verb: 'starts', rest: `with ${required}` };
  const contains = operator === 'contains' || operator === 'containsAny' || operator === 'containsNone';
  return { form: 'property', noun, verb: contains ? 'contains' : 'is', rest: required };
}

const NEGATIONS: Readonly<Record<string, string>> = { is: 'is not', was: 'was not' };

/** "owes" -> "does not owe", "is" -> "is not". */
const negatedVerb = (verb: string): string => NEGATIONS[verb] ?? `does not ${verb.replace(/s$/, '')}`;

const verbWords = (verb: string, negated: boolean): string => (negated ? negatedVerb(verb) : verb);

/** A phrase cut where the token begins: what joins it to the sentence, and what says what is asked. */
export interface SplitWords {
  lead: string;
  core: string;
}

/** After the noun: "past due for 14 days", "with a payment method", "that owes …", "whose country is …". */
export function modifierWords(phrase: Phrase, owner: string | null): SplitWords {
  if (owner) return { lead: 'whose ', core: clauseWords(phrase, owner) };
  const { negated, rest } = phrase;
  switch (phrase.form) {
    case 'adjective':
      return { lead: '', core: negated ? `not ${rest}` : rest };
    case 'is':
      return { lead: 'that ', core: `${verbWords('is', negated)} ${rest}` };
    case 'has':
      return { lead: negated ? 'without ' : 'with ', core: rest };
    case 'verb':
      return { lead: 'that ', core: `${verbWords(phrase.verb, negated)} ${rest}` };
    case 'property':
      return { lead: 'whose ', core: `${phrase.noun} ${verbWords(phrase.verb, negated)} ${rest}` };
  }
}

/** As a clause of its own about `who`: "it is past due for 14 days", "its country is DE", "nothing is overdue". */
export function clauseWords(phrase: Phrase, who: string): string {
  const { negated, rest, clause } = phrase;
  if (clause) return clause[negated ? 1 : 0];
  switch (phrase.form) {
    case 'adjective':
    case 'is':
      return `${who} ${verbWords('is', negated)} ${rest}`;
    case 'has':
      return `${who} ${negated ? 'does not have' : 'has'} ${rest}`;
    case 'verb':
      return `${who} ${verbWords(phrase.verb, negated)} ${rest}`;
    case 'property':
      return `${possessive(who)} ${phrase.noun} ${verbWords(phrase.verb, negated)} ${rest}`;
  }
}

const possessive = (who: string): string => (who === 'it' ? 'its' : `${who}'s`);
