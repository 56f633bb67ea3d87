import { afterEach, describe, expect, it } from '@jest/globals';
import type { Session } from '@dunwell/contract';
import supertest, { type Agent } from 'supertest';
import { FirstPerson } from '../../src/identity/first-start/first-person.js';
import { addWorkspace, startTestApp, type TestApp } from '../support/start-test-app.js';

const ADA = { name: 'Ada', email: 'Ada@Example.com', password: 'correct horse' };

let world: TestApp;

afterEach(() => world.close());

const browser = (): Agent => supertest.agent(world.url).set('Sec-Fetch-Site', 'same-origin');
const nextStart = (): Promise<string | undefined> => world.app.get(FirstPerson).prepare();
const signUp = (token: string | undefined, person = ADA, agent = browser()) =>
  agent.post('/api/v1/sign-in-links/use').send({ token, ...person });

describe('the first person', () => {
  it('signs up by the link of a start, as the admin of everything there is', async () => {
    world = await startTestApp();
    const second = await addWorkspace(world.app);
    const token = await nextStart();
    const agent = browser();
    const answer = await signUp(token, ADA, agent);
    expect(answer.body).toMatchObject({
      person: { name: 'Ada', email: 'ada@example.com' },
      workspace: { id: world.workspaceId, role: 'admin' },
    });
    const { workspaces } = answer.body as Session;
    expect(workspaces.map(({ id, role }) => [id, role]).sort()).toEqual(
      [
        [world.workspaceId, 'admin'],
        [second.workspaceId, 'admin'],
      ].sort(),
    );
    expect((await agent.get('/api/v1/audit')).body.items).toMatchObject([
      { action: 'person.joined', actor: { kind: 'person', name: 'Ada' }, after: { role: 'admin' } },
    ]);
    await browser().post('/api/v1/session').send({ email: ADA.email, password: ADA.password }).expect(200);
  });

  it('gets another link at each start; afterwards none is made and none lets anybody in', async () => {
    world = await startTestApp();
    const [first, second] = [await nextStart(), await nextStart()];
    expect(first).not.toBe(second);
    expect((await signUp(first)).status).toBe(200);
    expect((await signUp(second, { ...ADA, email: 'eve@example.com' })).body).toMatchObject({
      status: 409,
      code: 'somebodyIsHere',
    });
    expect(await nextStart()).toBeUndefined();
    expect(await world.dataSource.query('select from sign_in_links')).toHaveLength(0);
  });

  it('is one person, however many use the links at once', async () => {
    world = await startTestApp();
    const tokens = [await nextStart(), await nextStart(), await nextStart()];
    const answers = await Promise.all(
      tokens.map((token, index) => signUp(token, { ...ADA, email: `person-${index}@example.com` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await world.dataSource.query('select from people')).toHaveLength(1);
  });

  it('keeps the link where something was wrong with what was typed, for a day', async () => {
    world = await startTestApp();
    const token = await nextStart();
    for (const wrong of [{ password: 'short' }, { email: 'nowhere' }, { name: ' ' }]) {
      expect((await signUp(token, { ...ADA, ...wrong })).status).toBe(400);
    }
    expect((await signUp('made-up')).body).toMatchObject({ status: 410, code: 'linkOver' });
    const [{ hours }] = await world.dataSource.query<[{ hours: number }]>(
      'select extract(epoch from expires_at - $1::timestamptz)::float / 3600 as hours from sign_in_links',
      [new Date()],
    );
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThanOrEqual(24);
    await world.dataSource.query('update sign_in_links set expires_at = $1', [new Date(Date.now() - 1)]);
    expect((await signUp(token)).status).toBe(410);
    expect((await signUp(await nextStart())).status).toBe(200);
  });

  it('can be configured, and is made once', async () => {
    const config = { adminEmail: ADA.email, adminPassword: ADA.password };
    world = await startTestApp({ config });
    const starts = await Promise.all([nextStart(), nextStart()]);
    expect(starts).toEqual([undefined, undefined]);
    const agent = browser();
    const signedIn = await agent.post('/api/v1/session').send({ email: ADA.email, password: ADA.password });
    expect(signedIn.body).toMatchObject({
      person: { name: 'ada', email: 'ada@example.com' },
      workspace: { role: 'admin' },
    });
    expect((await agent.get('/api/v1/audit')).body.items).toMatchObject([
      { action: 'person.joined', actor: { kind: 'system', id: null, name: 'Dunwell' }, requestId: null },
    ]);
    // Another password at a later start changes nothing.
    expect(await nextStart()).toBeUndefined();
    expect(await world.dataSource.query('select from people')).toHaveLength(1);
  });
});
