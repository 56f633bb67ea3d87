import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encodeMapping, PREVIEW_BYTES, type ImportMapping, type ImportPreview } from '@dunwell/contract';
import { exampleMapping, importFile, realReceivables } from './support/receivables.js';
import { startTestApp, type TestApp } from './support/start-test-app.js';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ now: '2026-03-01T08:00:00Z' });
  await importFile(app, 'accounts', 'account,name,currency\nA,Ann,EUR\nB,Bob,EUR');
});
afterAll(() => app.close());

interface Sent {
  mapping?: ImportMapping;
  cut?: boolean;
  type?: string;
}

const send = (entity: string, file: string | Buffer, { mapping, cut, type = 'text/csv' }: Sent = {}) => {
  const request = app.http.post(`/api/v1/imports/${entity}/preview`).set('Content-Type', type);
  if (mapping) void request.set('Dunwell-Mapping', encodeMapping(mapping));
  if (cut !== undefined) void request.query({ cut });
  return request.send(file);
};

const preview = async (entity: string, file: string | Buffer, sent?: Sent): Promise<ImportPreview> => {
  const response = await send(entity, file, sent);
  if (response.status !== 200) throw new Error(response.text);
  return response.body as ImportPreview;
};

const GERMAN = `Kundennr.;Rechnungsnummer;Rechnungsdatum;Fällig am;Betrag;Notiz
A;R-1;03.01.2026;17.01.2026;1.234,50;erste
Z;R-2;31.01.2026;30.02.2026;89,00;
B;R-3;03.02.2026;17.02.2026;viel;`;

