import { createHash } from 'node:crypto';
import { PAGE_SCRIPT } from './page-script.js';
import { PAGE_STYLE } from './page-style.js';

/** A file the page loads, under a name that changes with its content, so that browsers may keep it for good. */
export interface PageAsset {
  file: string;
  type: string;
  content: string;
}

export const STYLE = asset('page', 'css', 'text/css; charset=utf-8', PAGE_STYLE);
export const SCRIPT = asset('page', 'js', 'text/javascript; charset=utf-8', PAGE_SCRIPT);

export const PAGE_ASSETS: ReadonlyMap<string, PageAsset> = new Map(
  [STYLE, SCRIPT].map((one) => [one.file, one]),
);

function asset(name: string, ending: string, type: string, content: string): PageAsset {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return { file: `${name}-${hash}.${ending}`, type, content };
}
