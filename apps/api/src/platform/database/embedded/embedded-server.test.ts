import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { onServer } from '../../../../test/support/databases.js';
import { EmbeddedServer } from './embedded-server.js';
import { FolderInUseError } from './folder-lock.js';
import { findProcess } from './running-process.js';
import { disposableSettings, durableSettings, type ServerSettings } from './server-settings.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dunwell-server-'));
  await chmod(folder, 0o755);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const start = (settings: ServerSettings = disposableSettings) =>
  EmbeddedServer.start({ folder, settings, log: () => undefined });

const pidOf = async () =>
  Number((await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')).split('\n')[0]);

describe('the embedded server', () => {
  it('has the extensions we rely on, listens on loopback only and asks for the password', async () => {
    const server = await start(durableSettings());
    await onServer(server.url(), async (client) => {
      for (const name of ['pgcrypto', 'pg_trgm', 'btree_gist', 'citext', 'pg_stat_statements']) {
        await client.query(`create extension ${name}`);
      }
      const { rows } = await client.query<{ jit: string; listens: string }>(
        `select current_setting('jit') as jit, current_setting('listen_addresses') as listens`,
      );
      expect(rows).toEqual([{ jit: 'off', listens: '127.0.0.1' }]);
    });
    await expect(
      onServer(server.url().replace(/:[^:@]+@/, ':wrong@'), () => Promise.resolve()),
    ).rejects.toThrow('password authentication failed');
    await server.stop();
  });

  it('stops also when it is dead already', async () => {
    const server = await start();
    const pid = await pidOf();
    const stopped = server.stop();
    process.kill(pid, 'SIGKILL');
    await stopped;
    expect(await findProcess(pid)).toBeUndefined();
    await server.stop();
  });

  it('lets in one at a time', async () => {
    const server = await start();
    await expect(start()).rejects.toThrow(FolderInUseError);
    await server.stop();
    await (await start()).stop();
  });

  it('tells the server’s last words when it does not start', async () => {
    await expect(start({ ...disposableSettings, shared_buffers: 'plenty' })).rejects.toThrow(
      /invalid value for parameter "shared_buffers"/,
    );
    // The folder is free again for the next attempt.
    await (await start()).stop();
  });
});

describe('settings', () => {
  it.each([
    [1, '256MB'],
    [64, '2048MB'],
  ])('with %i GB share a quarter of the memory, up to 2 GB', (gigabytes, buffers) => {
    expect(durableSettings(gigabytes * 1024 ** 3).shared_buffers).toBe(buffers);
  });
});
