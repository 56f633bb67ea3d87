import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { encodeMapping, type Import, type ImportLine, type ImportMapping } from '@dunwell/contract';
import { AbandonedImports } from '../src/billing/imports/abandoned-imports.js';
import { insertImport } from '../src/billing/imports/import-store.js';
import { newId } from '../src/platform/database/ids.js';
import { startTestApp, type TestApp } from './support/start-test-app.js';

// Thousands of rows, or a process each, on a machine that may be busy.
jest.setTimeout(60_000);

const NOW = '2026-03-01T12:00:00Z';

let world: TestApp;
let prefix = 0;

beforeAll(async () => {
  world = await startTestApp({ now: NOW });
});

afterAll(() => world.close());

interface Upload {
  mapping?: ImportMapping;
  type?: string;
}

async function upload(entity: string, file: string | Buffer, { mapping, type = 'text/csv' }: Upload = {}) {
  const request = world.http.post(`/api/v1/imports/${entity}?fileName=test.csv`).set('Content-Type', type);
  if (mapping) void request.set('Dunwell-Mapping', encodeMapping(mapping));
  return request.buffer(true).send(file);
}

/** Uploads a file that can be read; its last line, with the rejected lines as `line column: reason`. */
async function imported(entity: string, file: string | Buffer, options: Upload = {}) {
  const response = await upload(entity, file, options);
  expect(response).toMatchObject({ status: 200, type: 'application/x-ndjson' });
  const lines = response.text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as ImportLine);
  const last = lines.at(-1);
  if (last?.kind !== 'summary') throw new Error(`The import ended with ${JSON.stringify(last)}`);
  return {
    ...last.import,
    progress: lines.filter(({ kind }) => kind === 'progress').length,
    rejections: last.firstRejections.map(({ line, column, reason }) => `${line} ${column}: ${reason}`),
  };
}

async function rows(table: string): Promise<number> {
  const [row] = await world.dataSource.query<{ count: number }[]>(
    `select count(*)::int as count from ${table}`,
  );
  return row?.count ?? 0;
}

/** Keys that no other test uses. */
function freshKey(): string {
  prefix += 1;
  return `K${prefix}`;
}

/** An account in euros that is known. */
async function knownAccount(): Promise<string> {
  const key = freshKey();
  await imported('accounts', `account,name,currency\n${key},Known,EUR\n`);
  return key;
}

const INVOICES = 'account,number,issuedOn,dueOn,total,currency';
const invoiceOf = (account: string, number: string) =>
  `${account},${number},2026-01-01,2026-01-31,100.00,EUR`;

