import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request as httpRequest, type ClientRequest } from 'node:http';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readLocalFile, type LocalAccess } from '../../src/config/local-file.js';
import { findProcess } from '../../src/platform/database/embedded/running-process.js';

const DIST = resolve(import.meta.dirname, '../../dist');
const PATIENCE = 30_000;

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** The built program as people run it: a process of its own that is started, asked and killed. */
export class ServerProgram {
  output = '';
  private readonly exit: Promise<Exit>;

  private constructor(
    readonly child: ChildProcess,
    private readonly dataDir: string,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.output += chunk.toString();
      });
    }
    this.exit = once(child, 'exit').then(([code, signal]) => ({ code, signal }));
  }

  /** Starts `main` or `worker` with these variables and nothing else of ours in the environment; without the demo. */
  static start(dataDir: string, env: Record<string, string> = {}, program = 'main'): ServerProgram {
    const child = spawn(process.execPath, [join(DIST, `${program}.js`)], {
      env: { PATH: process.env.PATH, PORT: '0', DUNWELL_DATA_DIR: dataDir, DUNWELL_DEMO: 'false', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new ServerProgram(child, dataDir);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  async saying(words: string): Promise<this> {
    await until(
      () => this.output.includes(words) || this.child.exitCode !== null,
      () => this.output,
    );
    if (!this.output.includes(words))
      throw new Error(`The program ended without "${words}":\n${this.output}`);
    return this;
  }

  running(): Promise<this> {
    return this.saying('Dunwell is running');
  }

  async end(signal: NodeJS.Signals): Promise<Exit> {
    this.child.kill(signal);
    return this.exit;
  }

  ended(): Promise<Exit> {
    return this.exit;
  }

  /** Sends the beginning of a request; the answer's status comes when the rest has been sent. */
  async beginRename(
    beginning: string,
  ): Promise<{ request: ClientRequest; answer: Promise<number | undefined> }> {
    const { url, key } = await this.access();
    const request = httpRequest(`${url}/api/v1/workspace`, {
      method: 'PATCH',
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    });
    const answer = new Promise<number | undefined>((resolve, reject) => {
      request.once('error', reject);
      request.once('response', (response) => {
        response.resume();
        resolve(response.statusCode);
      });
    });
    request.write(beginning);
    // Until it has arrived.
    await sleep(200);
    return { request, answer };
  }

  /** Calls the API the way local programs do: address and key from local.json. */
  async call(method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> {
    const { url, key } = await this.access();
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  }

  async access(): Promise<LocalAccess> {
    const access = await readLocalFile(this.dataDir);
    if (!access) throw new Error(`There is no local.json in ${this.dataDir}.`);
    return access;
  }

  /** The embedded database's own process. */
  async databasePid(): Promise<number> {
    const [pid] = (await readFile(join(this.dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8')).split(
      '\n',
    );
    return Number(pid);
  }
}

/** Zombies count as gone: in some containers nobody reaps the children of a killed parent. */
export async function isAlive(pid: number): Promise<boolean> {
  return (await findProcess(pid)) !== undefined;
}

/** Waits for something to become true, or fails with what `explain` says. */
export async function until(
  isTrue: () => boolean | Promise<boolean>,
  explain: () => string = () => 'It did not become true.',
): Promise<void> {
  for (let waited = 0; waited < PATIENCE; waited += 50) {
    if (await isTrue()) return;
    await sleep(50);
  }
  throw new Error(explain());
}
