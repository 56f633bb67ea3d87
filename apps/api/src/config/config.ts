import type { Mailbox } from '../platform/mailbox.js';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Everything the environment decides, read once at the start. */
export interface Config {
  host: string;
  port: number;
  /** Any PostgreSQL 15 or newer; undefined: the embedded one. */
  databaseUrl: string | undefined;
  /** Absolute. Holds the embedded database, the secret and local.json. */
  dataDir: string;
  /**
   * Whether an empty installation on the embedded database gets the demo workspace. Not set: yes, except with
   * NODE_ENV=production, where nobody wants to see people who do not exist, and NODE_ENV=test, where starts are to be
   * quick; true asks for it there too. The demo ends on business today: with DUNWELL_CLOCK that of its instant, which
   * it does not move.
   */
  demo: boolean;
  /** Is made a key of the first workspace: unattended set-up. */
  apiKey: string | undefined;
  adminEmail: string | undefined;
  adminPassword: string | undefined;
  /** Business now (S1) of a database whose clock has not been set before. */
  clock: Date | undefined;
  smtpUrl: string | undefined;
  /** Who messages come from. */
  mailFrom: Mailbox;
  /** Without a slash at its end. */
  publicUrl: string | undefined;
  /** Encrypts stored secrets and signs; undefined: the one in the data folder. */
  secret: string | undefined;
  /** Whether webhooks may call into private networks. */
  allowPrivateNetworks: boolean;
  /** Lets scrapers read /metrics; undefined: from this machine only. */
  metricsToken: string | undefined;
  /** Where a worker tells its figures; undefined: nowhere. */
  metricsPort: number | undefined;
  /** Where traces go, without a slash at its end; undefined: none are made. */
  tracesUrl: string | undefined;
  logLevel: LogLevel;
  production: boolean;
}

/** What a process works with once its database runs and its secret is there. */
export interface ProcessConfig extends Config {
  databaseUrl: string;
  secret: string;
}

/** Injection token of the process's configuration. */
export const CONFIG = Symbol('config');
