import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PERMISSIONS, ROLES, type Permission, type Role } from '@dunwell/contract';
import type { OpenAPIObject } from '@nestjs/swagger';
import supertest, { type Agent } from 'supertest';
import { newApiKeyToken } from '../../src/identity/keys/api-key-token.js';
import { ApiKey } from '../../src/identity/keys/api-key.entity.js';
import { hashToken } from '../../src/identity/tokens.js';
import { newId } from '../../src/platform/database/ids.js';
import type { Access } from '../../src/platform/http/access.js';
import { declaredRoutes, type DeclaredRoute } from '../support/declared-routes.js';
import { addWorkspace, startTestApp, type TestApp } from '../support/start-test-app.js';

/** What each role may do, written down here on purpose: not read from what the guard reads. */
const MAY: Readonly<Record<Role, readonly Permission[]>> = {
  viewer: ['read'],
  editor: ['read', 'work', 'billing', 'edit'],
  publisher: ['read', 'work', 'billing', 'edit', 'publish'],
  admin: ['read', 'work', 'billing', 'edit', 'publish', 'admin'],
};

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const CHANGING = ['post', 'put', 'patch', 'delete'];

let world: TestApp;
let routes: DeclaredRoute[];

beforeAll(async () => {
  world = await startTestApp();
  routes = declaredRoutes(world.app);
});

afterAll(() => world.close());

/** `in`: neither 401 nor 403, whatever else becomes of a request that asks for nothing that is there. */
type Verdict = 'in' | 401 | 403;

/** Sends an empty request to every route and tells where it was treated otherwise than it should be. */
async function differences(
  caller: () => Promise<Agent>,
  expected: (access: Access, route: DeclaredRoute) => Verdict,
): Promise<string[]> {
  const found: string[] = [];
  for (const route of routes) {
    const { status } = await (await caller())[route.method](route.path.replaceAll(/\{\w+\}/g, 'x')).send({});
    const verdict = status === 401 || status === 403 ? status : 'in';
    const right = route.access === undefined ? 403 : expected(route.access, route);
    if (verdict !== right) found.push(`${route.name} (${route.access}): ${status} instead of ${right}`);
  }
  return found;
}

async function keyWith(key: Partial<ApiKey>): Promise<() => Promise<Agent>> {
  const token = newApiKeyToken();
  await world.dataSource.manager.insert(ApiKey, {
    workspaceId: world.workspaceId,
    id: newId(),
    name: 'A key',
    tokenHash: hashToken(token),
    permissions: [...PERMISSIONS],
    createdAt: new Date(),
    ...key,
  });
  return () => Promise.resolve(supertest.agent(world.url).set('Authorization', `Bearer ${token}`));
}

const toNobody =
  (verdict: Verdict) =>
  (access: Access): Verdict =>
    access === 'everybody' ? 'in' : verdict;