describe('importing', () => {
  it('takes every entity over', async () => {
    const a = freshKey();
    await imported(
      'accounts',
      `account,name,email,currency,timeZone,country,language,paymentUrl,tags,attributes.seats\n` +
        `${a},Ada,ada@example.com,EUR,Europe/Berlin,DE,de,https://pay.example/1,vip|gold,5\n`,
      { mapping: { entity: 'accounts', columns: {}, types: { seats: 'number' } } },
    );
    const files: Record<string, string> = {
      invoices: `${INVOICES},status,collectionMethod\n${invoiceOf(a, `${a}-1`)},open,manual\n`,
      payments:
        'account,reference,invoice,amount,currency,status,at,failureCode,failureKind,automatic\n' +
        `${a},${a}-p1,${a}-1,40.00,EUR,succeeded,2026-02-10,,,false\n` +
        `${a},${a}-p2,,5.50,EUR,failed,2026-02-11T10:00:00Z,insufficient_funds,soft,true\n`,
      credits: `account,reference,invoice,amount,currency,at\n${a},${a}-c1,${a}-1,10.00,EUR,2026-02-12\n`,
      subscriptions: `account,key,plan,status,startedOn,renewsOn\n${a},${a}-s1,pro,active,2025-01-01,2026-04-01\n`,
      paymentMethods: `account,key,type,brand,expiresOn,status,isDefault\n${a},${a}-m1,card,visa,2026-09,active,true\n`,
      tags: `account,tag,from,to\n${a},winter,2026-01-01,2026-02-01\n`,
    };
    for (const [entity, file] of Object.entries(files)) {
      expect(await imported(entity, file)).toMatchObject({ rejections: [], rejected: 0, status: 'finished' });
    }
    const [balance] = await world.dataSource.query<unknown[]>(
      `select outstanding, overdue, opened_on from account_timeline join accounts using (workspace_id, account_id)
       where accounts.key = $1 and from_at <= $2 and to_at > $2`,
      [a, NOW],
    );
    expect(balance).toEqual({ outstanding: 5000, overdue: 5000, opened_on: '2026-02-01' });
  });

  it('changes nothing when a file is sent again', async () => {
    const a = await knownAccount();
    const file = `${INVOICES},paidOn\n${invoiceOf(a, `${a}-1`)},2026-02-15\n${invoiceOf(a, `${a}-2`)},\n`;
    const counts = () =>
      Promise.all(['invoices', 'payments', 'account_timeline', 'account_changes'].map(rows));
    expect(await imported('invoices', file)).toMatchObject({ accepted: 2, rejected: 0 });
    const before = await counts();
    expect(await imported('invoices', file)).toMatchObject({ accepted: 2, rejected: 0 });
    expect(await counts()).toEqual(before);
  });

  it('reads NDJSON, amounts in major units as text or number', async () => {
    const a = await knownAccount();
    const invoice = { account: a, issuedOn: '2026-01-01', dueOn: '2026-01-31', currency: 'EUR' };
    const file = [
      { ...invoice, number: `${a}-1`, total: 12.1, colour: 'red' },
      { ...invoice, number: `${a}-2`, total: '0.29', attributes: { disputed: true } },
      { ...invoice, number: `${a}-3`, total: 0.001 },
    ].map((line) => JSON.stringify(line));
    expect(await imported('invoices', file.join('\n'), { type: 'application/x-ndjson' })).toMatchObject({
      accepted: 2,
      ignoredColumns: ['colour'],
      rejections: ['3 total: "0.001" has 3 decimals, but EUR has 2.'],
    });
    const totals = await world.dataSource.query<unknown[]>(
      `select total from invoices where number like $1 order by number`,
      [`${a}-%`],
    );
    expect(totals).toEqual([{ total: 1210 }, { total: 29 }]);
  });

  it('creates accounts where the mapping says so', async () => {
    const [a, b] = [freshKey(), freshKey()];
    const mapping: ImportMapping = { entity: 'invoices', columns: {}, createAccounts: true };
    const file = `${INVOICES}\n${invoiceOf(a, `${a}-1`)}\n`;
    expect(await imported('invoices', file, { mapping })).toMatchObject({ accepted: 1 });
    const subscriptions = `account,key,plan,status,startedOn\n${b},${b}-s,pro,active,2026-01-01\n`;
    expect(
      await imported('subscriptions', subscriptions, {
        mapping: {
          entity: 'subscriptions',
          columns: {},
          constants: { currency: 'JPY' },
          createAccounts: true,
        },
      }),
    ).toMatchObject({ accepted: 1 });
    const created = await world.dataSource.query<unknown[]>(
      `select key, currency, import_id is not null as imported from accounts where key = any($1) order by key`,
      [[a, b]],
    );
    expect(created).toEqual([
      { key: a, currency: 'EUR', imported: true },
      { key: b, currency: 'JPY', imported: true },
    ]);
  });
});

