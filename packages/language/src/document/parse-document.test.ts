import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aWorkspace } from '../fields/catalogue.testing.js';
import { TEMPLATES } from '../templates/templates.js';
import { sentenceText } from '../words/sentence.js';
import { checkDocument } from './check-document.js';
import { aDocument, tagStep } from './document.testing.js';
import { parseDocument } from './parse-document.js';
import { referencedFields } from './referenced-fields.js';
import { upgradeDocument } from './upgrade-document.js';

const REMOVED = 'removed';

/** Code and path of what refuses the JSON; empty when it is a document. */
const refusals = (json: unknown): string[] => {
  const read = parseDocument(json);
  return 'problems' in read ? read.problems.map(({ code, path }) => `${code} at ${path}`) : [];
};

const nested = (depth: number): unknown =>
  depth === 0 ? { field: 'account.onHold', operator: 'isTrue' } : { not: nested(depth - 1) };

const withSteps = (steps: Record<string, unknown>, first: string | null = 'a') => ({
  ...aDocument(),
  first,
  steps,
});
const tag = (next: string | null) => ({ ...tagStep, next });
const branch = (...ids: string[]) => ({
  kind: 'branch',
  cases: ids.map((id) => ({ id, label: id, when: nested(0), first: null })),
  otherwise: { label: 'else', first: null },
  next: null,
});

const { name, ...nameless } = aDocument();
const { next: _next, ...endless } = tagStep;

describe('parseDocument', () => {
  it.each(TEMPLATES.map(({ id, document }) => [id, document] as const))('keeps %s exactly', (_, document) => {
    const json: unknown = JSON.parse(JSON.stringify(document));
    const read = parseDocument(json);
    expect('document' in read && JSON.stringify(read.document)).toBe(JSON.stringify(json));
  });

  it('accepts an unfinished draft', () => {
    const draft = {
      ...aDocument(),
      name: '',
      entry: { when: { all: [{ field: '', operator: 'equals' }] }, reentry: { kind: 'once' } },
      first: 'a',
      steps: { a: { ...tagStep, action: { kind: 'emailCustomer', subject: '', body: '{{' } } },
    };
    expect(refusals(draft)).toEqual([]);
  });

  it.each<[string, unknown, string[]]>([
    ['no object', 'x', ['invalidShape at ']],
    ['a name with NUL', { ...aDocument(), name: 'a\0b' }, ['invalidJson at ']],
    ['half a character', { ...aDocument(), policyNote: '\ud800' }, ['invalidJson at ']],
    ['another version', { ...aDocument(), schemaVersion: 2 }, ['invalidShape at schemaVersion']],
    ['an unknown property', { ...aDocument(), colour: 'red' }, ['unknownProperty at colour']],
    ['no name', nameless, ['invalidShape at name']],
    ['no next', withSteps({ a: endless }), ['invalidShape at steps.a.next']],
    [
      'an exit without condition',
      { ...aDocument(), exit: [{ id: 'a', label: 'A' }] },
      ['invalidShape at exit[0].when'],
    ],
    ['a coordinate', withSteps({ a: { ...tagStep, x: 1 } }), ['unknownProperty at steps.a.x']],
    [
      'an unknown operator',
      { ...aDocument(), entry: { when: { field: 'x', operator: 'is' }, reentry: { kind: 'once' } } },
      ['invalidShape at entry.when.operator'],
    ],
    ['an unknown step kind', withSteps({ a: { kind: 'teleport' } }), ['invalidShape at steps.a.kind']],
    [
      'an unknown action',
      withSteps({ a: { ...tagStep, action: { kind: 'fax' } } }),
      ['invalidShape at steps.a.action.kind'],
    ],
    ['an unknown step', withSteps({ a: tag('b') }), ['unknownStep at steps.a.next']],
    [
      'a step used twice',
      withSteps({ a: { ...tag('b'), onFailure: 'b' }, b: tag(null) }),
      ['stepUsedTwice at steps.a.next'],
    ],
    ['a loop', withSteps({ a: tag('b'), b: tag('a') }), ['stepUsedTwice at steps.b.next']],
    [
      'a loop apart',
      withSteps({ a: tag(null), b: tag('c'), c: tag('b') }),
      ['unreachableStep at steps.b', 'unreachableStep at steps.c'],
    ],
    ['a step nothing leads to', withSteps({ a: tag(null) }, null), ['unreachableStep at steps.a']],
    [
      'a case id used twice',
      withSteps({ a: { ...branch('x'), next: 'b' }, b: branch('y', 'x') }),
      ['idUsedTwice at steps.b.cases[1].id'],
    ],
    [
      'too many steps',
      withSteps(Object.fromEntries(Array.from({ length: 501 }, (_, n) => [`s${n}`, tag(null)]))),
      ['tooManySteps at steps'],
    ],
    [
      'deep conditions',
      { ...aDocument(), entry: { when: nested(20), reentry: { kind: 'once' } } },
      ['tooDeep at entry.when'],
    ],
    [
      'deeper JSON',
      { ...aDocument(), entry: { when: nested(10_000), reentry: { kind: 'once' } } },
      ['invalidJson at '],
    ],
    ['a prototype', JSON.parse('{"__proto__": {"schemaVersion": 1}}'), ['invalidJson at ']],
    ['a huge text', { ...aDocument(), name: 'x'.repeat(3_000_000) }, ['invalidJson at ']],
    ['a million parts', { ...aDocument(), exit: Array(60_000).fill(1) }, ['invalidJson at ']],
    ['a function', { ...aDocument(), name: () => 'x' }, ['invalidJson at ']],
    ['no number', { ...aDocument(), name: NaN }, ['invalidJson at ']],
  ])('refuses %s', (_, json, found) => {
    expect(refusals(json)).toEqual(found);
  });
});

