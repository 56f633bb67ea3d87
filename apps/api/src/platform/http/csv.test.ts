import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { csvLine, csvText } from './csv.js';

describe('a line of CSV', () => {
  it.each([
    ['plain values', ['a', 'b', '']],
    ['commas, quotes and line breaks', ['a,b', 'say "no"', 'one\r\ntwo', 'one\ntwo']],
    ['spaces at the ends', [' a', 'b ']],
  ])('keeps %s', (_, values) => {
    expect(parse(csvLine(values))).toEqual([values]);
  });

  it('ends as RFC 4180 says', () => {
    expect(csvLine(['a', 'b'])).toBe('a,b\r\n');
  });
});

describe('text for a spreadsheet', () => {
  it.each([
    ['=HYPERLINK("http://bad.example")', '\'=HYPERLINK("http://bad.example")'],
    ['+49 30 1234', "'+49 30 1234"],
    ['-1', "'-1"],
    ['@here', "'@here"],
    ['\tx', "'\tx"],
    ['Ann = Bob', 'Ann = Bob'],
    ['', ''],
  ])('%j is %j', (text, safe) => {
    expect(csvText(text)).toBe(safe);
  });
});
