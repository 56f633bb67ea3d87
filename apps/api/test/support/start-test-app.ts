import 'reflect-metadata';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import type { Role } from '@dunwell/contract';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test, type TestingModuleBuilder } from '@nestjs/testing';
import supertest, { type Agent } from 'supertest';
import { DataSource } from 'typeorm';
import { AppModule } from '../../src/app.module.js';
import type { ProcessConfig } from '../../src/config/config.js';
import { readConfig } from '../../src/config/read-config.js';
import { newApiKeyToken } from '../../src/identity/keys/api-key-token.js';
import { ApiKeys } from '../../src/identity/keys/api-keys.js';
import { insertMembership, insertPerson } from '../../src/identity/people/person-store.js';
import { Sessions } from '../../src/identity/sessions/sessions.js';
import { FirstStart } from '../../src/identity/first-start/first-start.js';
import { WorkspaceZone, BEFORE_ALL_DATES } from '../../src/identity/workspace-zone.entity.js';
import { Workspace } from '../../src/identity/workspace.entity.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { newId } from '../../src/platform/database/ids.js';
import { SESSION_COOKIE } from '../../src/platform/http/session-cookie.js';
import { configureHttp } from '../../src/platform/http/configure-http.js';
import { Log } from '../../src/platform/logging/log.js';
import { copyTemplate } from './create-test-database.js';

export interface TestAppOptions {
  /** Business now from the start; real time when left out. */
  now?: string;
  config?: Partial<ProcessConfig>;
  /** Replaces providers, e.g. `(module) => module.overrideProvider(Mailer).useValue(fake)`. */
  override?: (module: TestingModuleBuilder) => TestingModuleBuilder;
}

/** Somebody with a role in the first workspace, or in another. */
export interface TestPerson {
  role: Role;
  workspaceId?: string;
  name?: string;
  email?: string;
}

export interface TestApp {
  app: NestExpressApplication;
  /** Requests with the first workspace's key. */
  http: Agent;
  /** Requests with no key. */
  anonymous: Agent;
  /** Requests of somebody new who is signed in, from a page of ours. */
  signIn: (person: TestPerson) => Promise<Agent>;
  /** The cookie of somebody new who is signed in. */
  cookieOf: (person: TestPerson) => Promise<string>;
  /** Requests with the key of a workspace made for it: nothing of the first may show. */
  stranger: () => Promise<Agent>;
  url: string;
  key: string;
  workspaceId: string;
  dataSource: DataSource;
  /** Where `dataSource` connects to. */
  databaseUrl: string;
  clock: { set: (now: string) => Promise<void> };
  close: () => Promise<void>;
}

/** Boots the real application on a fresh database and a free port; close it in `afterAll`. */
export async function startTestApp({
  now,
  config,
  override = (same) => same,
}: TestAppOptions = {}): Promise<TestApp> {
  const database = await copyTemplate();
  const module = Test.createTestingModule({
    imports: [
      AppModule.forProcess({
        ...readConfig({ LOG_LEVEL: 'silent' }, { project: tmpdir(), current: tmpdir() }),
        databaseUrl: database.url,
        secret: 'a secret that only tests know of',
        ...config,
      }),
    ],
  });
  const app = (await override(module).compile()).createNestApplication<NestExpressApplication>({
    bodyParser: false,
    logger: new Log(config?.logLevel ?? 'silent'),
  });
  configureHttp(app);
  const clock = app.get(Clock);
  if (now !== undefined) await clock.set(new Date(now));
  const key = await app.get(FirstStart).prepare({ known: undefined, mayIssue: true });
  if (key === undefined) throw new Error('A new database always gives a key.');
  await app.listen(0, '127.0.0.1');
  const server: Server = app.getHttpServer();
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const dataSource = app.get(DataSource);
  const { workspaceId } = await dataSource.manager.findOneByOrFail(Workspace, {});

  return {
    app,
    http: agentWith(url, key),
    anonymous: supertest.agent(url),
    signIn: async (person) => {
      const Cookie = await cookieOf(app, { workspaceId, ...person });
      return supertest.agent(url).set({ Cookie, 'Sec-Fetch-Site': 'same-origin' });
    },
    cookieOf: (person) => cookieOf(app, { workspaceId, ...person }),
    stranger: async () => agentWith(url, (await addWorkspace(app)).key),
    url,
    key,
    workspaceId,
    dataSource,
    databaseUrl: database.url,
    clock: { set: (instant) => clock.set(new Date(instant)) },
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}

function agentWith(url: string, key: string): Agent {
  return supertest.agent(url).set('Authorization', `Bearer ${key}`);
}

async function cookieOf(
  app: NestExpressApplication,
  { role, workspaceId, name = `The ${role}`, email }: TestPerson & { workspaceId: string },
): Promise<string> {
  const id = newId();
  // Nobody signs in by it: a hash would only take its time.
  const person = { id, name, email: email ?? `${id}@example.com`, passwordHash: 'none' };
  const { token } = await app.get(DataSource).transaction(async (manager) => {
    await insertPerson(manager, person, new Date());
    await insertMembership(manager, { workspaceId, personId: id, role }, new Date());
    return app.get(Sessions).begin(manager, { personId: id, userAgent: 'a test' });
  });
  return `${SESSION_COOKIE}=${token}`;
}

/** Another workspace with a key. */
export async function addWorkspace(
  app: NestExpressApplication,
): Promise<{ workspaceId: string; key: string }> {
  const key = newApiKeyToken();
  const workspaceId = newId();
  await app.get(DataSource).transaction(async (manager) => {
    await manager.insert(Workspace, { workspaceId, name: 'Another company', createdAt: new Date() });
    await manager.insert(WorkspaceZone, { workspaceId, fromDate: BEFORE_ALL_DATES, timeZone: 'UTC' });
    await app.get(ApiKeys).add(manager, workspaceId, 'Another key', key);
  });
  return { workspaceId, key };
}
