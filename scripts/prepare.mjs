// Makes a fresh clone ready: dependencies as the lock file says, then the build. Node's own modules only,
// since nothing else may be there yet. Does nothing that is done already, and is safe to run twice at once.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const quiet = process.argv.includes('--quiet');
const modules = join(project, 'node_modules');
// Inside node_modules: whoever deletes that folder also deletes the claim that it is complete.
const installedHash = join(modules, '.prepare-hash');
const lock = join(project, '.prepare-lock');

checkNode();
await withLock(() => {
  install();
  build();
});

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(`Dunwell needs Node 20.19 or newer; this is ${process.versions.node}.`);
}

function install() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(project, 'package-lock.json')))
    .digest('hex');
  if (existsSync(installedHash) && readFileSync(installedHash, 'utf8') === wanted) return;
  say('Installing dependencies …');
  // NODE_ENV=production would leave out what the build needs.
  run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(installedHash, wanted);
}

function build() {
  run(process.execPath, [join(modules, 'typescript', 'bin', 'tsc'), '-b']);
  buildConsole();
}

/** Vite starts anew each time, so it is asked only when something it reads is newer than what it made. */
function buildConsole() {
  const web = join(project, 'apps', 'web');
  const built = join(web, 'dist', 'index.html');
  const sources = [
    join(web, 'src'),
    join(web, 'public'),
    join(web, 'index.html'),
    join(web, 'vite.config.ts'),
    installedHash,
    ...['language', 'contract'].map((name) => join(project, 'packages', name, 'dist')),
  ];
  if (existsSync(built) && Math.max(...sources.map(newestIn)) <= statSync(built).mtimeMs) return;
  say('Building the console …');
  run(process.execPath, [join(modules, 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn', web]);
}

/** When the newest file in a folder was written, in milliseconds; a file is its own folder. */
function newestIn(path) {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

function run(command, args) {
  // Standard output belongs to the command that is being prepared: what is said here goes to stderr.
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd: project,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return;
  process.stderr.write(`${stdout ?? ''}${stderr ?? ''}`);
  fail(`${command} ${args.join(' ')} failed${error ? `: ${error.message}` : ''}.`);
}

/** The lock is a file with the holder's pid; one whose holder is gone is taken over. */
async function withLock(work) {
  for (let waited = 0; !tryLock(); waited += 1) {
    if (waited === 20) say('Waiting for another start to finish its preparation …');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  process.once('exit', () => rmSync(lock, { force: true }));
  work();
}

function tryLock() {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (!holderIsAlive()) rmSync(lock, { force: true });
  return false;
}

function holderIsAlive() {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return true;
  } catch (error) {
    // EPERM: it is there and belongs to somebody else.
    return error.code === 'EPERM';
  }
}

function say(line) {
  if (!quiet) process.stderr.write(`${line}\n`);
}

function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}
