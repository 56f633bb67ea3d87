import { describe, expect, it } from '@jest/globals';
import { PageQuery, readCursor, readIdCursor, toPage } from './page.js';

const query = (limit: number, cursor?: string) => Object.assign(new PageQuery(), { limit, cursor });
const keyOf = (row: { name: string; number: number }) => [row.name, row.number];
const rows = [1, 2, 3].map((number) => ({ name: 'Acme', number }));

describe('pages', () => {
  it('go on after their last item', () => {
    const page = toPage(rows, query(2), keyOf);
    expect(page.items).toEqual(rows.slice(0, 2));
    expect(readCursor(query(2, page.nextCursor ?? ''), 2)).toEqual(['Acme', 2]);
  });

  it('end when there is no row too many', () => {
    expect(toPage(rows, query(3), keyOf)).toEqual({ items: rows, nextCursor: null });
    expect(toPage([], query(3), keyOf)).toEqual({ items: [], nextCursor: null });
  });

  it('begin without a cursor', () => {
    expect(readCursor(query(2), 2)).toBeUndefined();
  });

  it.each([
    'nonsense',
    Buffer.from('["Acme"]').toString('base64url'),
    Buffer.from('[{},1]').toString('base64url'),
    Buffer.from('["a\\u0000",1]').toString('base64url'),
  ])('refuse the cursor %s', (cursor) => {
    expect(() => readCursor(query(2, cursor), 2)).toThrow('cursor must be the nextCursor');
  });

  it('refuse values that the list does not sort by', () => {
    const given = toPage(rows, query(2), keyOf).nextCursor ?? '';
    expect(() => readCursor(query(2, given), 2, (name) => name === 'Globex')).toThrow('cursor must be');
    expect(() => readIdCursor(query(2, toPage(rows, query(2), () => ['no id']).nextCursor ?? ''))).toThrow(
      'cursor must be',
    );
  });
});
