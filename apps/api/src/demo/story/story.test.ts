import { describe, expect, it } from '@jest/globals';
import type { StoryRow } from './books.js';
import { tellStory, type Story } from './story.js';

const NOW = Date.parse('2026-11-24T09:42:00Z');
const tell = (settings: Partial<Parameters<typeof tellStory>[0]> = {}): Story =>
  tellStory({ seed: 7, accounts: 250, now: NOW, ...settings });

type RowOf<Entity> = Extract<StoryRow, { entity: Entity }>['row'];

const rowsOf = <Entity extends StoryRow['entity']>(story: Story, entity: Entity) =>
  story.rows.filter((row) => row.entity === entity).map(({ row }) => row as RowOf<Entity>);

describe('the story of the demo', () => {
  it('is the same for the same seed, size and end, and another for another seed', () => {
    expect(tell()).toEqual(tell());
    expect(tell({ seed: 8 }).rows).not.toEqual(tell().rows);
  });

  it('has as many accounts as it was told to have, each under a key of its own', () => {
    const keys = rowsOf(tell(), 'accounts')
      .filter(({ currency }) => currency !== undefined)
      .map(({ account }) => account);
    expect(keys).toHaveLength(250);
    expect(new Set(keys).size).toBe(250);
  });

  it('covers eighteen months and knows of nothing that lies behind its end', () => {
    const story = tell();
    const instants = [...story.rows, ...story.holds].map(({ at }) => at);
    expect(Math.min(...instants)).toBeLessThan(Date.parse('2025-05-25T00:00:00Z'));
    expect(Math.max(...instants)).toBeLessThanOrEqual(NOW);
  });

  it('numbers each invoice and each payment once', () => {
    const story = tell();
    const numbers = rowsOf(story, 'invoices').flatMap(({ number, total }) =>
      total === undefined ? [] : [number],
    );
    expect(new Set(numbers).size).toBe(numbers.length);
    const references = rowsOf(story, 'payments').flatMap(({ reference, amount }) =>
      amount === undefined ? [] : [reference],
    );
    expect(new Set(references).size).toBe(references.length);
  });

  it('has mailboxes only that cannot exist', () => {
    const addresses = rowsOf(tell(), 'accounts').flatMap(({ email }) => email ?? []);
    expect(addresses.filter((address) => !/^[a-z0-9.]+@[a-z]+\.example$/.test(address))).toEqual([]);
  });

  it.each(['2024-02-29T12:00:00Z', '2026-03-29T01:30:00Z', '2025-12-31T23:59:00Z', '2012-01-01T00:00:00Z'])(
    'can end at %s',
    (now) => {
      const story = tell({ now: Date.parse(now) });
      expect(rowsOf(story, 'invoices').length).toBeGreaterThan(500);
    },
  );
});
