import { describe, expect, it } from '@jest/globals';
import type { ImportMapping } from '@dunwell/contract';
import { batches } from './batches.js';
import { openFile, type FileFormat } from './open-file.js';
import { LONGEST_LINE } from './read-lines.js';
import type { SourceRecord } from './source-record.js';

const STANDARD: ImportMapping = { entity: 'tags', columns: {} };

/** Bytes in chunks that cut characters, line breaks and byte order marks apart. */
async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield Promise.resolve(bytes.subarray(at, at + size));
}

async function read(bytes: Buffer | string, options: { format?: FileFormat; size?: number } = {}) {
  const { format = 'csv', size = 3 } = options;
  const file = await openFile(inChunks(Buffer.from(bytes), size), format, STANDARD);
  const records: SourceRecord[] = [];
  for await (const some of file.records) records.push(...some);
  return { records: records.map(shown), ignored: file.ignoredColumns() };
}

const shown = (record: SourceRecord): string =>
  record.kind === 'row'
    ? `${record.line}: ${[...record.cells].map(([name, cell]) => `${name}=${String(cell)}`).join(' ')}`
    : `${record.line}! ${record.reason}`;

const utf16 = (text: string, mark: [number, number]): Buffer => {
  const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
  return mark[0] === 0xfe ? bytes.swap16() : bytes;
};

describe('openFile', () => {
  it.each<[string, Buffer]>([
    ['UTF-8', Buffer.from('account,tag\nÄ1,grün 🌱\n')],
    ['UTF-8 with its mark', Buffer.from('\uFEFFaccount,tag\nÄ1,grün 🌱\n')],
    ['Windows line breaks', Buffer.from('account,tag\r\nÄ1,grün 🌱\r\n')],
    ['no line break at the end', Buffer.from('account,tag\nÄ1,grün 🌱')],
    ['semicolons', Buffer.from('account;tag\nÄ1;grün 🌱\n')],
    ['tabs', Buffer.from('account\ttag\nÄ1\tgrün 🌱\n')],
    ['UTF-16, little end first', utf16('account,tag\r\nÄ1,grün 🌱\r\n', [0xff, 0xfe])],
    ['UTF-16, big end first', utf16('account,tag\r\nÄ1,grün 🌱\r\n', [0xfe, 0xff])],
  ])('reads %s', async (_, bytes) => {
    for (const size of [1, 2, 3, 7, 1000]) {
      expect((await read(bytes, { size })).records).toEqual(['2: account=Ä1 tag=grün 🌱']);
    }
  });

  it('rejects a line in another encoding, and only that', async () => {
    const latin1 = Buffer.concat([
      Buffer.from('account,tag\nA1,x\n'),
      Buffer.from('Müller,y\n', 'latin1'),
      Buffer.from('A2,z\n'),
    ]);
    expect((await read(latin1)).records).toEqual([
      '2: account=A1 tag=x',
      '3! The line is not valid UTF-8. Save the file as UTF-8.',
      '4: account=A2 tag=z',
    ]);
  });

  it('rejects a line of ten megabytes, and only that', async () => {
    const long = `account,tag\nA1,${'x'.repeat(10_000_000)}\nA2,z\n`;
    expect((await read(long, { size: 65_536 })).records).toEqual([
      `2! The line is longer than ${LONGEST_LINE} bytes.`,
      '3: account=A2 tag=z',
    ]);
  });

  it('lists the columns that nothing names', async () => {
    expect(await read('account,tag,colour\nA1,x,red\n')).toEqual({
      records: ['2: account=A1 tag=x'],
      ignored: ['colour'],
    });
  });

  it.each<[string, string | Buffer, string]>([
    ['an empty file', '', 'emptyFile'],
    ['a mark and nothing else', '\uFEFF', 'emptyFile'],
    ['blank lines only', '\n \n\r\n', 'emptyFile'],
    ['a file without a column it needs', 'account,colour\n', 'unusableColumns'],
    ['a file with a column twice', 'account,tag,tag\n', 'unusableColumns'],
    ['a broken header', 'account,"tag\n', 'brokenHeader'],
    ['a header in another encoding', Buffer.from('account,täg\n', 'latin1'), 'brokenHeader'],
    ['half a UTF-16 character', utf16('account,tag\nA1,x', [0xff, 0xfe]).subarray(0, -1), 'wrongEncoding'],
  ])('refuses %s', async (_, bytes, code) => {
    await expect(read(bytes)).rejects.toMatchObject({ code, status: 422 });
  });

  it('reads NDJSON line by line', async () => {
    const text = [
      '{"account":"A1","tag":"x","colour":"red"}',
      '',
      '{"account":"A2","tag":"x"',
      '[1]',
      '{"account":"A3","tag":7}',
    ].join('\n');
    expect(await read(text, { format: 'ndjson' })).toEqual({
      records: [
        '1: account=A1 tag=x colour=red',
        '3! The line is not JSON.',
        '4! The line is not a JSON object.',
        '5: account=A3 tag=7',
      ],
      ignored: ['colour'],
    });
  });

  it('reads no further than it is asked, so that a file of any size fits', async () => {
    let sent = 0;
    // Without an end; each chunk holds a thousand lines.
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('account,tag\n');
      for (;;) {
        sent += 1;
        yield Buffer.from('A1,x\n'.repeat(1_000));
        await Promise.resolve();
      }
    }
    const { records } = await openFile(endless(), 'csv', STANDARD);
    let read = 0;
    for await (const batch of batches(records, 1_000)) {
      read += batch.length;
      expect(sent * 1_000 - read).toBeLessThanOrEqual(1_000);
      if (read >= 100_000) break;
    }
    expect(read).toBe(100_000);
  });
});
