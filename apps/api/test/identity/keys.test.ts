import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiKey, NewApiKey } from '@dunwell/contract';
import supertest, { type Agent } from 'supertest';
import { startTestApp, type TestApp } from '../support/start-test-app.js';

let world: TestApp;
let admin: Agent;

beforeAll(async () => {
  world = await startTestApp();
  admin = await world.signIn({ role: 'admin', name: 'Ada' });
});

afterAll(() => world.close());

const make = async (key: object): Promise<NewApiKey> =>
  (await admin.post('/api/v1/api-keys').send(key).expect(201)).body as NewApiKey;

const list = async (): Promise<ApiKey[]> =>
  (await admin.get('/api/v1/api-keys').expect(200)).body.items as ApiKey[];

const use = ({ token }: NewApiKey) =>
  supertest.agent(world.url).set('Authorization', `Bearer ${token}`).get('/api/v1/accounts');

describe('a key', () => {
  it('is shown once, and known again by its first characters', async () => {
    const key = await make({ name: 'Billing sync', permissions: ['read', 'billing'] });
    expect(key).toMatchObject({
      name: 'Billing sync',
      permissions: ['read', 'billing'],
      createdBy: 'Ada',
      expiresAt: null,
      lastUsedAt: null,
      token: expect.stringMatching(/^dwk_[\w-]{32}$/),
      begins: key.token.slice(0, 8),
    });
    expect((await use(key)).status).toBe(200);
    const { token, ...shown } = key;
    expect(await list()).toContainEqual({ ...shown, lastUsedAt: expect.any(String) });
    const everywhere = JSON.stringify([
      await list(),
      await world.dataSource.query('select * from api_keys'),
      await world.dataSource.query('select * from audit_entries'),
    ]);
    expect(everywhere).not.toContain(token);
  });

  it('of the first start is there, may do everything, and can be told from others', async () => {
    const first = (await list()).at(-1);
    expect(first).toMatchObject({
      name: 'Local key',
      createdBy: null,
      begins: world.key.slice(0, 8),
      permissions: ['read', 'work', 'billing', 'edit', 'publish', 'admin'],
    });
  });

  it('ends when it expires, and says so', async () => {
    const key = await make({
      name: 'For a visit',
      permissions: ['read'],
      expiresAt: new Date(Date.now() + 60_000).toISOString(),
    });
    expect((await use(key)).status).toBe(200);
    await world.dataSource.query('update api_keys set expires_at = $2 where id = $1', [
      key.id,
      new Date(Date.now() - 1),
    ]);
    expect((await use(key)).body).toMatchObject({ status: 401, code: 'keyExpired' });
    expect((await list()).map(({ id }) => id)).toContain(key.id);
  });

  it('ends when it is revoked, and says so', async () => {
    const key = await make({ name: 'Leaked', permissions: ['read'] });
    await admin.delete(`/api/v1/api-keys/${key.id}`).expect(204);
    expect((await use(key)).body).toMatchObject({ status: 401, code: 'keyRevoked' });
    expect((await list()).map(({ id }) => id)).not.toContain(key.id);
    expect((await admin.delete(`/api/v1/api-keys/${key.id}`)).status).toBe(404);
    const { body } = await admin.get('/api/v1/audit?limit=2').expect(200);
    expect(body.items).toMatchObject([
      { action: 'apiKey.revoked', subject: { kind: 'apiKey', key: key.id }, before: { name: 'Leaked' } },
      { action: 'apiKey.created', after: { name: 'Leaked', permissions: ['read'], begins: key.begins } },
    ]);
  });

  it.each([
    [{ permissions: [] }, 'permissions'],
    [{ permissions: ['everything'] }, 'permissions'],
    [{ permissions: 'read' }, 'permissions'],
    [{}, 'permissions'],
    [{ permissions: ['read'], expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
    [{ permissions: ['read'], name: '' }, 'name'],
  ])('is not made of %j', async (wrong, path) => {
    const { body } = await admin.post('/api/v1/api-keys').send({ name: 'A key', ...wrong });
    expect(body).toMatchObject({ status: 400, code: 'invalidRequest' });
    expect(body.problems[0]).toMatchObject({ path, message: expect.stringContaining(path) });
  });
});
