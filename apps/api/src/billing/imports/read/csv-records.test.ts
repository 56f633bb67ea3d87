import { describe, expect, it } from '@jest/globals';
import { CsvRecords, type CsvSourceRecord } from './csv-records.js';

/** Records of a text as `line: field|field`, rejected lines as `line! reason`. */
function read(text: string, width: number): string[] {
  const reader = new CsvRecords(',', width);
  const lines = text
    .split('\n')
    .map((line, index) => ({ kind: 'text' as const, number: index + 1, text: line }));
  return [...reader.read(lines), ...reader.end()].map(shown);
}

const shown = (record: CsvSourceRecord): string =>
  record.kind === 'fields'
    ? `${record.line}: ${record.fields.join('|')}`
    : `${record.line}! ${record.reason}`;

const NEVER_CLOSED = 'A quote is opened and never closed.';

describe('CsvRecords', () => {
  it.each<[string, string, string[]]>([
    ['plain fields', 'a,b\nc,d', ['1: a|b', '2: c|d']],
    ['empty fields', ',\n,x\ny,', ['1: |', '2: |x', '3: y|']],
    ['quoted fields', '"a, b","c ""d"""', ['1: a, b|c "d"']],
    ['an empty quoted field', '"",x', ['1: |x']],
    ['a line break in a field', '1,"a\nb"\n2,c', ['1: 1|a\nb', '3: 2|c']],
    ['empty lines', 'a,b\n\nc,d\n', ['1: a|b', '3: c|d']],
    [
      'too few and too many fields',
      'a\na,b,c\na,b',
      ['1! The line has 1 fields, the header 2.', '2! The line has 3 fields, the header 2.', '3: a|b'],
    ],
    [
      'a quote inside a plain field',
      'a,5" pipe\nb,c',
      ['1! There is a quote inside a field that does not begin with one.', '2: b|c'],
    ],
    ['text behind a quote', '"a"b,c\nd,e', ['1! There is text behind a closing quote.', '2: d|e']],
    ['a quote never closed: only its line', 'a,"b\nc,d\ne,f', [`1! ${NEVER_CLOSED}`, '2: c|d', '3: e|f']],
    [
      'a quote closed by the next quoted field',
      'a,"b\nc,"d"\ne,f',
      [`1! ${NEVER_CLOSED}`, '2: c|d', '3: e|f'],
    ],
    [
      'a quote closed so that the fields do not add up',
      'a,"b\nc,d",x,y\ne,f',
      [`1! ${NEVER_CLOSED}`, '2! There is a quote inside a field that does not begin with one.', '3: e|f'],
    ],
    [
      'two lines whose quotes never close',
      'a,"b\nc,"d\ne,f',
      [`1! ${NEVER_CLOSED}`, `2! ${NEVER_CLOSED}`, '3: e|f'],
    ],
  ])('reads %s', (_, text, expected) => {
    expect(read(text, 2)).toEqual(expected);
  });

  it('finds every broken line among many that are read together', () => {
    const lines = Array.from({ length: 1_000 }, (_, index) =>
      index % 90 === 7 ? 'a"b"c,d' : `k${index},"v"`,
    );
    const records = read(lines.join('\n'), 2);
    expect(records.map((record) => record.split(/[:!]/)[0])).toEqual(lines.map((_, index) => `${index + 1}`));
    expect(records.filter((record) => record.includes('! There is a quote inside'))).toHaveLength(12);
    expect(records[6]).toBe('7: k6|v');
  });

  it('reads the same in whatever parts the lines arrive', () => {
    const text = 'a,b\n1,"x\ny"\n\n2,"open\n3,"c ""d"""\n4,e"f"\n5,"g\nh"';
    const whole = read(text, 2);
    expect(whole).toEqual([
      '1: a|b',
      '2: 1|x\ny',
      `5! ${NEVER_CLOSED}`,
      '6: 3|c "d"',
      '7! There is a quote inside a field that does not begin with one.',
      '8: 5|g\nh',
    ]);
    const reader = new CsvRecords(',', 2);
    const oneByOne = text
      .split('\n')
      .flatMap((line, index) => reader.read([{ kind: 'text', number: index + 1, text: line }]));
    expect([...oneByOne, ...reader.end()].map(shown)).toEqual(whole);
  });

  it('keeps nothing of empty lines', () => {
    const reader = new CsvRecords(',', 2);
    const blank = Array.from({ length: 3 }, (_, index) => ({
      kind: 'text' as const,
      number: index,
      text: '',
    }));
    for (let time = 0; time < 3; time += 1) expect(reader.read(blank)).toEqual([]);
    expect(reader.end()).toEqual([]);
  });

  it('gives a quote up after a hundred lines, and loses none of them', () => {
    const lines = Array.from({ length: 500 }, (_, index) => `k${index},v`);
    const records = read(['x,"open', ...lines].join('\n'), 2);
    expect(records).toHaveLength(501);
    expect(records[0]).toBe(`1! ${NEVER_CLOSED}`);
    expect(records.slice(1).every((record) => record.includes(': k'))).toBe(true);
  });

  it('rejects an unreadable line and the quote it cut off', () => {
    const reader = new CsvRecords(',', 2);
    const records = [
      ...reader.read([{ kind: 'text', number: 1, text: 'a,"b' }]),
      ...reader.read([{ kind: 'unreadable', number: 2, reason: 'Too long.', raw: '' }]),
      ...reader.read([{ kind: 'text', number: 3, text: 'c,d' }]),
    ];
    expect(records.map(shown)).toEqual([`1! ${NEVER_CLOSED}`, '2! Too long.', '3: c|d']);
  });
});