describe('every route', () => {
  it('says who may use it, and is in the description of the API with the same word', async () => {
    expect(routes.filter(({ access }) => access === undefined)).toEqual([]);
    const { body } = await world.anonymous.get('/api/openapi.json');
    const described = Object.entries((body as OpenAPIObject).paths).flatMap(([path, operations]) =>
      METHODS.filter((method) => method in operations).map((method) => {
        const operation = operations[method] as unknown as Record<string, unknown>;
        return `${method} ${path} ${String(operation['x-access'])}`;
      }),
    );
    const ofApi = routes.filter(({ isOfApi }) => isOfApi);
    expect(described.sort()).toEqual(ofApi.map(({ name, access }) => `${name} ${access}`).sort());
    expect(routes.length).toBeGreaterThan(60);
  });

  it('lets nobody in without credentials, unless it is everybody’s', async () => {
    expect(await differences(() => Promise.resolve(world.anonymous), toNobody(401))).toEqual([]);
  });

  it.each(ROLES)('lets a %s do what that role may do', async (role) => {
    const found = await differences(
      () => world.signIn({ role }),
      (access) =>
        access === 'everybody' || access === 'signedIn' || MAY[role].includes(access) ? 'in' : 403,
    );
    expect(found).toEqual([]);
  });

  it.each(PERMISSIONS)('lets a key that may only "%s" do that', async (permission) => {
    const found = await differences(await keyWith({ permissions: [permission] }), (access) =>
      access === 'everybody' || access === permission ? 'in' : 403,
    );
    expect(found).toEqual([]);
  });

  it.each([
    ['expired', { expiresAt: new Date(Date.now() - 1) }],
    ['revoked', { revokedAt: new Date() }],
  ])('lets nobody in by a key that is %s', async (_, key) => {
    expect(await differences(await keyWith(key), toNobody(401))).toEqual([]);
  });

  it('lets in a key that expires later', async () => {
    const found = await differences(await keyWith({ expiresAt: new Date(Date.now() + 600_000) }), (access) =>
      access === 'signedIn' ? 403 : 'in',
    );
    expect(found).toEqual([]);
  });

  it('lets an admin of another workspace do as much, there', async () => {
    const { workspaceId } = await addWorkspace(world.app);
    expect(
      await differences(
        () => world.signIn({ role: 'admin', workspaceId }),
        () => 'in',
      ),
    ).toEqual([]);
  });

  it('lets somebody who is in no workspace any more only see to themselves', async () => {
    const found = await differences(
      async () => {
        const agent = await world.signIn({ role: 'admin', email: `${newId()}@gone.example` });
        await world.dataSource.query(
          `delete from memberships using people
           where people.person_id = memberships.person_id and email like '%@gone.example'`,
        );
        return agent;
      },
      (access) => (access === 'everybody' || access === 'signedIn' ? 'in' : 403),
    );
    expect(found).toEqual([]);
  });

  it.each([
    [
      'nobody has heard of',
      (agent: Agent) => Promise.resolve(agent.set('Cookie', 'dunwell_session=made-up')),
    ],
    [
      'ended two weeks ago',
      async (agent: Agent) => {
        await world.dataSource.query(`update sessions set last_seen_at = $1`, [
          new Date(Date.now() - 14 * 86_400_000),
        ]);
        return agent;
      },
    ],
    [
      'began 90 days ago',
      async (agent: Agent) => {
        await world.dataSource.query(`update sessions set created_at = $1`, [
          new Date(Date.now() - 90 * 86_400_000),
        ]);
        return agent;
      },
    ],
  ])('lets nobody in by a session that %s', async (_, spoil) => {
    const found = await differences(async () => spoil(await world.signIn({ role: 'admin' })), toNobody(401));
    expect(found).toEqual([]);
  });

  it('lets pages of others change nothing, whoever is signed in', async () => {
    const found = await differences(
      async () => (await world.signIn({ role: 'admin' })).set('Sec-Fetch-Site', 'cross-site'),
      (_, { method }) => (CHANGING.includes(method) ? 403 : 'in'),
    );
    expect(found).toEqual([]);
  });

  it('lets a browser that does not say which page it shows change nothing', async () => {
    const found = await differences(
      async () => supertest.agent(world.url).set('Cookie', await world.cookieOf({ role: 'admin' })),
      (_, { method }) => (CHANGING.includes(method) ? 403 : 'in'),
    );
    expect(found).toEqual([]);
  });

  it('does not ask programs with a key where they come from', async () => {
    const key = await keyWith({});
    const found = await differences(
      async () => (await key()).set('Origin', 'https://elsewhere.example'),
      (access, { method }) =>
        access === 'signedIn' || (access === 'everybody' && CHANGING.includes(method)) ? 403 : 'in',
    );
    expect(found).toEqual([]);
  });
});

describe('what a route asks for', () => {
  it.each<[string, Access]>([
    ['get /healthz', 'everybody'],
    ['post /api/v1/session', 'everybody'],
    ['get /api/v1/session', 'signedIn'],
    ['get /api/v1/accounts', 'read'],
    ['get /api/v1/automations/{id}/why-not', 'read'],
    ['post /api/v1/holds', 'work'],
    ['post /api/v1/deliveries/decide', 'work'],
    ['post /api/v1/missed/decide', 'work'],
    ['post /api/v1/payments', 'billing'],
    ['post /api/v1/events', 'billing'],
    ['get /api/v1/events', 'read'],
    ['put /api/v1/event-declarations/{name}', 'edit'],
    ['post /api/v1/automations/{id}/starts', 'work'],
    ['post /api/v1/missed-events/decide', 'work'],
    ['post /api/v1/imports/{entity}', 'billing'],
    ['put /api/v1/automations/{id}/draft', 'edit'],
    ['post /api/v1/backtests', 'edit'],
    ['post /api/v1/automations/{id}/publish', 'publish'],
    ['post /api/v1/automations/{id}/pause', 'publish'],
    ['post /api/v1/automations/{id}/evaluations', 'publish'],
    ['patch /api/v1/workspace', 'admin'],
    ['get /api/v1/webhook-secret', 'admin'],
    ['put /api/v1/clock', 'admin'],
    ['get /api/v1/people', 'admin'],
    ['post /api/v1/api-keys', 'admin'],
    ['get /api/v1/audit', 'admin'],
  ])('%s: %s', (name, access) => {
    expect(routes.find((route) => route.name === name)?.access).toBe(access);
  });

  it('is told to those who lack it, with who may', async () => {
    const viewer = await world.signIn({ role: 'viewer' });
    const { body } = await viewer.post('/api/v1/holds').send({});
    expect(body).toMatchObject({
      status: 403,
      code: 'forbidden',
      permission: 'work',
      detail:
        'This needs the permission "work" (do the daily work: holds, tasks, tags, what is missed or needs attention). ' +
        'Your role here is viewer; editors, publishers, and admins may. ' +
        'Ask an admin for another role, or one of them to do it.',
    });
  });
});
