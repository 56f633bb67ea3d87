import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import type { ServerSettings } from './server-settings.js';
import type { ServerUser } from './server-user.js';

const KEPT_LINES = 20;
const READY = 'database system is ready to accept connections';

export interface ServerCommand {
  postgres: string;
  data: string;
  port: number;
  settings: ServerSettings;
  user: ServerUser | undefined;
}

/** The server ended before it was ready; its last words say why. */
export class ServerStartError extends Error {
  constructor(readonly lastLines: readonly string[]) {
    super(`PostgreSQL did not start. Its last words:\n${lastLines.join('\n')}`);
    this.name = 'ServerStartError';
  }
}

/** One run of the postgres program, from spawn to exit. */
export class ServerProcess {
  readonly exited: Promise<void>;
  private readonly lastLines: string[] = [];

  private constructor(private readonly child: ChildProcessByStdio<null, null, Readable>) {
    this.exited = new Promise((resolve) => {
      child.once('close', () => {
        resolve();
      });
      // A program that cannot be spawned never closes.
      child.once('error', (error) => {
        this.lastLines.push(error.message);
        resolve();
      });
    });
  }

  /** Resolves when the server takes connections, however long its recovery lasts. */
  static async start(command: ServerCommand): Promise<ServerProcess> {
    const flags = Object.entries(command.settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = spawn(command.postgres, ['-D', command.data, '-p', String(command.port), ...flags], {
      ...command.user,
      cwd: command.data,
      env: {},
      stdio: ['ignore', 'ignore', 'pipe'],
      // Its own process group: Ctrl-C reaches us only, and we stop the server when our work is finished.
      detached: true,
    });
    const server = new ServerProcess(child);
    const ready = new Promise<'ready'>((resolve) => {
      createInterface({ input: child.stderr }).on('line', (line) => {
        server.lastLines.push(line);
        if (server.lastLines.length > KEPT_LINES) server.lastLines.shift();
        if (line.includes(READY)) resolve('ready');
      });
    });
    if ((await Promise.race([ready, server.exited])) !== 'ready')
      throw new ServerStartError(server.lastLines);
    return server;
  }

  get recentLog(): readonly string[] {
    return this.lastLines;
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}