describe('the preview of a file', () => {
  it('shows its columns, a guess and the first rows as they would be read', async () => {
    const { columns, mapping, doubts, problems, rows, standardColumns } = await preview('invoices', GERMAN);
    expect(mapping).toEqual({
      entity: 'invoices',
      columns: {
        account: 'Kundennr.',
        number: 'Rechnungsnummer',
        issuedOn: 'Rechnungsdatum',
        dueOn: 'Fällig am',
        total: 'Betrag',
      },
      dateFormat: 'D.M.YYYY',
      decimalMark: ',',
      constants: { currency: 'EUR' },
    });
    expect(doubts).toEqual([
      'Some amounts are not written like numbers; the rows say which.',
      'Nothing says which currency the amounts are in; they are taken to be EUR, as all so far.',
    ]);
    expect(problems).toEqual([]);
    expect(columns.find(({ name }) => name === 'Notiz')).toEqual({
      name: 'Notiz',
      samples: ['erste'],
      looksLike: 'text',
    });
    expect(standardColumns).toContainEqual({ name: 'number', kind: 'text', required: true, options: [] });
    expect(standardColumns.at(-1)).toMatchObject({ name: 'attributes.*' });
    expect(rows[0]!.cells).toMatchObject({ Betrag: '1.234,50', Notiz: 'erste' });
  });

  it('tells everything that is wrong with each cell, and what would be refused when it is applied', async () => {
    const { mapping } = await preview('invoices', GERMAN);
    const { rows, guesses } = await preview('invoices', GERMAN, { mapping });
    expect(guesses).toEqual([]);
    expect(rows[0]).toMatchObject({
      line: 2,
      input: { account: 'A', issuedOn: '2026-01-03', dueOn: '2026-01-17', total: 123_450, currency: 'EUR' },
      problems: [],
    });
    expect(rows[1]!.problems).toEqual([
      { column: 'Fällig am', reason: '"30.02.2026" is not a date that exists.' },
    ]);
    expect(rows[2]!.problems).toEqual([
      {
        column: 'Betrag',
        reason: '"viel" is not an amount. Write it like 1.234,50 or 1234,50, without signs of a currency.',
      },
    ]);
    const unknown = await preview(
      'invoices',
      'account;number;issuedOn;dueOn;total\nZ;1;2026-01-01;2026-01-02;1.00\nA;2;2026-01-01;2026-01-02;1.00',
    );
    expect(unknown.rows.map(({ problems }) => problems)).toEqual([
      [{ column: 'account', reason: 'There is no account Z; send it first, or import with createAccounts.' }],
      [],
    ]);
  });

  it('keeps nothing of it', async () => {
    await preview('invoices', 'account,number,issuedOn,dueOn,total\nA,X-1,2026-01-01,2026-01-15,10.00');
    await preview('accounts', 'account,name,currency,tags\nNEW,New,EUR,vip');
    const [left] = await app.dataSource.query<{ rows: number }[]>(
      `select ((select count(*) from invoices) + (select count(*) from accounts where key = 'NEW')
         + (select count(*) from account_tags) + (select count(*) from imports where file_name is null))::integer as rows`,
    );
    // The one import of the accounts.
    expect(left!.rows).toBe(1);
  });

  it('proposes to create accounts where none is known', async () => {
    const { mapping, doubts, rows } = await preview(
      'invoices',
      'customer,invoice,date,due,amount\nN1,1,2026-01-01,2026-01-15,10.00',
    );
    expect(mapping.createAccounts).toBe(true);
    expect(doubts).toContain('None of its accounts is known yet; they would be created with it.');
    expect(rows).toMatchObject([{ problems: [] }]);
  });

  it('says why the file as a whole would be refused', async () => {
    const { problems } = await preview('invoices', 'wer,was\nA,1');
    expect(problems).toEqual([
      { column: null, reason: 'The file has no column account.' },
      { column: null, reason: 'The file has no column number.' },
    ]);
  });

  it.each<[string, Sent, number]>([
    ['not the half line at the end of what was cut', { cut: true }, 1],
    ['the last line of a whole file', { cut: false }, 2],
  ])('reads %s', async (_, sent, lines) => {
    const file = 'account,name,currency\nC,Cem,EUR\nD,"Da';
    expect((await preview('accounts', file, sent)).rows).toHaveLength(lines);
  });

  it('reads the beginning of a file of any length', async () => {
    const line = (n: number) => `K${n},Customer number ${n},EUR\n`;
    const file = `account,name,currency\n${Array.from({ length: 20_000 }, (_, n) => line(n)).join('')}`;
    expect(file.length).toBeGreaterThan(5 * PREVIEW_BYTES);
    const { rows } = await preview('accounts', file);
    expect(rows).toHaveLength(20);
    expect(rows.every(({ problems }) => problems.length === 0)).toBe(true);
  });

  it('reads NDJSON', async () => {
    const file =
      '{"account":"A","number":"J-1","issuedOn":"2026-01-01","dueOn":"2026-01-15","total":10.5}\n{"account":1}';
    const { columns, rows } = await preview('invoices', file, { type: 'application/x-ndjson' });
    expect(columns.map(({ name }) => name)).toEqual(['account', 'number', 'issuedOn', 'dueOn', 'total']);
    expect(rows[0]).toMatchObject({ input: { total: 1_050 }, problems: [] });
    expect(rows[1]!.problems).toEqual([{ column: null, reason: 'number is missing.' }]);
  });

  it.each<[string, string, Sent, number]>([
    ['an empty file', '', {}, 422],
    ['rows of nothing', 'nonsense', {}, 400],
    ['a mapping for others', 'invoices', { mapping: { entity: 'payments', columns: {} } }, 422],
  ])('refuses %s', async (_, entity, sent, status) => {
    await send(entity === '' ? 'accounts' : entity, '', sent).expect(status);
  });

  it('guesses the public receivables as their mapping has them', async () => {
    const receivables = realReceivables();
    if (receivables === null) return;
    const { mapping, rows } = await preview('invoices', receivables.slice(0, PREVIEW_BYTES), { cut: true });
    const { 'attributes.disputed': _, ...columns } = exampleMapping().columns;
    expect(mapping).toEqual({
      entity: 'invoices',
      columns,
      dateFormat: 'M/D/YYYY',
      constants: { currency: 'EUR' },
      createAccounts: true,
    });
    expect(rows.filter(({ problems }) => problems.length > 0)).toEqual([]);
  });
});
