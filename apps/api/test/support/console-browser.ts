import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { Demo } from '../../src/demo/demo.js';
import { startTestApp, type TestApp } from './start-test-app.js';

const PROJECT = fileURLToPath(new URL('../../../..', import.meta.url));
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const CHROMIUM = [process.env.DUNWELL_CHROMIUM, ...PLACES].find(
  (path) => path !== undefined && existsSync(path),
);

/** Whether this machine has a Chromium; where it has none, what needs it is skipped, and that is said. */
export function hasChromium(): boolean {
  if (CHROMIUM === undefined) process.stdout.write('Skipped: there is no Chromium (set DUNWELL_CHROMIUM).\n');
  return CHROMIUM !== undefined;
}

export const LAPTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

/** How people of the demo's home look at it. */
export const HOME: BrowserContextOptions = {
  viewport: LAPTOP,
  locale: 'en-GB',
  timezoneId: 'Europe/Berlin',
  reducedMotion: 'reduce',
};

export interface DemoConsole {
  app: TestApp;
  demoId: string;
  browser: Browser;
  close: () => Promise<void>;
}

/** The application with a small demo at an instant of business time, and a browser to look at it with. */
export async function openDemoConsole(now: string): Promise<DemoConsole> {
  const app = await startTestApp({ now, config: { demo: true } });
  const demo = app.app.get(Demo);
  const demoId = await demo.prepare({ embedded: true, accounts: 600, say: () => undefined });
  if (demoId === null) throw new Error('A new embedded database always has a demo.');
  // As root it has no sandbox of its own.
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const close = async (): Promise<void> => {
    await browser.close();
    await app.close();
  };
  return { app, demoId, browser, close };
}

/** What a browser complains of on a page: errors of scripts, what its policy forbids, and answers that refuse. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
}

const LOADING = '[aria-busy="true"], [role="status"][aria-label="Loading"], .mantine-Skeleton-root';

/** Waits until a screen has said what it has to say: its title stands there, and nothing is loading any more. */
export async function settle(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor();
  await page.locator(LOADING).first().waitFor({ state: 'detached' });
  await page.evaluate('document.fonts.ready.then(() => undefined)');
}

/** What a change of colours sets in motion begins a frame later. */
const STILL = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  .then(() => Promise.all(document.getAnimations().map(({ finished }) => finished)))
  .then(() => undefined)`;

/** Keeps what a page looks like, once nothing moves any more, among the artefacts of the test run. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  const folder = join(PROJECT, 'artifacts', 'screens');
  await mkdir(folder, { recursive: true });
  await page.evaluate(STILL);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}

const AXE = join(dirname(createRequire(import.meta.url).resolve('axe-core')), 'axe.min.js');

/**
 * What axe finds on a page that is serious or worse: the rule, and the elements it is about. All that a change of look
 * can bring about is colours that nobody can read.
 */
export async function seriousFindings(page: Page, rules: 'all' | 'colours'): Promise<string[]> {
  await page.evaluate(await readFile(AXE, 'utf8'));
  const options = {
    resultTypes: ['violations'],
    ...(rules === 'colours' && { runOnly: ['color-contrast'] }),
  };
  return page.evaluate<string[]>(
    `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations
       .filter(({ impact }) => impact === 'serious' || impact === 'critical')
       .flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target.join(' '))))`,
  );
}
