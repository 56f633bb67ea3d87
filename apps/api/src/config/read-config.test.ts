import { describe, expect, it } from '@jest/globals';
import { readConfig, type Environment } from './read-config.js';

const folders = { project: '/project', current: '/here' };
const read = (env: Environment) => readConfig(env, folders);

describe('readConfig', () => {
  it('needs nothing', () => {
    expect(read({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      databaseUrl: undefined,
      dataDir: '/project/.dunwell',
      demo: true,
      apiKey: undefined,
      adminEmail: undefined,
      adminPassword: undefined,
      clock: undefined,
      smtpUrl: undefined,
      mailFrom: { name: 'Dunwell', address: 'dunwell@localhost' },
      publicUrl: undefined,
      secret: undefined,
      allowPrivateNetworks: false,
      metricsToken: undefined,
      metricsPort: undefined,
      tracesUrl: undefined,
      logLevel: 'info',
      production: false,
    });
  });

  it.each([
    [{ PORT: '8080' }, { port: 8080 }],
    [{ PORT: '0' }, { port: 0 }],
    [{ PORT: '' }, { port: 3000 }],
    [{ HOST: '0.0.0.0' }, { host: '0.0.0.0' }],
    [{ DATABASE_URL: 'postgresql://u:p@db:5432/x' }, { databaseUrl: 'postgresql://u:p@db:5432/x' }],
    [{ DUNWELL_DATA_DIR: 'data' }, { dataDir: '/here/data' }],
    [{ DUNWELL_DATA_DIR: '/srv/data' }, { dataDir: '/srv/data' }],
    [{ DUNWELL_DEMO: 'false' }, { demo: false }],
    [{ NODE_ENV: 'production' }, { demo: false }],
    [{ NODE_ENV: 'test' }, { demo: false }],
    [{ NODE_ENV: 'development' }, { demo: true }],
    [{ NODE_ENV: 'production', DUNWELL_DEMO: 'true' }, { demo: true }],
    [{ DUNWELL_API_KEY: 'dwk_0123456789abcdef' }, { apiKey: 'dwk_0123456789abcdef' }],
    [
      { DUNWELL_ADMIN_EMAIL: 'me@example.com', DUNWELL_ADMIN_PASSWORD: 'correct horse' },
      { adminEmail: 'me@example.com', adminPassword: 'correct horse' },
    ],
    [{ DUNWELL_CLOCK: '2012-01-01T09:00:00+01:00' }, { clock: new Date('2012-01-01T08:00:00Z') }],
    [{ SMTP_URL: 'smtps://mail.example:465' }, { smtpUrl: 'smtps://mail.example:465' }],
    [
      { DUNWELL_MAIL_FROM: 'Acme, Accounts <billing@acme.example>' },
      { mailFrom: { name: 'Acme, Accounts', address: 'billing@acme.example' } },
    ],
    [
      { DUNWELL_MAIL_FROM: 'billing@acme.example' },
      { mailFrom: { name: '', address: 'billing@acme.example' } },
    ],
    [{ DUNWELL_PUBLIC_URL: 'https://dunwell.example/' }, { publicUrl: 'https://dunwell.example' }],
    [{ DUNWELL_ALLOW_PRIVATE_NETWORKS: 'true' }, { allowPrivateNetworks: true }],
    [{ DUNWELL_METRICS_TOKEN: '0123456789abcdef' }, { metricsToken: '0123456789abcdef' }],
    [{ DUNWELL_METRICS_PORT: '9464' }, { metricsPort: 9464 }],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://otel:4318/' }, { tracesUrl: 'http://otel:4318' }],
    [{ LOG_LEVEL: 'debug' }, { logLevel: 'debug' }],
    [{ NODE_ENV: 'production' }, { production: true }],
  ])('reads %j', (env, expected) => {
    expect(read(env)).toMatchObject(expected);
  });

  it.each([
    [{ PORT: 'http' }, 'PORT is "http"; expected a port number from 0 (any free one) to 65535.'],
    [{ PORT: '65536' }, 'PORT is "65536"; expected a port number from 0 (any free one) to 65535.'],
    [{ DUNWELL_DEMO: 'yes' }, 'DUNWELL_DEMO is "yes"; expected true or false.'],
    [
      { DUNWELL_CLOCK: '2026-02-30T09:00:00Z' },
      'DUNWELL_CLOCK is "2026-02-30T09:00:00Z"; expected an instant before the year 9000 with its offset, such as 2026-01-31T09:00:00Z.',
    ],
    [
      { DUNWELL_CLOCK: '9000-01-01T00:00:00Z' },
      'DUNWELL_CLOCK is "9000-01-01T00:00:00Z"; expected an instant before the year 9000 with its offset, such as 2026-01-31T09:00:00Z.',
    ],
    [
      { DUNWELL_CLOCK: '2026-01-30T09:00:00Z', NODE_ENV: 'production' },
      'DUNWELL_CLOCK is "2026-01-30T09:00:00Z"; expected no value with NODE_ENV=production, where business time is real time.',
    ],
    [
      { DATABASE_URL: 'mysql://root:hunter2@db/x' },
      'DATABASE_URL is set to a value that is not shown; expected a URL that begins with postgres:// or postgresql:// and names a host.',
    ],
    [
      { DUNWELL_SECRET: 'short' },
      'DUNWELL_SECRET is set to a value that is not shown; expected at least 32 characters.',
    ],
    [
      { DUNWELL_API_KEY: 'tiny' },
      'DUNWELL_API_KEY is set to a value that is not shown; expected at least 16 letters, digits or any of - . _ ~ + / =.',
    ],
    [
      { DUNWELL_MAIL_FROM: 'Acme' },
      'DUNWELL_MAIL_FROM is "Acme"; expected an email address, with a name before it or without, such as Dunwell <dunwell@example.com>.',
    ],
    [{ DUNWELL_ADMIN_EMAIL: 'me' }, 'DUNWELL_ADMIN_EMAIL is "me"; expected an email address.'],
    [
      { DUNWELL_ADMIN_EMAIL: 'me@example.com', DUNWELL_ADMIN_PASSWORD: 'hunter2' },
      'DUNWELL_ADMIN_PASSWORD is set to a value that is not shown; expected 8 to 200 characters.',
    ],
    [
      { DUNWELL_ADMIN_EMAIL: 'me@example.com' },
      'DUNWELL_ADMIN_PASSWORD is not set; expected the password of DUNWELL_ADMIN_EMAIL.',
    ],
    [
      { DUNWELL_ADMIN_PASSWORD: 'correct horse' },
      'DUNWELL_ADMIN_EMAIL is not set; expected the address of who has DUNWELL_ADMIN_PASSWORD.',
    ],
    [
      { DUNWELL_PUBLIC_URL: 'dunwell.example' },
      'DUNWELL_PUBLIC_URL is "dunwell.example"; expected a URL that begins with http:// or https:// and names a host.',
    ],
    [
      { LOG_LEVEL: 'loud' },
      'LOG_LEVEL is "loud"; expected one of trace, debug, info, warn, error, fatal, silent.',
    ],
    [{ NODE_ENV: 'prod' }, 'NODE_ENV is "prod"; expected one of development, test, production.'],
  ])('refuses %j in one sentence', (env, sentence) => {
    expect(() => read(env)).toThrow(new Error(sentence));
  });
});
