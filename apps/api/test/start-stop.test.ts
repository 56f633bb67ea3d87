import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { copyTemplate } from './support/create-test-database.js';
import { disposablePlace } from './support/disposable-place.js';
import { isAlive, ServerProgram, until } from './support/server-program.js';

jest.setTimeout(60_000);

let dataDir: string;
let started: ServerProgram[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(await disposablePlace(), 'dunwell-start-'));
  await chmod(dataDir, 0o755);
  started = [];
});

afterEach(async () => {
  for (const program of started) {
    if (program.child.exitCode === null && program.child.signalCode === null) await program.end('SIGTERM');
  }
  await rm(dataDir, { recursive: true, force: true });
});

function start(env?: Record<string, string>, program?: string): ServerProgram {
  const one = ServerProgram.start(dataDir, env, program);
  started.push(one);
  return one;
}

const nameOf = async (program: ServerProgram) =>
  ((await program.call('GET', '/api/v1/workspace')).body as { name: string }).name;
const rename = (program: ServerProgram, name: string) => program.call('PATCH', '/api/v1/workspace', { name });

describe('a first start', () => {
  it('makes a workspace and says how to get in', async () => {
    const program = await start().running();
    expect(await nameOf(program)).toBe('My company');
    expect(program.output).toContain(join(dataDir, 'local.json'));
    for (const file of ['local.json', 'secret']) {
      expect((await stat(join(dataDir, file))).mode & 0o777).toBe(0o600);
    }
  });

  it('lets the first person sign up by its link; the next start prints another until somebody did', async () => {
    const linkOf = ({ output }: ServerProgram) => /Sign up: +(\S+)\/welcome#token=(\S+)/.exec(output);
    const signUp = async (program: ServerProgram) => {
      const [, url, token] = linkOf(program) ?? [];
      const person = { token, name: 'Ada', email: 'ada@example.com', password: 'correct horse' };
      return fetch(`${url}/api/v1/sign-in-links/use`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(person),
      });
    };
    const first = await start().running();
    const link = linkOf(first)?.[0];
    await first.end('SIGTERM');
    const second = await start().running();
    expect(linkOf(second)?.[0]).not.toBe(link);
    const answer = await signUp(second);
    expect(await answer.json()).toMatchObject({
      person: { email: 'ada@example.com' },
      workspace: { name: 'My company', role: 'admin' },
    });
    await second.end('SIGTERM');
    expect(linkOf(await start().running())).toBeNull();
  });

  it('makes the configured first person', async () => {
    const person = { email: 'ada@example.com', password: 'correct horse' };
    const program = await start({
      DUNWELL_ADMIN_EMAIL: person.email,
      DUNWELL_ADMIN_PASSWORD: person.password,
    }).running();
    expect(program.output).not.toContain('#token=');
    expect(await program.call('POST', '/api/v1/session', person)).toMatchObject({
      status: 200,
      body: { workspace: { role: 'admin' } },
    });
  });

  it('uses the configured key and clock', async () => {
    const key = 'dwk_a-key-for-unattended-set-up';
    const program = await start({ DUNWELL_API_KEY: key, DUNWELL_CLOCK: '2012-01-01T00:00:00Z' }).running();
    expect(JSON.parse(await readFile(join(dataDir, 'local.json'), 'utf8'))).toMatchObject({ key });
    expect((await program.call('GET', '/api/v1/clock')).body).toEqual({
      now: '2012-01-01T00:00:00.000Z',
      set: true,
    });
  });
});

describe.each(['SIGTERM', 'SIGINT'] as const)('%s', (signal) => {
  it('leaves no process behind, and the next start finds everything', async () => {
    const first = await start().running();
    await rename(first, 'Acme');
    const key = await readFile(join(dataDir, 'local.json'), 'utf8');
    const database = await first.databasePid();
    expect(await first.end(signal)).toEqual({ code: 0, signal: null });
    expect(await isAlive(database)).toBe(false);

    const second = await start().running();
    expect(await nameOf(second)).toBe('Acme');
    const keyOf = (json: string) => (JSON.parse(json) as { key: string }).key;
    expect(keyOf(await readFile(join(dataDir, 'local.json'), 'utf8'))).toBe(keyOf(key));
  });
});

