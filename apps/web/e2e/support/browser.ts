import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);

/** Where screens are kept as artefacts of the run. */
const SCREENS = resolve(import.meta.dirname, '../../../../artifacts/screens');

export const LAPTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

export type Scheme = 'light' | 'dark';

/**
 * Whether there is a browser. Where there is none, which is said, tests of screens are skipped; never in CI, which
 * brings one.
 */
export function hasBrowser(): boolean {
  if (CHROMIUM !== undefined) return true;
  if (process.env.CI === 'true') throw new Error('CI has no Chromium: .ci/run should have installed it.');
  process.stdout.write('Skipped: there is no Chromium (Debian: apt-get install chromium).\n');
  return false;
}

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A window of its own, with its own cookies, whose language and zone do not depend on the machine. */
export function openWindow(
  browser: Browser,
  { scheme = 'light', viewport = LAPTOP, url }: { scheme?: Scheme; viewport?: typeof LAPTOP; url: string },
): Promise<BrowserContext> {
  return browser.newContext({
    baseURL: url,
    viewport,
    colorScheme: scheme,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  });
}

/** Keeps what is to be seen as `artifacts/screens/<name>.png`. */
export async function keepScreen(page: Page, name: string): Promise<void> {
  mkdirSync(SCREENS, { recursive: true });
  await page.screenshot({ path: join(SCREENS, `${name}.png`) });
}
