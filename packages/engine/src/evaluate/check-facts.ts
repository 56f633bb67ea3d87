import type { FactValue, FieldType } from '@dunwell/language';
import type { BoundComparison } from '../comparisons/bind-comparison.js';
import type { FactRow } from '../facts.js';

/** A row of facts that cannot be decided on: the reader left a fact out or gave it another type. */
export class UnfitFactError extends Error {
  readonly code = 'unfitFact';

  constructor(message: string) {
    super(message);
    this.name = 'UnfitFactError';
  }
}

/** Refuses a row in which a compared fact is absent or of another type: guessing would change who is dunned (S18). */
export function checkFacts(comparisons: readonly BoundComparison[], row: FactRow): void {
  for (const { key, field } of comparisons) {
    const value = row[key];
    if (value === undefined) throw new UnfitFactError(`the facts do not say anything about ${key}`);
    if (value !== null && !FITS[field.type](value)) {
      throw new UnfitFactError(`${key} is a ${field.type}, but the fact is of type ${typeof value}`);
    }
  }
}

const isText = (value: FactValue): boolean => typeof value === 'string';

/** A bigint column read as text would compare as text: hence the check. */
const FITS: Readonly<Record<FieldType, (value: FactValue) => boolean>> = {
  days: Number.isSafeInteger,
  count: Number.isSafeInteger,
  money: Number.isSafeInteger,
  number: Number.isFinite,
  date: isText,
  text: isText,
  choice: isText,
  list: Array.isArray,
  boolean: (value) => typeof value === 'boolean',
};
