import type { AutomationDocument, Condition, Step, StepId } from '@dunwell/language';
import fc from 'fast-check';
import { atLeast, is, rule, STREAK_DAYS } from './plan.testing.js';

/** A step whose arms are still chains without ids. */
type Shape =
  | { kind: 'action'; onFailure: Shape[] | null }
  | { kind: 'wait'; days?: number; hours?: number; untilStreakDay?: number; untilSendWindow?: true }
  | { kind: 'waitFor'; when: Condition; timeoutDays: number; onMet: Shape[]; onTimeout: Shape[] }
  | { kind: 'branch'; cases: { when: Condition; chain: Shape[] }[]; otherwise: Shape[] }
  | { kind: 'repeat'; everyDays: number; atMost: number; body: Shape[] }
  | { kind: 'exit' };

const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.nat({ max: 30 }).map((day) => atLeast(STREAK_DAYS, day)),
  fc.nat({ max: 30 }).map((day) => is(STREAK_DAYS, day)),
  fc.nat({ max: 4 }).map((count) => atLeast('account.overdueInvoiceCount', count)),
  fc.constantFrom('none', 'open', 'broken').map((promise) => is('account.promise', promise)),
  fc.nat({ max: 4 }).map((count) => ({ not: atLeast('account.overdueInvoiceCount', count) })),
);

const wait: fc.Arbitrary<Shape> = fc.oneof(
  fc.integer({ min: 1, max: 4 }).map((days): Shape => ({ kind: 'wait', days })),
  fc.integer({ min: 1, max: 60 }).map((hours): Shape => ({ kind: 'wait', hours })),
  fc.integer({ min: 1, max: 30 }).map((untilStreakDay): Shape => ({ kind: 'wait', untilStreakDay })),
  fc.constant<Shape>({ kind: 'wait', untilSendWindow: true }),
);

function chain(depth: number): fc.Arbitrary<Shape[]> {
  return fc.array(shape(depth), { maxLength: depth + 1 });
}

function shape(depth: number): fc.Arbitrary<Shape> {
  const action = fc.constant<Shape>({ kind: 'action', onFailure: null });
  if (depth === 0) return fc.oneof(action, wait);
  const inner = chain(depth - 1);
  return fc.oneof(
    action,
    wait,
    inner.map((onFailure): Shape => ({ kind: 'action', onFailure })),
    fc
      .record({
        when: condition,
        timeoutDays: fc.integer({ min: 1, max: 4 }),
        onMet: inner,
        onTimeout: inner,
      })
      .map((settings): Shape => ({ kind: 'waitFor', ...settings })),
    fc
      .record({
        cases: fc.array(fc.record({ when: condition, chain: inner }), { minLength: 1, maxLength: 3 }),
        otherwise: inner,
      })
      .map((settings): Shape => ({ kind: 'branch', ...settings })),
    fc
      .record({
        everyDays: fc.integer({ min: 1, max: 3 }),
        atMost: fc.integer({ min: 1, max: 3 }),
        body: inner,
      })
      .map((settings): Shape => ({ kind: 'repeat', ...settings })),
    { weight: 1, arbitrary: fc.constant<Shape>({ kind: 'exit' }) },
  );
}

/** Any document of a few levels, with the exit "paid", that enters everybody once. */
export const arbitraryDocument: fc.Arbitrary<AutomationDocument> = chain(3).map(toDocument);

function toDocument(shapes: Shape[]): AutomationDocument {
  const steps: Record<StepId, Step> = {};
  let count = 0;
  let cases = 0;

  const place = (chained: Shape[]): StepId | null => {
    // An exit ends its chain: what would follow it could not be referenced.
    const [head, ...rest] = chained;
    if (head === undefined) return null;
    const id = `s${(count += 1)}`;
    steps[id] = toStep(head, rest);
    return id;
  };
  const toStep = (head: Shape, rest: Shape[]): Step => {
    switch (head.kind) {
      case 'action': {
        const step: Step = { kind: 'action', action: { kind: 'addTag', tag: 'late' }, next: place(rest) };
        return head.onFailure === null ? step : { ...step, onFailure: place(head.onFailure) };
      }
      case 'wait':
        return { ...head, next: place(rest) };
      case 'waitFor':
        return { ...head, onMet: place(head.onMet), onTimeout: place(head.onTimeout), next: place(rest) };
      case 'branch':
        return {
          kind: 'branch',
          cases: head.cases.map(({ when, chain: arm }) => {
            const id = `c${(cases += 1)}`;
            return { id, label: id, when, first: place(arm) };
          }),
          otherwise: { label: 'else', first: place(head.otherwise) },
          next: place(rest),
        };
      case 'repeat':
        return {
          kind: 'repeat',
          everyDays: head.everyDays,
          atMost: head.atMost,
          first: place(head.body),
          next: place(rest),
        };
      case 'exit':
        return { kind: 'exit', reason: 'enough' };
    }
  };
  return rule(place(shapes), steps);
}
