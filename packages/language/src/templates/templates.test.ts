import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { checkDocument } from '../document/check-document.js';
import { aWorkspace } from '../fields/catalogue.testing.js';
import { TEMPLATES } from './templates.js';

const context = aWorkspace();
const example = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../examples/${name}`, import.meta.url), 'utf8'));

it('has ten starters with ids of their own', () => {
  expect(new Set(TEMPLATES.map(({ id }) => id)).size).toBe(10);
});

describe.each(TEMPLATES.map(({ id, document }) => ({ id, document })))('$id', ({ document }) => {
  it('has no problem at all', () => {
    expect(checkDocument(document, context, { mode: 'publish' })).toEqual([]);
  });

  it('is refused only as not runnable where nothing can run yet', () => {
    const runnable = { stepKinds: [], actionKinds: [], triggerKinds: [], undo: false };
    const codes = checkDocument(document, context, { mode: 'publish', runnable }).map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(['notRunnable']));
  });
});

describe('past-due-14-30', () => {
  const template = TEMPLATES.find(({ id }) => id === 'past-due-14-30')!.document;

  it('is the example', () => {
    expect(template).toEqual(example('past-due-14-30.json'));
  });

  it('without its subscription condition and exit is the other example', () => {
    const { entry, exit } = template;
    const [pastDue] = entry.when && 'all' in entry.when ? entry.when.all : [];
    expect({
      ...template,
      name: 'Past due 14 / 30 days',
      entry: { ...entry, when: { all: [pastDue] } },
      exit: exit.filter(({ id }) => id !== 'noSubscription'),
    }).toEqual(example('past-due-14-30-no-subscription.json'));
  });
});
