import { sql } from '@dunwell/engine';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../test/support/create-test-database.js';
import { newId } from '../../platform/database/ids.js';
import { ALWAYS, BillingWorld } from './billing-world.testing.js';
import { value } from './fact-sql.js';
import { factSource } from './fact-source.js';
import { readSubjects } from './read-subjects.js';
import { CANDIDATE } from './subject-tables.js';

const NOON = '2026-03-10T11:00:00Z';
const STREAK = newId();
const OVERDUE = { field: 'account.overdueBalance' };
const STREAK_DAYS = { field: 'account.pastDueStreakDays' };
const HAVE_DEBTS = { where: { sql: sql`timeline.overdue > 0`, fields: [OVERDUE] } };

let database: TestDatabase;
let world: BillingWorld;
let neighbour: BillingWorld;
const ids: string[] = [];

const owing = (overdue: number) => ({
  outstanding: overdue,
  overdue,
  overdue_invoices: 1,
  streak_id: STREAK,
  opened_on: '2026-03-04',
  strict_since: '2026-03-06',
});

beforeAll(async () => {
  database = await createTestDatabase();
  world = await BillingWorld.create(database.dataSource.manager);
  neighbour = await BillingWorld.create(database.dataSource.manager);
  for (let n = 0; n < 5; n += 1) {
    const time_zone = n === 4 ? 'America/New_York' : world.zone;
    ids.push(await world.account(`A${n}`, { time_zone }, [n % 2 ? {} : owing(n + 1)]));
  }
  await world.insert('account_details', { account_id: ids[0]!, name: 'First Ltd', ...ALWAYS });
});
afterAll(() => database.drop());

const keys = (reads: readonly { accountKey: string }[]) => reads.map(({ accountKey }) => accountKey);

describe('reading subjects', () => {
  it('gives names, values and what the entry key is made of', async () => {
    const [first, second] = await world.read('account', NOON, [OVERDUE, STREAK_DAYS]);
    expect(first).toEqual({
      subjectId: ids[0],
      accountId: ids[0],
      accountKey: 'A0',
      changeNo: 0,
      subjectKey: 'A0',
      name: 'First Ltd',
      currency: 'EUR',
      values: { 'account.overdueBalance': 1, 'account.pastDueStreakDays': 7 },
      episode: { streakId: STREAK, strictSince: '2026-03-06', termEndsOn: null, expiresOn: null },
    });
    expect(second).toMatchObject({ name: null, episode: { streakId: null, strictSince: null } });
  });

  it('goes from page to page by the id of the last subject', async () => {
    const first = await world.read('account', NOON, [], { ...HAVE_DEBTS, limit: 2 });
    expect(keys(first)).toEqual(['A0', 'A2']);
    const second = await world.read('account', NOON, [], {
      ...HAVE_DEBTS,
      limit: 2,
      after: first.at(-1)!.subjectId,
    });
    expect(keys(second)).toEqual(['A4']);
    expect(keys(await world.read('account', NOON, [], { limit: 2, after: ids[2]! }))).toEqual(['A3', 'A4']);
  });

  it('narrows to accounts by id, key and zone', async () => {
    expect(keys(await world.read('account', NOON, [], { accountIds: [ids[3]!, ids[0]!] }))).toEqual([
      'A0',
      'A3',
    ]);
    expect(keys(await world.read('account', NOON, [], { accountKeys: ['A1', 'nobody'] }))).toEqual(['A1']);
    expect(keys(await world.read('account', NOON, [], { timeZone: 'America/New_York' }))).toEqual(['A4']);
    const inBerlin = { ...HAVE_DEBTS, timeZone: world.zone };
    expect(keys(await world.read('account', NOON, [], inBerlin))).toEqual(['A0', 'A2']);
  });

  it('reads the zone that an account has on the date', async () => {
    const account_id = await world.account('MOVED', { time_zone: 'Asia/Tokyo' });
    await world.manager.query(`update account_zones set to_date = '2026-03-11' where account_id = $1`, [
      account_id,
    ]);
    const later = { from_date: '2026-03-11', to_date: 'infinity', time_zone: 'Pacific/Apia', own: true };
    await world.insert('account_zones', { account_id, ...later });
    const inZone = async (at: string, timeZone: string) =>
      keys(await world.read('account', at, [], { timeZone }));
    expect(await inZone(NOON, 'Asia/Tokyo')).toEqual(['MOVED']);
    expect(await inZone(NOON, 'Pacific/Apia')).toEqual([]);
    expect(await inZone('2026-03-11T11:00:00Z', 'Pacific/Apia')).toEqual(['MOVED']);
  });

  it('reads the facts of the runtime from where it says, in conditions too', async () => {
    const messages = { field: 'account.messagesInLast', params: { days: 7 } };
    const moment = world.moment(NOON);
    const sent = {
      name: 'sent',
      sql: sql`left join lateral (select length(account.key) as count) sent on true`,
    };
    const source = factSource({
      subject: 'account',
      moment,
      attributeTypes: { account: {}, invoice: {} },
      extraSource: (field) => (field === messages.field ? value(sql`sent.count`, sent) : null),
    });
    const query = { workspaceId: world.workspaceId, subject: 'account', moment, source, limit: 10 } as const;
    const where = { sql: sql`sent.count = 5`, fields: [messages] };
    const reads = await readSubjects(world.manager, { ...query, fields: [messages, OVERDUE], where });
    expect(reads.map(({ values }) => values)).toEqual([
      { 'account.messagesInLast(days=7)': 5, 'account.overdueBalance': 0 },
    ]);
  });

  it('lets conditions of the caller name the candidate', async () => {
    const where = {
      sql: sql`not exists (select from accounts taken where taken.account_id = ${CANDIDATE.subjectId('account')}
        and taken.workspace_id = ${CANDIDATE.workspaceId} and taken.key <> 'A2')`,
      fields: [],
    };
    expect(keys(await world.read('account', NOON, [], { where }))).toEqual(['A2']);
  });
});

