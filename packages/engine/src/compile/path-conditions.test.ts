import type { AutomationDocument, Condition, Step } from '@dunwell/language';
import { describe, expect, it } from '@jest/globals';
import { conjunction } from './conjunction.js';
import { pathConditions } from './path-conditions.js';

const is = (value: number): Condition => ({ field: 'test.days', operator: 'equals', value });
const act: Step = { kind: 'action', action: { kind: 'addTag', tag: 'x' }, next: null };
const leave: Step = { kind: 'exit', reason: 'nothing to do' };

function branch(cases: Record<string, string | null>, otherwise: string | null, next: string | null): Step {
  return {
    kind: 'branch',
    cases: Object.entries(cases).map(([id, first], at) => ({ id, label: id, when: is(at), first })),
    otherwise: { label: 'otherwise', first: otherwise },
    next,
  };
}

function document(first: string | null, steps: Record<string, Step>, when: Condition | null = is(9)) {
  return {
    schemaVersion: 1,
    name: 'For tests',
    subject: 'account',
    trigger: { kind: 'schedule', every: 'day', at: '09:00' },
    entry: { when, reentry: { kind: 'oncePerStreak' } },
    exit: [],
    first,
    steps,
  } satisfies AutomationDocument;
}

describe('pathConditions', () => {
  it('is the entry alone where the first step does something', () => {
    expect(pathConditions(document('act', { act }))).toEqual([{ path: [], when: is(9) }]);
    expect(pathConditions(document('act', { act }, null))).toEqual([{ path: [], when: null }]);
  });

  it('takes each case that leads to an effect, and otherwise under no id', () => {
    const steps = {
      which: branch({ friendly: 'a', nothing: null, gone: 'leave', firm: 'b' }, 'c', null),
      a: act,
      b: { kind: 'wait', days: 1, next: null } satisfies Step,
      c: act,
      leave,
    };
    expect(pathConditions(document('which', steps))).toEqual([
      { path: ['friendly'], when: { all: [is(9), is(0)] } },
      { path: ['firm'], when: { all: [is(9), is(3)] } },
      { path: [], when: is(9) },
    ]);
  });

  it('goes on with what follows the enclosing branch', () => {
    const steps = {
      outer: branch({ large: 'inner', small: null }, 'leave', 'after'),
      inner: branch({ old: null }, 'leave2', null),
      after: act,
      leave,
      leave2: leave,
    };
    expect(pathConditions(document('outer', steps, null))).toEqual([
      { path: ['large', 'old'], when: { all: [is(0), is(0)] } },
      { path: ['small'], when: is(1) },
    ]);
  });

  it('is empty where nothing is ever done', () => {
    expect(pathConditions(document(null, {}))).toEqual([]);
    expect(pathConditions(document('leave', { leave }))).toEqual([]);
  });

  it('falls back to the entry where there are too many paths to list', () => {
    const branches = Array.from(
      { length: 20 },
      (_, at) => [`b${at}`, branch({ [`x${at}`]: null, [`y${at}`]: null }, null, `b${at + 1}`)] as const,
    );
    const steps: Record<string, Step> = { ...Object.fromEntries(branches), b20: act };
    expect(pathConditions(document('b0', steps))).toEqual([{ path: null, when: is(9) }]);
  });
});

describe('conjunction', () => {
  it.each<[string, (Condition | null)[], Condition | null]>([
    ['nothing', [], null],
    ['everybody', [null, null], null],
    ['one', [null, is(1)], is(1)],
    ['several', [is(1), null, is(2)], { all: [is(1), is(2)] }],
  ])('of %s', (_, conditions, expected) => {
    expect(conjunction(conditions)).toEqual(expected);
  });
});