describe('upgradeDocument', () => {
  it('leads an old version through every upgrade to the current one', () => {
    const upgrades = {
      [-1]: ({ title, ...rest }: Record<string, unknown>) => ({ ...rest, name: title, schemaVersion: 0 }),
      0: (json: Record<string, unknown>) => ({ ...json, schemaVersion: 1 }),
    };
    expect(upgradeDocument({ ...nameless, title: name, schemaVersion: -1 }, upgrades)).toEqual(aDocument());
  });

  it.each([[null], [7], [[]], [{}], [{ schemaVersion: 99 }], [{ schemaVersion: 'toString' }]])(
    'leaves %j to the schema',
    (json) => {
      expect(upgradeDocument(json)).toBe(json);
    },
  );
});

describe('whatever comes', () => {
  const context = aWorkspace();
  const options = { seed: 20261122, numRuns: 400 };

  it('parsing any JSON never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (json) => {
        expect(parseDocument(json)).toBeDefined();
      }),
      options,
    );
  });

  /** Somewhere in a template another value stands: most are refused, the rest has to be checked and told. */
  it('parsing, checking and telling a document changed anywhere never throws', () => {
    const change = fc.tuple(
      fc.constantFrom(...TEMPLATES),
      fc.nat(),
      fc.oneof(
        fc.jsonValue({ maxDepth: 2 }),
        fc.constantFrom('', 0, -1, 'equals', 'isOneOf', [], {}, '{{ x }}', null, REMOVED),
      ),
    );
    fc.assert(
      fc.property(change, ([{ document }, where, value]) => {
        const json = replaced(document, where, value);
        const read = parseDocument(json);
        if ('problems' in read) {
          expect(read.problems).not.toEqual([]);
          return;
        }
        checkDocument(read.document, context, { mode: 'publish' });
        referencedFields(read.document);
        expect(sentenceText(read.document, context)).not.toBe('');
        expect(JSON.stringify(read.document)).toBe(JSON.stringify(json));
      }),
      { ...options, numRuns: 1500 },
    );
  });
});

/** A copy of JSON in which the part numbered `where`, counted round and round, is another value or gone. */
function replaced(json: unknown, where: number, value: unknown): unknown {
  const root = { json: JSON.parse(JSON.stringify(json)) as unknown };
  const slots: [Record<string, unknown>, string][] = [];
  const collect = (holder: Record<string, unknown>) => {
    for (const [key, child] of Object.entries(holder)) {
      slots.push([holder, key]);
      if (typeof child === 'object' && child !== null) collect(child as Record<string, unknown>);
    }
  };
  collect(root);
  const [holder, key] = slots[where % slots.length]!;
  if (value === REMOVED) Reflect.deleteProperty(holder, key);
  else holder[key] = JSON.parse(JSON.stringify(value));
  return root.json ?? null;
}
