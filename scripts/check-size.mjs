// How much JavaScript a browser has to fetch before the console's first page stands, as it is sent: compressed.
// Follows the page's script and what it imports at once; what is fetched later (other screens, charts) does not count.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';

const KILOBYTE = 1000;
const BUDGET = 250 * KILOBYTE;
/** The chunks of the first page: those that hold the house, and those of the overview. */
const FIRST_PAGE = [/^shell-/, /^overview-page-/];

const dist = join(dirname(dirname(fileURLToPath(import.meta.url))), 'apps', 'web', 'dist');
const assets = join(dist, 'assets');

const entry = readFileSync(join(dist, 'index.html'), 'utf8').match(/src="\/assets\/([^"]+\.js)"/)?.[1];
if (!entry) throw new Error('The page names no script: build the console first.');
const roots = readdirSync(assets).filter(
  (name) => name.endsWith('.js') && FIRST_PAGE.some((pattern) => pattern.test(name)),
);
if (roots.length !== FIRST_PAGE.length)
  throw new Error(`The chunks of the first page are not as expected: ${roots}`);

const files = reachable([entry, ...roots]);
const sizes = [...files].map((file) => ({ file, bytes: gzipSync(readFileSync(join(assets, file))).length }));
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
const words = `The first page takes ${(total / KILOBYTE).toFixed(0)} kB of compressed JavaScript of ${BUDGET / KILOBYTE} kB.`;
process.stdout.write(`${words}\n`);
if (total > BUDGET) {
  for (const { file, bytes } of sizes)
    process.stderr.write(`  ${(bytes / KILOBYTE).toFixed(1)} kB  ${file}\n`);
  process.exitCode = 1;
}

/** Files and everything they import at once. */
function reachable(names) {
  const found = new Set();
  const visit = (name) => {
    if (found.has(name)) return;
    found.add(name);
    const text = readFileSync(join(assets, name), 'utf8');
    for (const [, imported] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) visit(imported);
  };
  names.forEach(visit);
  return found;
}
