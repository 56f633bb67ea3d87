import type { StepId } from '@dunwell/language';

export interface DeliveryKeyParts {
  automationId: string;
  journeyId: string;
  step: StepId;
  /** Pass numbers of the enclosing repeats; empty outside repeats. */
  occurrence: string;
}

/**
 * The idempotency key of an effect: automation, journey, step and occurrence (S15), escaped and joined by `/`; that of
 * its undo ends in `:undo` (S22).
 */
export function deliveryKey(
  { automationId, journeyId, step, occurrence }: DeliveryKeyParts,
  effect: 'do' | 'undo' = 'do',
): string {
  const parts = [automationId, journeyId, step, ...(occurrence === '' ? [] : [occurrence])];
  const key = parts.map(encodeURIComponent).join('/');
  return effect === 'undo' ? `${key}:undo` : key;
}
