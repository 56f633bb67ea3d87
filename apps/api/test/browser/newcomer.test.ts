import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Account, AccountWhyNot } from '@dunwell/contract';
import type { Locator, Page } from 'playwright-core';
import { FirstPerson } from '../../src/identity/first-start/first-person.js';
import {
  complaintsOf,
  hasChromium,
  HOME,
  keepPicture,
  openDemoConsole,
  settle,
  type DemoConsole,
} from '../support/console-browser.js';

jest.setTimeout(180_000);

const NOW = '2026-11-24T10:42:00Z';

/** Each step goes on from the one before it. */
(hasChromium() ? describe : describe.skip)('a newcomer', () => {
  let console: DemoConsole;
  let page: Page;
  let complaints: string[];
  /** Somebody whom the live automation would write to in the next days, and when. */
  let key: string;
  let date: string;

  beforeAll(async () => {
    console = await openDemoConsole(NOW);
    const context = await console.browser.newContext({ ...HOME, baseURL: console.app.url });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    complaints = complaintsOf(page);
  });

  afterAll(() => console.close());

  it('signs up by the link of the first start', async () => {
    const token = await console.app.app.get(FirstPerson).prepare();
    await page.goto(`/welcome#token=${token}`);
    await page.getByLabel('Name').fill('Ann Other');
    await page.getByLabel('Email').fill('ann@example.com');
    await page.getByLabel(/^Password/).fill('correct horse battery');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    await settle(page);
    await keepPicture(page, 'newcomer-1-overview');
    expect(complaints).toEqual([]);
  });

  it('goes from a figure of the overview to the accounts behind it, and to one of them', async () => {
    ({ key, date } = await aboutToEnter());
    const figure = page.getByRole('region', { name: 'Accounts past due' });
    const value = figure.getByRole('link', { name: /^\d+$/ });
    const count = await value.innerText();
    await value.click();
    await page.getByRole('heading', { name: 'Accounts' }).waitFor();
    await settle(page);
    await main().getByText(`${count} accounts`).waitFor();
    await keepPicture(page, 'newcomer-2-accounts');
    await page.getByRole('searchbox').fill(key);
    const row = page.getByRole('row').filter({ hasText: key });
    await row.getByRole('link').first().click();
    await page.getByRole('button', { name: 'Promise' }).waitFor();
    await settle(page);
    await keepPicture(page, 'newcomer-3-account');
    expect(complaints).toEqual([]);
  });

  it('reads the ribbon: which day it is, what began it, and what comes next (S4)', async () => {
    const words = await main().innerText();
    expect(words).toMatch(/days? past due in a row/);
    expect(words).toContain('If nothing changes');
    const ribbon = main().getByRole('img', { name: /^Past due \d+ days in a row since/ });
    expect(await ribbon.innerText()).toContain('opens day 1');
  });

  it('asks why this customer did not get it, and reads when they would', async () => {
    await page.getByRole('button', { name: 'Why not?' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText(`If nothing changes, it enters on ${inWords(date)}.`).waitFor();
    await keepPicture(page, 'newcomer-4-why-not');
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
  });

  it('notes a promise, and nothing is sent when that date comes (S14)', async () => {
    await page.getByRole('button', { name: 'Promise' }).click();
    await page.getByRole('button', { name: 'Note promise' }).click();
    await page.getByText('The promise is noted.').waitFor();
    await moveClock(`${date}T20:00:00Z`);
    expect(await main().innerText()).toContain('held back\naccount on hold');
    await keepPicture(page, 'newcomer-5-held-back');
    const written = await writtenTo();
    expect(written).not.toContain(key);
    expect(written.length).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  });

  it('sees the promise kept once they pay, with nothing sent (S13, S14)', async () => {
    const { currency, balances } = await read<Account>(`/accounts/${key}`);
    const payment = { account: key, reference: 'PROMISED', amount: balances.overdue, currency };
    const at = `${date}T21:00:00Z`;
    const answer = await page.context().request.post('/api/v1/payments', {
      data: { ...payment, status: 'succeeded', at },
      headers: { 'Sec-Fetch-Site': 'same-origin' },
    });
    expect([answer.status(), await answer.text()]).toEqual([200, expect.anything()]);
    await moveClock('2026-12-05T20:00:00Z');
    expect(await main().innerText()).toContain('Promise kept');
    await keepPicture(page, 'newcomer-6-kept');
    expect(await writtenTo()).not.toContain(key);
    expect(complaints).toEqual([]);
  });

  const main = (): Locator => page.getByRole('main');

  async function read<T>(path: string): Promise<T> {
    return (await (await page.context().request.get(`/api/v1${path}`)).json()) as T;
  }

  /** Everything that is due by then is done, and the page is looked at again. */
  async function moveClock(now: string): Promise<void> {
    await console.app.http.put('/api/v1/clock?drain=true').send({ now }).expect(200);
    await page.reload();
    await settle(page);
  }

  /** Who was written to since the newcomer came. */
  async function writtenTo(): Promise<string[]> {
    const rows = await console.app.dataSource.query<{ key: string }[]>(
      `select a.key from messages m join accounts a using (workspace_id, account_id)
       where m.workspace_id = $1 and m.sent_at > $2`,
      [console.demoId, NOW],
    );
    return rows.map(({ key: written }) => written);
  }

  async function aboutToEnter(): Promise<{ key: string; date: string }> {
    const rows = await console.app.dataSource.query<{ key: string }[]>(
      `select a.key from account_timeline t join accounts a using (workspace_id, account_id)
         join account_details d using (workspace_id, account_id)
       where t.workspace_id = $1 and t.overdue > 0 and t.from_at <= $2 and t.to_at > $2
         and d.email is not null and t.opened_on between '2026-11-12' and '2026-11-16' order by a.key`,
      [console.demoId, NOW],
    );
    for (const { key: past } of rows) {
      const { automations } = await read<AccountWhyNot>(`/accounts/${past}/why-not`);
      const first = automations[0]?.subjects[0]?.firstDate;
      if (first && first > '2026-11-24' && first < '2026-11-30') return { key: past, date: first };
    }
    throw new Error('Nobody is about to enter.');
  }
});

/** "Sun 29 Nov", as people of the demo's home read it. */
const inWords = (date: string): string =>
  new Date(`${date}T12:00:00Z`)
    .toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' })
    .replace(',', '');
