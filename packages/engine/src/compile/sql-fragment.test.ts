import { describe, expect, it } from '@jest/globals';
import { identifier, joinSql, render, sql } from './sql-fragment.js';

describe('sql', () => {
  it('turns values into parameters, never into text', () => {
    expect(render(sql`select ${"'; drop table accounts; --"}, ${[1, 2]}, ${null}`)).toEqual({
      text: 'select $1, $2, $3',
      values: ["'; drop table accounts; --", [1, 2], null],
    });
  });

  it('numbers the parameters of nested fragments in the order of the text', () => {
    const inner = sql`b = ${2} and c = ${3}`;
    expect(render(sql`a = ${1} and (${inner}) and d = ${4} or (${inner})`)).toEqual({
      text: 'a = $1 and (b = $2 and c = $3) and d = $4 or (b = $5 and c = $6)',
      values: [1, 2, 3, 4, 2, 3],
    });
  });

  it('leaves what looks like a parameter in a value alone', () => {
    expect(render(sql`${'$1'} = ${sql`${'$2'}`}`)).toEqual({ text: '$1 = $2', values: ['$1', '$2'] });
  });

  it('renders text without values and empty fragments', () => {
    expect(render(sql`true`)).toEqual({ text: 'true', values: [] });
    expect(render(sql`${sql``}${sql``}`)).toEqual({ text: '', values: [] });
  });

  it('refuses undefined', () => {
    expect(() => sql`a = ${undefined as never}`).toThrow(TypeError);
  });
});

describe('joinSql', () => {
  it('separates fragments', () => {
    expect(render(joinSql([sql`a = ${1}`, sql`b`, sql`c = ${3}`], ' and '))).toEqual({
      text: 'a = $1 and b and c = $2',
      values: [1, 3],
    });
  });

  it('refuses to guess what an empty list means', () => {
    expect(() => joinSql([], ' or ')).toThrow();
  });
});

describe('identifier', () => {
  it('quotes names', () => {
    expect(render(sql`${identifier('f', 'a "b"')} = ${1}`)).toEqual({
      text: '"f"."a ""b""" = $1',
      values: [1],
    });
  });
});