describe('bad lines', () => {
  it('are rejected with number, column and reason while the good lines are in', async () => {
    const a = await knownAccount();
    const other = freshKey();
    const bad: [string, string, string][] = [
      [
        'unknown currency',
        `${a},${a}-b1,2026-01-01,2026-01-31,100.00,EURO`,
        'total: "EURO" is not a currency',
      ],
      ['second currency', `${a},${a}-b2,2026-01-01,2026-01-31,100.00,USD`, 'currency: '],
      ['negative total', `${a},${a}-b3,2026-01-01,2026-01-31,-1.00,EUR`, 'total: The amount is negative.'],
      ['too many decimals', `${a},${a}-b4,2026-01-01,2026-01-31,1.001,EUR`, 'total: "1.001" has 3 decimals'],
      [
        'impossible date',
        `${a},${a}-b5,2026-02-30,2026-03-31,1.00,EUR`,
        'issuedOn: "2026-02-30" is not a date that exists',
      ],
      ['unknown account', invoiceOf(other, `${a}-b6`), 'account: There is no account'],
      ['duplicate number', invoiceOf(a, `${a}-1`), `number: number ${a}-1 stands on line 2 already.`],
      [
        'broken quote',
        `${a},"${a}-b7,2026-01-01,2026-01-31,1.00,EUR`,
        'null: A quote is opened and never closed.',
      ],
      ['too few fields', `${a},${a}-b8`, 'null: The line has 2 fields, the header 6.'],
      [
        'long line',
        `${a},${'x'.repeat(10_000_000)},2026-01-01,2026-01-31,1.00,EUR`,
        'null: The line is longer than',
      ],
      ['empty key', `,${a}-b9,2026-01-01,2026-01-31,1.00,EUR`, 'account: account is empty.'],
    ];
    const file = [
      INVOICES,
      invoiceOf(a, `${a}-1`),
      ...bad.map(([, line]) => line),
      invoiceOf(a, `${a}-2`),
      '',
    ];
    const result = await imported('invoices', file.join('\n'));
    expect(result).toMatchObject({ accepted: 2, rejected: bad.length });
    bad.forEach(([, , reason], index) => {
      expect(result.rejections[index]).toContain(`${index + 3} ${reason}`);
    });
    expect(await rows('accounts where key = ' + `'${other}'`)).toBe(0);
  });

  it('in another encoding are rejected, and only those', async () => {
    const a = await knownAccount();
    const file = Buffer.concat([
      Buffer.from('account,name\n'),
      Buffer.from(`${a},Müller\n`, 'latin1'),
      Buffer.from(`${a},Möller\n`),
    ]);
    expect(await imported('accounts', file)).toMatchObject({
      accepted: 1,
      rejections: ['2 null: The line is not valid UTF-8. Save the file as UTF-8.'],
    });
  });

  it.each<[string, string, number]>([
    ['yen have no decimals', 'JPY', 100],
    ['dinars have three', 'KWD', 1_500],
  ])('%s', async (_, currency, total) => {
    const a = freshKey();
    await imported('accounts', `account,currency\n${a},${currency}\n`);
    const amounts = ['100', '1.500', '1.5000'];
    const file = amounts.map(
      (amount, index) => `${a},${a}-${index},2026-01-01,2026-01-31,${amount},${currency}`,
    );
    const { accepted } = await imported('invoices', [INVOICES, ...file].join('\n'));
    const stored = await world.dataSource.query<{ total: number }[]>(
      `select total from invoices where number like $1 order by number`,
      [`${a}-%`],
    );
    expect(stored.map((row) => row.total)).toContain(total);
    expect(stored).toHaveLength(accepted);
    expect(accepted).toBe(currency === 'JPY' ? 1 : 2);
  });

  it('with allocations above their payment are rejected', async () => {
    const a = await knownAccount();
    await imported('invoices', `${INVOICES}\n${invoiceOf(a, `${a}-1`)}\n`);
    const file =
      'account,reference,allocations,amount,currency,status,at\n' +
      `${a},${a}-p1,${a}-1=60.00,50.00,EUR,succeeded,2026-02-10\n` +
      `${a},${a}-p2,${a}-1=50.00,50.00,EUR,succeeded,2026-02-10\n`;
    const result = await imported('payments', file);
    expect(result).toMatchObject({ accepted: 1, rejected: 1 });
    expect(result.rejections[0]).toMatch(/^2 allocations: /);
  });

  it('are found as duplicates across batches too', async () => {
    const a = await knownAccount();
    const file = Array.from({ length: 1_500 }, (_, index) => invoiceOf(a, `${a}-${index}`));
    const again = [...file, invoiceOf(a, `${a}-0`), invoiceOf(a, `${a}-1499`)];
    const result = await imported('invoices', [INVOICES, ...again].join('\n'));
    expect(result).toMatchObject({
      accepted: 1_500,
      progress: 2,
      rejections: [
        `1502 number: number ${a}-0 stands on line 2 already.`,
        `1503 number: number ${a}-1499 stands on line 1501 already.`,
      ],
    });
    expect(await rows('import_statements')).toBe(0);
    expect(await rows('dirty_accounts')).toBe(0);
    expect(
      await rows(
        `account_timeline join accounts using (workspace_id, account_id) where accounts.key = '${a}'`,
      ),
    ).toBeGreaterThan(0);
  });

  it('can be downloaded', async () => {
    const { id } = await imported('tags', 'account,tag\nnobody,"a ""b"", c"\n,x\n');
    const report = await world.http.get(`/api/v1/imports/${id}/rejections`);
    expect(report).toMatchObject({ status: 200, type: 'text/csv' });
    expect(report.headers['content-disposition']).toContain(`rejections-${id}.csv`);
    const [head, first, second] = report.text.split('\r\n');
    expect(head).toBe('line,column,reason,raw');
    expect(first).toMatch(/^2,account,/);
    expect(first).toContain('"nobody,""a """"b"""", c"""');
    expect(second).toBe('3,account,account is empty.,",x"');
  });
});

