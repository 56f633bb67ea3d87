import { setTimeout as sleep } from 'node:timers/promises';
import { lockFolder } from './folder-lock.js';
import { findFreePort } from './free-port.js';
import { initialiseCluster, SERVER_ROLE } from './initialise-cluster.js';
import { stopOrphanedServer } from './orphaned-server.js';
import { prepareBinaries } from './server-binaries.js';
import { openServerFolder, readServerPassword } from './server-folder.js';
import { ServerProcess, ServerStartError, type ServerCommand } from './server-process.js';
import type { ServerSettings } from './server-settings.js';
import { findServerUser } from './server-user.js';

export interface EmbeddedServerOptions {
  /** Holds the data, the password and the lock of this one server. */
  folder: string;
  settings: ServerSettings;
  log: (line: string) => void;
}

const STOP_PATIENCE = 20_000;
const RESTART_PAUSES = [100, 250, 500, 1_000, 2_000, 5_000];

/** What passes by itself: processes of a killed server need a moment to notice and leave. */
const PASSES_BY_ITSELF =
  /pre-existing shared memory|already exists|is being used|already in use|too many clients/;

/** A real PostgreSQL that belongs to this process: started, watched, started again, stopped with it. */
export class EmbeddedServer {
  private stopping = false;
  private supervision: Promise<void>;

  private constructor(
    private readonly command: ServerCommand,
    private readonly password: string,
    private server: ServerProcess,
    private readonly releaseFolder: () => Promise<void>,
    private readonly log: (line: string) => void,
  ) {
    process.once('exit', this.killNow);
    this.supervision = this.supervise();
  }

  static async start({ folder: wanted, settings, log }: EmbeddedServerOptions): Promise<EmbeddedServer> {
    const user = await findServerUser();
    const folder = await openServerFolder(wanted, user, log);
    const lock = await lockFolder(folder);
    try {
      const [{ postgres, initdb }, password] = await Promise.all([
        prepareBinaries(user, log),
        readServerPassword(folder),
      ]);
      const data = await initialiseCluster(initdb, folder, password, user);
      if (await stopOrphanedServer(data)) log('Stopped a database that a killed process had left running.');
      const { server, command } = await startWithRetries({ postgres, data, settings, user });
      return new EmbeddedServer(command, password, server, lock.release, log);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** The connection string of a database on this server; it stays the same across restarts. */
  url(database = 'postgres'): string {
    return `postgres://${SERVER_ROLE}:${this.password}@127.0.0.1:${this.command.port}/${database}`;
  }

  /** Ends the server and returns when it is gone, also if it was dead before. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.server.signal('SIGINT');
    const patience = new AbortController();
    const impatience = sleep(STOP_PATIENCE, undefined, { signal: patience.signal, ref: false }).then(
      () => {
        this.server.signal('SIGQUIT');
      },
      () => undefined,
    );
    await this.supervision;
    patience.abort();
    await impatience;
    process.off('exit', this.killNow);
    await this.releaseFolder();
  }

  /** The last way out, for an exit that waits for nothing; what was committed is recovered at the next start. */
  readonly killNow = (): void => {
    this.stopping = true;
    this.server.signal('SIGQUIT');
  };

  private async supervise(): Promise<void> {
    for (let failures = 0; ;) {
      await this.server.exited;
      if (this.stopping) return;
      this.log(`The database ended unexpectedly; starting it again.\n${this.server.recentLog.join('\n')}`);
      try {
        this.server = await ServerProcess.start(this.command);
        failures = 0;
        this.log('The database is back.');
        // Stop may have been asked for while it was coming up.
        if (this.isStopping()) this.server.signal('SIGINT');
      } catch (error) {
        if (this.isStopping()) return;
        if (!passesByItself(error)) this.log(String(error));
        await sleep(RESTART_PAUSES[Math.min(failures, RESTART_PAUSES.length - 1)]);
        failures += 1;
      }
    }
  }

  private isStopping(): boolean {
    return this.stopping;
  }
}

async function startWithRetries(
  fixed: Omit<ServerCommand, 'port'>,
): Promise<{ server: ServerProcess; command: ServerCommand }> {
  for (const pause of [...RESTART_PAUSES, undefined]) {
    const command = { ...fixed, port: await findFreePort() };
    try {
      return { server: await ServerProcess.start(command), command };
    } catch (error) {
      if (pause === undefined || !passesByItself(error)) throw error;
      await sleep(pause);
    }
  }
  throw new Error('unreachable: the last attempt returns or throws');
}

function passesByItself(error: unknown): boolean {
  return error instanceof ServerStartError && error.lastLines.some((line) => PASSES_BY_ITSELF.test(line));
}