describe('a request under way', () => {
  it('is finished before the program ends', async () => {
    const program = await start().running();
    const { request, answer } = await program.beginRename('{"name":');
    program.child.kill('SIGTERM');
    await sleep(300);
    request.end('"Acme"}');
    expect(await answer).toBe(200);
    expect(await program.ended()).toEqual({ code: 0, signal: null });
  });

  it('is finished after a Ctrl-C under npm, which arrives twice at once', async () => {
    const program = await start().running();
    const { request, answer } = await program.beginRename('{"name":');
    program.child.kill('SIGINT');
    await sleep(50);
    program.child.kill('SIGINT');
    await sleep(300);
    request.end('"Acme"}');
    expect(await answer).toBe(200);
    expect(await program.ended()).toEqual({ code: 0, signal: null });
  });

  it('is cut off by a second signal, and still no process is left', async () => {
    const program = await start().running();
    const database = await program.databasePid();
    const { answer } = await program.beginRename('{"name":');
    program.child.kill('SIGTERM');
    await sleep(1000);
    program.child.kill('SIGTERM');
    await expect(answer).rejects.toThrow('socket hang up');
    expect(await program.ended()).toEqual({ code: 1, signal: null });
    await until(async () => !(await isAlive(database)));
  });
});

describe('being killed', () => {
  it('loses nothing when it was the program', async () => {
    const first = await start().running();
    await rename(first, 'Acme');
    const orphan = await first.databasePid();
    await first.end('SIGKILL');
    expect(await isAlive(orphan)).toBe(true);

    const second = await start().running();
    expect(await isAlive(orphan)).toBe(false);
    expect(await nameOf(second)).toBe('Acme');
  });

  it('loses nothing when it was the database', async () => {
    const program = await start().running();
    await rename(program, 'Acme');
    const killed = await program.databasePid();
    process.kill(killed, 'SIGKILL');
    await until(
      async () => (await program.call('GET', '/readyz')).status === 200 && !(await isAlive(killed)),
    );
    expect(await nameOf(program)).toBe('Acme');
    expect(await program.databasePid()).not.toBe(killed);
    expect(await program.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  it('loses nothing when it was both at once', async () => {
    const first = await start().running();
    await rename(first, 'Acme');
    const database = await first.databasePid();
    const ended = first.end('SIGKILL');
    process.kill(database, 'SIGKILL');
    await ended;
    expect(await nameOf(await start().running())).toBe('Acme');
  });

  it('does not keep it from ending', async () => {
    const program = await start().running();
    process.kill(await program.databasePid(), 'SIGKILL');
    expect((await program.end('SIGTERM')).signal).toBeNull();
    const database = await program.databasePid().catch(() => undefined);
    expect(database !== undefined && (await isAlive(database))).toBe(false);
  });
});

// Only root hands its database to another user, who may be locked out of the folder.
(process.getuid?.() === 0 ? describe : describe.skip)(
  'a data folder that the database’s user cannot enter',
  () => {
    it('says where the data is instead, and finds it again', async () => {
      await chmod(dataDir, 0o700);
      const first = await start().running();
      await rename(first, 'Acme');
      await first.end('SIGTERM');
      const second = await start().running();
      expect(await nameOf(second)).toBe('Acme');
      const elsewhere = await readFile(join(dataDir, 'postgres', 'moved-to'), 'utf8');
      expect(second.output).toContain(`its data is in ${elsewhere}`);
      await second.end('SIGTERM');
      await rm(elsewhere, { recursive: true });
    });
  },
);

describe('a second program on the same data', () => {
  it('is refused and disturbs nothing', async () => {
    const first = await start().running();
    const second = start();
    expect((await second.ended()).code).toBe(1);
    expect(second.output).toContain(`Another Dunwell (process ${first.pid}) is running`);
    expect(await nameOf(first)).toBe('My company');
  });
});

describe('a start that cannot succeed', () => {
  it.each([
    [{ PORT: 'http' }, 'PORT is "http"; expected a port number'],
    [{ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, 'The database at 127.0.0.1:1 cannot be reached'],
  ])('says why: %j', async (env, words) => {
    const program = start(env);
    expect((await program.ended()).code).toBe(1);
    expect(program.output).toContain(words);
    expect(program.output).not.toContain('    at ');
  });

  it('says which port is taken, and leaves no database behind', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const program = start({ PORT: String(port) });
    expect((await program.ended()).code).toBe(1);
    expect(program.output).toContain(`PORT is ${port}, which another program uses; expected a free port.`);
    await expect(program.databasePid()).rejects.toThrow('ENOENT');
    other.close();
  });
});

describe('a worker', () => {
  it('needs a database to share', async () => {
    const worker = start({}, 'worker');
    expect((await worker.ended()).code).toBe(1);
    expect(worker.output).toContain(
      'DATABASE_URL is not set; expected the database that the API processes use.',
    );
  });

  it('runs beside an API on a database elsewhere', async () => {
    const database = await copyTemplate();
    const env = { DATABASE_URL: database.url };
    const api = await start(env).running();
    const worker = await start(env, 'worker').saying('The worker is running.');
    expect(await nameOf(api)).toBe('My company');
    expect(await worker.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(await api.end('SIGTERM')).toEqual({ code: 0, signal: null });
    await database.drop();
  });
});
