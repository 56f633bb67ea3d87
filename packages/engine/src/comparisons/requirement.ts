export type Scalar = number | string;

/** What a comparison requires of a set value, read and checked; money in minor units of one currency. */
export type Requirement =
  | { operand: 'none' }
  | { operand: 'one'; value: Scalar }
  | { operand: 'range'; from: Scalar; to: Scalar }
  | { operand: 'many'; values: readonly Scalar[] };

/** A requirement and the currencies it speaks of: all of them, or only those it gives an amount for (S17). */
export type RequiredValue =
  | { currencies: 'every'; requirement: Requirement }
  | { currencies: 'given'; requirements: ReadonlyMap<string, Requirement> };

/** What is required of an account that is billed in `currency`; null where no amount is given for it (S17). */
export function requirementIn(required: RequiredValue, currency: string): Requirement | null {
  return required.currencies === 'every'
    ? required.requirement
    : (required.requirements.get(currency) ?? null);
}