describe('files that cannot be imported', () => {
  it.each<[string, string, string | Buffer, Upload, number, string]>([
    ['an empty one', 'tags', '', {}, 422, 'emptyFile'],
    ['one without a needed column', 'invoices', 'account\nA\n', {}, 422, 'unusableColumns'],
    [
      'one mapped as another entity',
      'invoices',
      'account\nA\n',
      { mapping: { entity: 'payments', columns: {} } },
      422,
      'invalidMapping',
    ],
    ['one of an entity nobody knows', 'customers', 'account\nA\n', {}, 400, 'invalidRequest'],
    ['JSON', 'tags', '[]', { type: 'application/json' }, 415, 'unsupportedMediaType'],
  ])('are refused before the first row: %s', async (_, entity, file, options, status, code) => {
    const before = await rows('imports');
    const response = await upload(entity, file, options);
    expect(response).toMatchObject({ status, type: 'application/problem+json' });
    expect(JSON.parse(response.text)).toMatchObject({ status, code });
    expect(await rows('imports')).toBe(before);
  });

  it('says what is wrong with a mapping that is not JSON', async () => {
    const response = await world.http
      .post('/api/v1/imports/tags')
      .set('Content-Type', 'text/csv')
      .set('Dunwell-Mapping', 'not base64 of JSON')
      .send('account,tag\n');
    expect(response).toMatchObject({ status: 422, body: { code: 'invalidMapping' } });
  });

  it('are refused when they are compressed', async () => {
    const file = gzipSync('account,currency\nZ1,EUR\n');
    const response = await world.http
      .post('/api/v1/imports/accounts')
      .set({ 'Content-Type': 'text/csv', 'Content-Encoding': 'gzip' })
      .send(file);
    expect(response).toMatchObject({
      status: 415,
      type: 'application/problem+json',
      body: {
        code: 'unsupportedEncoding',
        detail: 'Streams are read as they are; the Content-Encoding is gzip. Send it uncompressed.',
      },
    });
  });

  it('are refused while they still upload', async () => {
    const response = await fetch(`${world.url}/api/v1/imports/invoices`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${world.key}`, 'Content-Type': 'text/csv' },
      body: `account\n${'A\n'.repeat(5_000_000)}`,
    });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: 'unusableColumns' });
  });
});

describe('the list of imports', () => {
  it('shows the newest first, page by page, and nothing to others', async () => {
    const first = await imported('accounts', `account,currency,colour\n${freshKey()},EUR,red\n`);
    const second = await imported('accounts', `account,currency\n${freshKey()},EUR\n`);
    const page = await world.http.get('/api/v1/imports?limit=1');
    expect(page.body).toMatchObject({ items: [{ id: second.id, status: 'finished', fileName: 'test.csv' }] });
    const { nextCursor } = page.body as { nextCursor: string };
    const next = await world.http.get(`/api/v1/imports?limit=1&cursor=${nextCursor}`);
    expect(next.body).toMatchObject({ items: [{ id: first.id, ignoredColumns: ['colour'], linesRead: 2 }] });
    const stranger = await world.stranger();
    for (const path of [first.id, `${first.id}/rejections`]) {
      expect((await stranger.get(`/api/v1/imports/${path}`)).status).toBe(404);
    }
    expect((await stranger.get('/api/v1/imports')).body).toEqual({ items: [], nextCursor: null });
    expect((await world.anonymous.get('/api/v1/imports')).status).toBe(401);
  });
});

describe('a sender that goes away', () => {
  it('leaves an import that says how much is in', async () => {
    const a = await knownAccount();
    const leaving = new AbortController();
    const lines = Array.from({ length: 2_500 }, (_, index) => `${invoiceOf(a, `${a}-${index}`)}\n`);
    let sent = false;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        // Half of it, then silence.
        if (!sent) controller.enqueue(Buffer.from([`${INVOICES}\n`, ...lines].join('')));
        sent = true;
      },
    });
    const answer = fetch(`${world.url}/api/v1/imports/invoices`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${world.key}`, 'Content-Type': 'text/csv' },
      body,
      duplex: 'half',
      signal: leaving.signal,
    });
    await until(async () => (await newest()).accepted >= 1_000);
    leaving.abort();
    await answer.then((response) => response.text()).catch(() => undefined);
    await until(async () => (await newest()).status === 'failed');
    const failed = await newest();
    expect(failed.failure).toBe(
      `The connection was lost. ${failed.accepted} rows are in. Send the file again: rows that are in are not taken twice.`,
    );
    expect(await rows(`invoices where number like '${a}-%'`)).toBe(failed.accepted);
    expect(await rows('dirty_accounts')).toBe(0);
  });

  async function newest(): Promise<Import> {
    const { body } = await world.http.get('/api/v1/imports?limit=1');
    return (body as { items: Import[] }).items[0]!;
  }

  async function until(condition: () => Promise<boolean>): Promise<void> {
    for (let attempt = 0; attempt < 500; attempt += 1) {
      if (await condition()) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('It did not happen within ten seconds.');
  }
});

describe('a process that is killed', () => {
  it('leaves an import that the next tick calls failed', async () => {
    const importId = newId();
    const key = { workspaceId: world.workspaceId, importId };
    const start = { entity: 'tags' as const, fileName: null, ignoredColumns: [], beganAt: new Date() };
    const tick = world.app.get(AbandonedImports);

    await insertImport(world.dataSource, key, { ...start, now: new Date(Date.now() - 5 * 60_000) });
    await tick.end();
    expect((await world.http.get(`/api/v1/imports/${importId}`)).body).toMatchObject({ status: 'running' });

    await world.dataSource.query(
      `update imports set alive_at = alive_at - interval '6 minutes' where import_id = $1`,
      [importId],
    );
    await tick.end();
    expect((await world.http.get(`/api/v1/imports/${importId}`)).body).toMatchObject({
      status: 'failed',
      failure: 'The server stopped while it ran; 0 rows are in. Send the file again.',
    });
  });
});
