import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { CustomerLink, ListedAccount, Page as PageOf } from '@dunwell/contract';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import {
  complaintsOf,
  hasChromium,
  HOME,
  keepPicture,
  LAPTOP,
  openDemoConsole,
  PHONE,
  seriousFindings,
  settle,
  type DemoConsole,
} from '../support/console-browser.js';

jest.setTimeout(180_000);

const NOW = '2026-11-24T10:42:00Z';

type Look = 'light' | 'dark';

const NOTHING_SERIOUS: Record<Look, string[]> = { light: [], dark: [] };

/** A screen by the name of its picture; `{…}` in its path are filled in from the demo. */
type Screen = [name: string, path: string];

const SCREENS: Screen[] = [
  ['overview', '/'],
  ['accounts', '/accounts'],
  ['account', '/accounts/{account}'],
  ['invoices', '/invoices'],
  ['journeys', '/journeys'],
  ['journey', '/journeys/{journey}'],
  ['deliveries', '/deliveries'],
  ['messages', '/messages'],
  ['tasks', '/tasks'],
  ['holds', '/holds'],
  ['automations', '/automations'],
  ['new-automation', '/automations/new'],
  ['automation', '/automations/{automation}'],
  ['evaluation', '/automations/{automation}/evaluations/2026-11-24'],
  ['missed', '/missed'],
  ['attention', '/attention'],
  ['import', '/import'],
  ['settings-workspace', '/settings/workspace'],
  ['settings-sending', '/settings/sending'],
  ['settings-payment', '/settings/payment'],
  ['settings-provider', '/settings/provider'],
  ['settings-people', '/settings/people'],
  ['settings-keys', '/settings/keys'],
  ['settings-webhooks', '/settings/webhooks'],
  ['settings-audit', '/settings/audit'],
  ['settings-me', '/settings/me'],
  ['nowhere', '/no/such/page'],
];

const OUTSIDE: Screen[] = [
  ['sign-in', '/sign-in'],
  ['welcome', '/welcome#token=none'],
  ['forgot-password', '/forgot-password'],
  ['reset-password', '/reset-password#token=none'],
  ['invitation', '/invitation#token=none'],
  ['customer-page', '{customerPage}'],
];

/** What people look at on the way. */
const ON_PHONE = new Set(
  'overview accounts account invoices journeys deliveries messages tasks holds automations missed attention'.split(
    ' ',
  ),
);

(hasChromium() ? describe : describe.skip)('every screen', () => {
  let console: DemoConsole;
  let contexts: Record<'laptop' | 'phone' | 'stranger', BrowserContext>;
  let known: Record<string, string>;

  beforeAll(async () => {
    console = await openDemoConsole(NOW);
    const { app, browser, demoId } = console;
    const cookie = await app.cookieOf({ role: 'admin', workspaceId: demoId, name: 'Ann Other' });
    const onPhone = { ...HOME, viewport: PHONE, hasTouch: true, baseURL: app.url };
    contexts = {
      laptop: await signedIn(browser, { ...HOME, baseURL: app.url }, cookie),
      phone: await signedIn(browser, onPhone, cookie),
      stranger: await browser.newContext(onPhone),
    };
    known = await findKnown();
  });

  afterAll(() => console.close());

  it.each(SCREENS)('%s, light and dark, at 1280 x 800', async (name, path) => {
    const page = await open(contexts.laptop, path);
    expect(await inBothLooks(page, name)).toEqual(NOTHING_SERIOUS);
    expect(await scrollsBeyond(page, LAPTOP)).toEqual({ isTooWide: false, isTooHigh: false });
    // A browser complains of an answer that there is no such page.
    if (name !== 'nowhere') expect(complaints.get(page)).toEqual([]);
    expect(await page.getByRole('alert').allInnerTexts()).toEqual([]);
    await page.close();
  });

  it.each(SCREENS.filter(([name]) => ON_PHONE.has(name)))('%s can be used at 390 px', async (name, path) => {
    const page = await open(contexts.phone, path);
    await keepPicture(page, `${name}-phone`);
    expect(await scrollsBeyond(page, PHONE)).toMatchObject({ isTooWide: false });
    expect(complaints.get(page)).toEqual([]);
    await page.close();
  });

  it.each(OUTSIDE)('%s, for somebody who is not signed in', async (name, path) => {
    const page = await open(contexts.stranger, path);
    expect(await inBothLooks(page, name)).toEqual(NOTHING_SERIOUS);
    expect(await scrollsBeyond(page, PHONE)).toMatchObject({ isTooWide: false });
    await page.close();
  });

  const complaints = new WeakMap<Page, string[]>();

  async function open(context: BrowserContext, path: string): Promise<Page> {
    const page = await context.newPage();
    complaints.set(page, complaintsOf(page));
    await page.goto(path.replace(/\{(\w+)\}/, (_, name: string) => known[name] ?? name));
    await settle(page);
    return page;
  }

  /** What the paths name: the account that owes longest, and what the live automation has done. */
  async function findKnown(): Promise<Record<string, string>> {
    const { request } = contexts.laptop;
    const read = async <T>(path: string): Promise<T> =>
      (await (await request.get(`/api/v1${path}`)).json()) as T;
    const first = async <T>(path: string): Promise<T> => {
      const [item] = (await read<PageOf<T>>(path)).items;
      if (item === undefined) throw new Error(`The demo has nothing at ${path}.`);
      return item;
    };
    const { account } = await first<ListedAccount>('/accounts?pastDue=true&sort=overdue');
    const journey = await first<{ id: string; automationId: string }>('/journeys');
    const { url } = await read<CustomerLink>(`/accounts/${account}/customer-link`);
    return {
      account,
      journey: journey.id,
      automation: journey.automationId,
      customerPage: new URL(url).pathname,
    };
  }
});

async function signedIn(
  browser: Browser,
  options: { baseURL: string } & Parameters<Browser['newContext']>[0],
  cookie: string,
): Promise<BrowserContext> {
  const context = await browser.newContext(options);
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: options.baseURL }]);
  return context;
}

/** Keeps a picture of each look, and tells what axe finds serious in it. */
async function inBothLooks(page: Page, name: string): Promise<Record<Look, string[]>> {
  const findings: Record<Look, string[]> = { light: [], dark: [] };
  for (const look of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: look });
    // The console follows by itself; the customer's page has its colours from the browser alone.
    const follows = `html[data-mantine-color-scheme="${look}"], html:not([data-mantine-color-scheme])`;
    await page.locator(follows).waitFor({ state: 'attached' });
    await keepPicture(page, `${name}-${look}`);
    findings[look] = await seriousFindings(page, look === 'light' ? 'all' : 'colours');
  }
  return findings;
}

/** Whether the page itself has scrollbars; lists scroll by themselves. */
async function scrollsBeyond(
  page: Page,
  { width, height }: { width: number; height: number },
): Promise<{ isTooHigh: boolean; isTooWide: boolean }> {
  const [wide = 0, high = 0] = await page.evaluate<number[]>(
    '[document.documentElement.scrollWidth, document.documentElement.scrollHeight]',
  );
  return { isTooHigh: high > height, isTooWide: wide > width };
}