describe('two workspaces with the same keys and ids', () => {
  it('see nothing of each other', async () => {
    // The same ids in both: whatever joins or filters without the workspace shows up as the other's facts.
    const key = 'SHARED';
    const account_id = newId();
    for (const [each, n] of [
      [world, 1],
      [neighbour, 2],
    ] as const) {
      await each.insert('accounts', {
        account_id,
        key,
        currency: 'EUR',
        created_at: `2026-03-0${n}T00:00:00Z`,
      });
      const zone = { from_date: '-infinity', to_date: 'infinity', time_zone: each.zone, own: false };
      await each.insert('account_zones', { account_id, ...zone });
      await each.balance(account_id, owing(n));
      await each.insert('account_details', { account_id, name: `name ${n}`, country: `C${n}`, ...ALWAYS });
      await each.insert('account_tags', { account_id, tag: `tag ${n}`, ...ALWAYS });
      const attribute = { subject_id: account_id, account_id, name: 'segment', text_value: `s${n}` };
      await each.attribute('account', 'text', attribute);
      await each.subscription(account_id, { plan: `plan ${n}` });
      await each.payment(account_id, {}, { at: NOON, status: 'failed', failure_code: `code ${n}` });
    }
    const fields = [
      'overdueBalance',
      'country',
      'tags',
      'attributes.segment',
      'activeSubscriptionCount',
      'subscriptionPlans',
      'failedPaymentsInLast',
      'lastPaymentFailureCode',
    ].map((name) => ({ field: `account.${name}` }));
    const valuesIn = async (each: BillingWorld) =>
      (await each.read('account', NOON, fields, { accountKeys: [key] })).map(({ values, name }) => [
        name,
        ...Object.values(values),
      ]);
    expect(await valuesIn(world)).toEqual([['name 1', 1, 'C1', ['tag 1'], 's1', 1, ['plan 1'], 1, 'code 1']]);
    expect(await valuesIn(neighbour)).toEqual([
      ['name 2', 2, 'C2', ['tag 2'], 's2', 1, ['plan 2'], 1, 'code 2'],
    ]);
    expect(keys(await neighbour.read('account', NOON, []))).toEqual([key]);
    expect(await neighbour.read('account', NOON, [], { subjectIds: ids })).toEqual([]);
  });
});
