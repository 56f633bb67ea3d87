import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Import, ImportUndo } from '@dunwell/contract';
import { EvaluationWorld, pastDue14 } from './runtime/evaluation-world.testing.js';
import { importFile } from './support/receivables.js';

const ACCOUNTS = `account,name,currency,tags
A,Ann,EUR,gold
B,Bob,USD,`;
const INVOICES = `account,number,issuedOn,dueOn,total,currency,paidOn
A,A-1,2026-01-10,2026-02-10,100.00,EUR,
A,A-2,2026-01-10,2026-02-20,50.00,EUR,2026-02-25
B,B-1,2026-01-10,2026-02-15,80.00,USD,`;
const PAYMENTS = `account,reference,invoice,amount,currency,status,at
A,P-1,A-1,30.00,EUR,succeeded,2026-02-20
B,P-2,,10.00,USD,failed,2026-02-21`;

let world: EvaluationWorld;

beforeEach(async () => {
  world = await EvaluationWorld.open('2026-03-01T08:00:00Z');
});
afterEach(() => world.app.close());

const http = () => world.app.http;
const send = (entity: string, file: string): Promise<Import> => importFile(world.app, entity, file);

const check = async ({ id }: Import): Promise<ImportUndo> =>
  (await http().get(`/api/v1/imports/${id}/undo`).expect(200)).body as ImportUndo;

const undo = ({ id }: Import) => http().post(`/api/v1/imports/${id}/undo`);

async function post(path: string, body: object): Promise<void> {
  const response = await http().post(`/api/v1/${path}`).send(body);
  if (response.status >= 300) throw new Error(`${path}: ${response.text}`);
}

/**
 * Everything billing holds, table by table, without what says that an import was there: that facts changed, and streaks
 * that never were, which last no time (S7).
 */
