import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DiaryResult } from '@dunwell/contract';
import { TEMPLATES } from '@dunwell/language';
import { diaryLines } from '../../src/cli/describe-diary.js';
import { openAccounts, writeQuiet, writeRestless } from '../../src/demo/build/write-history.js';
import { tellStory } from '../../src/demo/story/story.js';
import { startTestApp, type TestApp } from '../support/start-test-app.js';
import { World } from '../support/world.js';
import { backtest } from './backtest.testing.js';

/** Eighteen months of a generated membership business; the last of them is played. */
const STORY = { seed: 20_260_401, accounts: 90, now: Date.parse('2026-04-01T10:00:00Z') };
const FROM = '2026-03-01';
const DAYS = 31;
const TO = '2026-03-31';
/** How many accounts each diary is kept of: generated ones first, those with whom the rule does most. */
const KEPT = 2;

describe('a month of every template on generated accounts', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ now: '2024-01-01T00:00:00Z' });
    const provider = { kind: 'practice', url: null };
    await app.http.patch('/api/v1/workspace').send({ provider }).expect(200);
    const { dataSource, workspaceId } = app;
    const story = tellStory(STORY);
    await openAccounts(dataSource, workspaceId, story);
    await writeQuiet(dataSource, workspaceId, story);
    await writeRestless(dataSource, workspaceId, { story, until: STORY.now });
    await tellLargeDebts(World.in(dataSource, workspaceId, '2024-01-01T00:00:00Z'));
    await app.clock.set(new Date(STORY.now).toISOString());
  }, 120_000);
  afterAll(() => app.close());

  const diaryOf = async (document: object, account: string): Promise<DiaryResult> => {
    const request = { document, account, from: FROM, days: DAYS };
    const response = await app.http.post('/api/v1/diaries').send(request);
    if (response.status !== 200) throw new Error(response.text);
    return response.body as DiaryResult;
  };

  const scheduled = TEMPLATES.filter(({ document }) => document.trigger.kind === 'schedule');

  it.each(scheduled.map(({ id, document }) => [id, document] as const))(
    '%s',
    async (_, document) => {
      const { entries } = await backtest(app, document, FROM, TO);
      const done = new Map<string, number>();
      for (const { account, actions } of entries)
        done.set(account, (done.get(account) ?? 0) + 1 + actions.length);
      const busiest = [...done]
        .sort(([a, n], [b, m]) => Number(isTold(a)) - Number(isTold(b)) || m - n || (a < b ? -1 : 1))
        .map(([key]) => key);
      // A month in which nothing happens shows nothing.
      expect(busiest.length).toBeGreaterThan(0);
      const pages: string[] = [];
      for (const account of busiest.slice(0, KEPT)) {
        const diary = await diaryOf(document, account);
        if (diary.backlog.length === 0) {
          // Both play the same dates (S20).
          expect(entriesOf(diary)).toEqual(
            entries.filter((one) => one.account === account).map(({ date, path }) => [date, path.length]),
          );
        }
        pages.push([account, ...diaryLines(diary)].join('\n'));
      }
      expect(`\n${pages.join('\n\n')}\n`).toMatchSnapshot();
    },
    60_000,
  );

  it('failed-autopay', async () => {
    const { document } = TEMPLATES.find(({ id }) => id === 'failed-autopay')!;
    const failed = await app.dataSource.query<{ key: string }[]>(
      `select a.key from payment_states s
       join payments p using (workspace_id, payment_id)
       join accounts a on a.workspace_id = s.workspace_id and a.account_id = s.account_id
       where s.status = 'failed' and p.automatic and s.at >= $1 and s.at < $2
       group by a.key order by count(*) desc, a.key limit $3`,
      ['2026-02-28T23:00:00Z', '2026-03-31T22:00:00Z', KEPT],
    );
    const pages: string[] = [];
    for (const { key } of failed) {
      const diary = await diaryOf(document, key);
      expect(entriesOf(diary).length).toBeGreaterThan(0);
      pages.push([key, ...diaryLines(diary)].join('\n'));
    }
    expect(pages).toHaveLength(KEPT);
    expect(`\n${pages.join('\n\n')}\n`).toMatchSnapshot();
  });
});

const entriesOf = ({ days }: DiaryResult): unknown[] =>
  days.flatMap(({ date, entries }) =>
    entries.flatMap(({ kind }) => (kind === 'enters' ? [[date, expect.any(Number)]] : [])),
  );

const isTold = (account: string): boolean => account.startsWith('BIG-');

/** The generated business has small members only. */
async function tellLargeDebts(world: World): Promise<void> {
  for (const [key, since] of [
    ['BIG-1', '2026-03-03'],
    ['BIG-2', '2026-03-12'],
  ] as const) {
    world
      .account(key, { name: `Large customer ${key}`, email: `${key.toLowerCase()}@example.com` })
      .owes('1500.00')
      .since(since)
      .pays('700.00')
      .on('2026-03-20');
  }
  await world.save();
}
