/** A condition that says nothing definite: it is refused, never ignored, since that would widen who is dunned (S18). */
export class InvalidConditionError extends Error {
  readonly code = 'invalidCondition';

  constructor(message: string) {
    super(message);
    this.name = 'InvalidConditionError';
  }
}