async function facts(): Promise<Record<string, unknown>> {
  const tables = await world.app.dataSource.query<{ name: string }[]>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'account_id' order by 1`,
  );
  const rows: Record<string, unknown> = {};
  for (const { name } of tables.filter((table) => table.name !== 'account_changes'))
    rows[name] = await world.app.dataSource.query(
      `select to_jsonb(t) - 'change_no' as row from ${name} t
       where (to_jsonb(t) ->> 'opened_at') is distinct from coalesce(to_jsonb(t) ->> 'ended_at', '') order by t::text`,
    );
  return rows;
}

describe('taking an import back', () => {
  it('leaves nothing of accounts, invoices, money and what follows from them', async () => {
    const nothing = await facts();
    const accounts = await send('accounts', ACCOUNTS);
    expect(accounts).toMatchObject({ created: 2, changed: 0, undone: null });
    expect(await check(accounts)).toEqual({ possible: true, reasons: [], removes: 2 });
    expect((await undo(accounts).expect(200)).body).toMatchObject({
      status: 'undone',
      undone: { by: 'Local key' },
    });
    expect(await facts()).toEqual(nothing);
  });

  it('gives accounts that were there back what they owed, to the cent and the streak (S4, S7)', async () => {
    world.account('A').owes('20.00', { number: 'A-0' }).since('2026-02-15');
    world.account('B', { currency: 'USD' });
    await world.save();
    const before = await facts();
    const invoices = await send('invoices', INVOICES);
    expect(invoices).toMatchObject({ created: 3, changed: 0 });
    expect(await facts()).not.toEqual(before);
    await undo(invoices).expect(200);
    expect(await facts()).toEqual(before);
  });

  it.each([
    ['credits', 'account,reference,invoice,amount,currency,at\nA,C-1,A-0,5.00,EUR,2026-02-20'],
    ['subscriptions', 'account,key,plan,status,startedOn\nA,S-1,gold,active,2025-01-01'],
    [
      'paymentMethods',
      'account,key,type,brand,expiresOn,status,isDefault\nA,M-1,card,visa,2027-01,active,true',
    ],
    ['tags', 'account,tag,from,to\nA,vip,2026-01-01,\nA,vip,2025-01-01,2025-02-01\nA,late,,'],
    [
      'payments',
      'account,reference,invoice,amount,currency,status,at\nA,P-1,A-0,5.00,EUR,succeeded,2026-02-20',
    ],
  ])('takes %s off accounts that stay', async (entity, file) => {
    world.account('A').owes('20.00', { number: 'A-0' }).since('2026-02-15').isTagged('old');
    await world.save();
    const before = await facts();
    const done = await send(entity, file);
    expect(await check(done)).toMatchObject({ possible: true });
    await undo(done).expect(200);
    expect(await facts()).toEqual(before);
  });

  it('goes on to the imports before it, each in its turn', async () => {
    const nothing = await facts();
    const files = [
      await send('accounts', ACCOUNTS),
      await send('invoices', INVOICES),
      await send('payments', PAYMENTS),
    ];
    expect((await check(files[0]!)).reasons).toEqual([
      '2 of its accounts have been given more since: invoices, money, tags or holds.',
    ]);
    expect((await check(files[1]!)).reasons).toEqual([
      '1 of its invoices has been given money or a hold since.',
    ]);
    for (const file of files.reverse()) await undo(file).expect(200);
    expect(await facts()).toEqual(nothing);
  });

  it('looks at late data again: dates already evaluated were decided on facts that never were (S10)', async () => {
    world.account('A').owes('20.00', { number: 'A-0' }).since('2026-02-15');
    await world.save();
    const { id } = await send(
      'invoices',
      'account,number,issuedOn,dueOn,total,currency\nA,A-9,2026-01-10,2026-02-10,100,EUR',
    );
    await http().post(`/api/v1/imports/${id}/undo`).expect(200);
    const [late] = await world.app.dataSource.query<{ count: number }[]>(
      `select count(*)::integer as count from account_changes where not late_data_checked and earliest_at = '-infinity'`,
    );
    expect(late!.count).toBe(1);
  });
});

describe('an import is not taken back', () => {
  const reasons: [string, (imported: Import) => Promise<unknown>, string][] = [
    [
      'once one of its rows was changed',
      () => post('invoices', { account: 'A', number: 'A-1', dueOn: '2026-02-12' }),
      '1 of the 5 it made has been changed since.',
    ],
    [
      'once one of its rows got a state of its own',
      () => post('invoices', { account: 'A', number: 'A-1', status: 'void' }),
      '1 of the 5 it made has been changed since.',
    ],
    [
      'once one of its accounts was given a tag',
      () => post('tags', { account: 'A', tag: 'vip' }),
      '1 of its accounts has been given more since: invoices, money, tags or holds.',
    ],
    [
      'once money came for one of its invoices',
      () =>
        post('payments', {
          account: 'A',
          reference: 'late',
          amount: 100,
          status: 'succeeded',
          at: '2026-02-28',
          allocations: [{ invoice: 'A-1', amount: 100 }],
        }),
      '1 of its invoices has been given money or a hold since.',
    ],
    [
      'once one of its accounts is on hold',
      () => post('holds', { account: 'B', reason: 'dispute' }),
      '1 of its accounts has been given more since: invoices, money, tags or holds.',
    ],
    [
      'once a person has a task about one of its accounts',
      () => post('tasks', { account: 'B', title: 'Call', dueOn: '2026-03-02' }),
      'Tasks about 1 account of it have been made or done since.',
    ],
    [
      'once an automation has decided about one of its accounts',
      async () => {
        await world.publish(pastDue14({ entry: { when: null, reentry: { kind: 'once' } } }), 'include');
        await world.moveTo('2026-03-02');
      },
      'Automations have decided about 2 accounts of it since.',
    ],
  ];
  it.each(reasons)('%s', async (_, happen, reason) => {
    const mapping = { entity: 'invoices' as const, columns: {}, createAccounts: true };
    const imported = await importFile(world.app, 'invoices', INVOICES, mapping);
    expect(await check(imported)).toMatchObject({ possible: true, removes: 5 });
    const [before] = await world.app.dataSource.query<{ count: number }[]>('select count(*) from invoices');
    await happen(imported);
    expect((await check(imported)).reasons).toContain(reason);
    const { body } = await undo(imported).expect(409);
    expect(body).toMatchObject({ code: 'cannotBeUndone' });
    expect((body as { reasons: string[] }).reasons).toContain(reason);
    const [after] = await world.app.dataSource.query<{ count: number }[]>('select count(*) from invoices');
    expect(after).toEqual(before);
  });

  it('that changed what was there before', async () => {
    await send('accounts', ACCOUNTS);
    const second = await send('accounts', 'account,name,currency\nA,Anna,EUR\nC,Cem,EUR');
    expect(second).toMatchObject({ created: 1, changed: 1 });
    expect((await check(second)).reasons).toEqual([
      'It changed 1 that was there before; what they were is not kept.',
    ]);
  });

  it('twice, and not where it made nothing', async () => {
    const first = await send('accounts', ACCOUNTS);
    const again = await send('accounts', ACCOUNTS);
    expect((await check(again)).reasons).toEqual(['It made nothing that could be taken back.']);
    await undo(first).expect(200);
    expect((await check(first)).reasons).toEqual(['It was taken back already.']);
    await undo(first).expect(409);
  });

  it('of another workspace, which does not even see it', async () => {
    const { id } = await send('accounts', ACCOUNTS);
    const stranger = await world.app.stranger();
    await stranger.get(`/api/v1/imports/${id}/undo`).expect(404);
    await stranger.post(`/api/v1/imports/${id}/undo`).expect(404);
  });
});
