// Builds on every change and starts the server anew when the build has passed.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const tsc = join(project, 'node_modules', 'typescript', 'bin', 'tsc');
const PASSED = 'Found 0 errors';

let server;
let restarting = Promise.resolve();
let ending = false;

const compiler = spawn(process.execPath, [tsc, '-b', '--watch', '--preserveWatchOutput'], {
  cwd: project,
  stdio: ['ignore', 'pipe', 'inherit'],
});

createInterface({ input: compiler.stdout }).on('line', (line) => {
  process.stdout.write(`${line}\n`);
  if (line.includes(PASSED)) restarting = restarting.then(restart);
});

async function restart() {
  await stopServer();
  if (ending) return;
  server = spawn(process.execPath, ['--enable-source-maps', join('apps', 'api', 'dist', 'main.js')], {
    cwd: project,
    stdio: 'inherit',
  });
}

async function stopServer() {
  if (!server || server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    if (ending) {
      server?.kill(signal);
      return;
    }
    ending = true;
    compiler.kill();
    await restarting;
    await stopServer();
    process.exit(0);
  });
}
