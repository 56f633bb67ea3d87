import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '@dunwell/engine';
import { exampleDocument, importReceivables, realReceivables } from '../support/receivables.js';
import { startTestApp, type TestApp } from '../support/start-test-app.js';

const receivables = realReceivables();
const onRealData = receivables === null ? describe.skip : describe;

const FROM = '2012-01-01';
const TO = '2014-01-31';
const DATES = datesBetween(FROM, TO);

/** What was acted on: the date, the account and the steps done. */
interface Acted {
  date: string;
  account: string;
  path: string[];
}

class LiveWorld {
  automationId = '';

  private constructor(readonly world: TestApp) {}

  /** Accounts that can be written to, their invoices, and the rule published at the beginning of 2012. */
  static async open(): Promise<LiveWorld> {
    const live = new LiveWorld(await startTestApp({ now: `${FROM}T00:00:00Z` }));
    await importReceivables(live.world, receivables!);
    const document = exampleDocument('past-due-14-30-no-subscription.json');
    const created = await live.world.http.post('/api/v1/automations').send({ document }).expect(201);
    live.automationId = (created.body as { id: string }).id;
    await live.world.http
      .post(`/api/v1/automations/${live.automationId}/publish`)
      .send({ backlog: 'skip' })
      .expect(200);
    return live;
  }

  async moveTo(date: string): Promise<void> {
    await this.world.http
      .put('/api/v1/clock?drain=true')
      .send({ now: `${date}T09:00:00Z` })
      .expect(200);
  }

  async evaluateAgain(date: string): Promise<void> {
    await this.world.http
      .post(`/api/v1/automations/${this.automationId}/evaluations`)
      .send({ date })
      .expect(200);
  }

  /** Every journey with its deliveries, told by SQL of the test's own. */
  async acted(): Promise<Acted[]> {
    return this.world.dataSource.query<Acted[]>(
      `select j.business_date as date, a.key as account, j.path from journeys j
       join accounts a using (workspace_id, account_id) order by 1, 2`,
    );
  }

  async count(table: string): Promise<number> {
    const [row] = await this.world.dataSource.query<{ count: number }[]>(
      `select count(*)::int as count from ${table}`,
    );
    return row!.count;
  }
}

onRealData('the main job on real receivables', () => {
  let live: LiveWorld;
  let acted: Acted[];

  beforeAll(async () => {
    live = await LiveWorld.open();
    for (const date of DATES) await live.moveTo(date);
    acted = await live.acted();
  }, 300_000);

  afterAll(() => live.world.close());

  it('S4, S8 acts on exactly the 169 + 21 accounts of the reference, each once', () => {
    const on = (path: string) => acted.filter((one) => one.path[0] === path);
    expect([on('day14').length, on('day30').length, acted.length]).toEqual([169, 21, 190]);
    expect(
      on('day14')
        .slice(0, 3)
        .map(({ date, account }) => `${date} ${account}`),
    ).toEqual(['2012-02-16 1604-LIFKX', '2012-02-16 8887-NCUZC', '2012-02-25 0688-XNJRO']);
    expect(
      on('day30')
        .slice(0, 3)
        .map(({ date, account }) => `${date} ${account}`),
    ).toEqual(['2012-03-12 0688-XNJRO', '2012-03-13 2621-XCLEH', '2012-03-24 5613-UHVMG']);
  });

  it('S15 has every effect once: a message per journey, a task per firm reminder', async () => {
    expect([await live.count('messages'), await live.count('tasks')]).toEqual([190, 21]);
    expect(await live.count(`deliveries where status <> 'done'`)).toBe(0);
    expect(await live.count(`journeys where status <> 'completed'`)).toBe(0);
  });

  it('S20 does what the backtest said it would', async () => {
    const document = exampleDocument('past-due-14-30-no-subscription.json');
    const answer = await live.world.http
      .post('/api/v1/backtests')
      .buffer(true)
      .send({ document, from: FROM, to: TO })
      .expect(200);
    const entries = answer.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Acted & { kind: string })
      .filter(({ kind }) => kind === 'entry')
      .map(({ date, account, path }) => ({ date, account, path }));
    expect(entries).toEqual(acted);
  }, 60_000);

  it('S10 changes nothing when every date is evaluated a second time', async () => {
    for (const date of DATES) await live.evaluateAgain(date);
    expect(await live.acted()).toEqual(acted);
    expect(await live.count('evaluations')).toBe(DATES.length + 1);
    expect(await live.count('messages')).toBe(190);
  }, 120_000);
});

onRealData('the main job with an outage', () => {
  let live: LiveWorld;

  beforeAll(async () => {
    live = await LiveWorld.open();
    for (const date of DATES) {
      if (date < '2012-03-05' || date > '2012-03-11') await live.moveTo(date);
    }
  }, 300_000);

  afterAll(() => live.world.close());

  it('S10 acts on what is at most three dates old, lists the rest, ends who has paid', async () => {
    const outcomes = await live.world.dataSource.query<{ outcome: string; who: string[] }[]>(
      `select m.outcome, array_agg(a.key || ' ' || m.business_date order by m.business_date) as who
       from matches m join accounts a using (workspace_id, account_id) group by 1 order by 1`,
    );
    const who = Object.fromEntries(outcomes.map((row) => [row.outcome, row.who]));
    expect(who.entered).toHaveLength(187);
    expect(who.missed).toEqual(['7228-LEPPM 2012-03-07', '5613-UHVMG 2012-03-08']);
    expect(who.endedBeforeActing).toEqual(['8102-ABPKQ 2012-03-09']);
    expect(await live.count('messages')).toBe(187);
  });

  it('S10 offers the missed ones to an operator, to run or to dismiss', async () => {
    const list = await live.world.http.get('/api/v1/missed').expect(200);
    const items = (list.body as { items: { date: string; subject: { key: string } }[] }).items;
    expect(items.map(({ date, subject }) => `${subject.key} ${date}`)).toEqual([
      '7228-LEPPM 2012-03-07',
      '5613-UHVMG 2012-03-08',
    ]);
    const decide = (index: number, decision: string) =>
      live.world.http.post('/api/v1/missed/decide').send({
        decision,
        items: [
          { automationId: live.automationId, date: items[index]!.date, subject: items[index]!.subject.key },
        ],
      });
    await decide(0, 'dismiss').expect(204);
    await decide(1, 'run').expect(204);
    // By January 2014 it has long paid: the run finds an exit that holds.
    const after = await live.count(`matches where outcome = 'endedBeforeActing'`);
    expect([after, await live.count('messages')]).toEqual([2, 187]);
    await decide(0, 'run').expect(409);
  });
});

function datesBetween(from: string, to: string): string[] {
  const dates = [];
  for (let date = from; date <= to; date = addDays(date, 1)) dates.push(date);
  return dates;
}
