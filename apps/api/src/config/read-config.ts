import { isAbsolute, resolve } from 'node:path';
import { PASSWORD_LENGTH } from '@dunwell/contract';
import { END_OF_BUSINESS_TIME } from '../platform/clock/end-of-business-time.js';
import { parseInstant } from '../platform/clock/parse-instant.js';
import { LOCAL_ADDRESS, parseMailbox, type Mailbox } from '../platform/mailbox.js';
import { ConfigError } from './config-error.js';
import { LOG_LEVELS, type Config, type LogLevel } from './config.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where relative paths and defaults start from. */
export interface Folders {
  project: string;
  current: string;
}

/** Turns the environment into a configuration, or throws a ConfigError about the first wrong value. */
export function readConfig(env: Environment, folders: Folders): Config {
  const read = reader(env);
  const adminEmail = read('DUNWELL_ADMIN_EMAIL', emailAddress);
  const adminPassword = read('DUNWELL_ADMIN_PASSWORD', hidden(password));
  refuseHalf(adminEmail, adminPassword);
  const nodeEnv = read('NODE_ENV', oneOf(['development', 'test', 'production']));
  const production = nodeEnv === 'production';
  return {
    host: read('HOST', hostName) ?? '127.0.0.1',
    port: read('PORT', port) ?? 3000,
    databaseUrl: read('DATABASE_URL', hidden(urlOf('postgres', 'postgresql'))),
    dataDir: read('DUNWELL_DATA_DIR', pathFrom(folders.current)) ?? resolve(folders.project, '.dunwell'),
    demo: read('DUNWELL_DEMO', trueOrFalse) ?? (!production && nodeEnv !== 'test'),
    apiKey: read('DUNWELL_API_KEY', hidden(apiKey)),
    adminEmail,
    adminPassword,
    clock: read('DUNWELL_CLOCK', production ? notInProduction : instant),
    smtpUrl: read('SMTP_URL', hidden(urlOf('smtp', 'smtps'))),
    mailFrom: read('DUNWELL_MAIL_FROM', mailbox) ?? { name: 'Dunwell', address: 'dunwell@localhost' },
    publicUrl: read('DUNWELL_PUBLIC_URL', urlOf('http', 'https'))?.replace(/\/+$/, ''),
    secret: read('DUNWELL_SECRET', hidden(atLeast(32))),
    allowPrivateNetworks: read('DUNWELL_ALLOW_PRIVATE_NETWORKS', trueOrFalse) ?? false,
    metricsToken: read('DUNWELL_METRICS_TOKEN', hidden(atLeast(16))),
    metricsPort: read('DUNWELL_METRICS_PORT', port),
    tracesUrl: read('OTEL_EXPORTER_OTLP_ENDPOINT', urlOf('http', 'https'))?.replace(/\/+$/, ''),
    logLevel: read('LOG_LEVEL', oneOf<LogLevel>(LOG_LEVELS)) ?? 'info',
    production,
  };
}

/** What a value may be. `parse` returns undefined for anything else. */
interface Kind<T> {
  expected: string;
  parse: (text: string) => T | undefined;
  /** The value is a secret, or holds one: errors do not repeat it. */
  hidden?: boolean;
}

function reader(env: Environment) {
  return <T>(variable: string, kind: Kind<T>): T | undefined => {
    const text = env[variable]?.trim();
    // An empty variable is how compose files and shells spell "not set".
    if (!text) return undefined;
    const value = kind.parse(text);
    if (value !== undefined) return value;
    throw new ConfigError(
      variable,
      kind.hidden ? 'set to a value that is not shown' : `"${text}"`,
      kind.expected,
    );
  };
}

const port: Kind<number> = {
  expected: 'a port number from 0 (any free one) to 65535',
  parse: (text) => (/^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined),
};

const hostName: Kind<string> = {
  expected: 'an address of this machine to listen on, such as 127.0.0.1 or 0.0.0.0',
  parse: (text) => (/^[A-Za-z0-9.:-]+$/.test(text) ? text : undefined),
};

const trueOrFalse: Kind<boolean> = {
  expected: 'true or false',
  parse: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
};

const instant: Kind<Date> = {
  expected: 'an instant before the year 9000 with its offset, such as 2026-01-31T09:00:00Z',
  parse: (text) => {
    const read = parseInstant(text);
    return read && read < END_OF_BUSINESS_TIME ? read : undefined;
  },
};

const notInProduction: Kind<Date> = {
  expected: 'no value with NODE_ENV=production, where business time is real time',
  parse: () => undefined,
};

const apiKey: Kind<string> = {
  expected: 'at least 16 letters, digits or any of - . _ ~ + / =',
  parse: (text) => (/^[\w.~+/=-]{16,200}$/.test(text) ? text : undefined),
};

const emailAddress: Kind<string> = {
  expected: 'an email address',
  parse: (text) => (text.length <= 254 && LOCAL_ADDRESS.test(text) ? text : undefined),
};

const password: Kind<string> = {
  expected: `${PASSWORD_LENGTH.min} to ${PASSWORD_LENGTH.max} characters`,
  parse: (text) =>
    text.length >= PASSWORD_LENGTH.min && text.length <= PASSWORD_LENGTH.max ? text : undefined,
};

/** The first person needs both; one alone is an oversight that would leave nobody able to sign in. */
function refuseHalf(adminEmail: string | undefined, adminPassword: string | undefined): void {
  if (adminEmail !== undefined && adminPassword === undefined)
    throw new ConfigError('DUNWELL_ADMIN_PASSWORD', 'not set', 'the password of DUNWELL_ADMIN_EMAIL');
  if (adminEmail === undefined && adminPassword !== undefined)
    throw new ConfigError('DUNWELL_ADMIN_EMAIL', 'not set', 'the address of who has DUNWELL_ADMIN_PASSWORD');
}

const mailbox: Kind<Mailbox> = {
  expected: 'an email address, with a name before it or without, such as Dunwell <dunwell@example.com>',
  parse: parseMailbox,
};

function atLeast(characters: number): Kind<string> {
  return {
    expected: `at least ${characters} characters`,
    parse: (text) => (text.length >= characters ? text : undefined),
  };
}

function oneOf<T extends string>(values: readonly T[]): Kind<T> {
  return { expected: `one of ${values.join(', ')}`, parse: (text) => values.find((value) => value === text) };
}

function urlOf(...schemes: string[]): Kind<string> {
  return {
    expected: `a URL that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')} and names a host`,
    parse: (text) => {
      if (!URL.canParse(text)) return undefined;
      const { protocol, host } = new URL(text);
      return host !== '' && schemes.includes(protocol.slice(0, -1)) ? text : undefined;
    },
  };
}

function pathFrom(folder: string): Kind<string> {
  return { expected: 'a folder', parse: (text) => (isAbsolute(text) ? text : resolve(folder, text)) };
}

function hidden<T>(kind: Kind<T>): Kind<T> {
  return { ...kind, hidden: true };
}
