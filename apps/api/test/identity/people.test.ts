import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditEntry, Member, NewInvitation, Session } from '@dunwell/contract';
import supertest, { type Agent } from 'supertest';
import { startTestApp, type TestApp } from '../support/start-test-app.js';

let world: TestApp;
let admin: Agent;

beforeAll(async () => {
  world = await startTestApp();
  admin = await world.signIn({ role: 'admin', name: 'Ada', email: 'ada@example.com' });
});

afterAll(() => world.close());

const browser = (): Agent => supertest.agent(world.url).set('Sec-Fetch-Site', 'same-origin');

async function invite(email: string, role = 'editor'): Promise<NewInvitation> {
  const { body } = await admin.post('/api/v1/invitations').send({ email, role }).expect(201);
  return body as NewInvitation;
}

const tokenOf = ({ link }: NewInvitation): string => String(link).split('#token=')[1]!;

const people = async (): Promise<Member[]> =>
  (await admin.get('/api/v1/people').expect(200)).body.items as Member[];

const idOf = async (email: string): Promise<string> =>
  (await people()).find((person) => person.email === email)!.id;

const lastEntry = async (): Promise<AuditEntry> =>
  ((await admin.get('/api/v1/audit?limit=1').expect(200)).body as { items: AuditEntry[] }).items[0]!;

describe('an invitation', () => {
  it('is handed over by hand where there is no mail server, told once', async () => {
    const invitation = await invite('Bob@Example.com', 'publisher');
    expect(invitation).toMatchObject({
      email: 'bob@example.com',
      role: 'publisher',
      invitedBy: 'Ada',
      mail: 'noMailServer',
      link: expect.stringMatching(new RegExp(`^${world.url}/invitation#token=[\\w-]{43}$`)),
    });
    const listed = await admin.get('/api/v1/invitations').expect(200);
    expect(listed.body.items).toHaveLength(1);
    expect(listed.text).not.toContain(tokenOf(invitation));
    const stored = JSON.stringify(await world.dataSource.query('select * from invitations'));
    expect(stored).not.toContain(tokenOf(invitation));
    expect(await lastEntry()).toMatchObject({
      action: 'invitation.created',
      actor: { kind: 'person', name: 'Ada' },
      after: { email: 'bob@example.com', role: 'publisher' },
    });
  });

  it('tells its holder what it is about, and makes somebody new a member once', async () => {
    const invitation = await invite('carla@example.com');
    const token = tokenOf(invitation);
    const agent = browser();
    const { body: details } = await agent.post('/api/v1/invitations/look-up').send({ token }).expect(200);
    expect(details).toEqual({
      email: 'carla@example.com',
      role: 'editor',
      workspace: 'My company',
      invitedBy: 'Ada',
      hasAccount: false,
    });
    const missing = await agent.post('/api/v1/invitations/accept').send({ token });
    expect(missing.status).toBe(400);
    expect(missing.body.problems).toMatchObject([{ path: 'name' }, { path: 'password' }]);

    const accept = { token, name: 'Carla', password: 'correct horse' };
    const { body: session } = await agent.post('/api/v1/invitations/accept').send(accept).expect(200);
    expect(session).toMatchObject({ person: { name: 'Carla' }, workspace: { role: 'editor' } });
    expect((await agent.get('/api/v1/accounts')).status).toBe(200);
    expect(await lastEntry()).toMatchObject({
      action: 'person.joined',
      actor: { name: 'Carla' },
      after: { email: 'carla@example.com', role: 'editor', invitedBy: 'Ada' },
    });
    const again = await browser().post('/api/v1/invitations/accept').send(accept);
    expect(again.body).toMatchObject({ status: 410, code: 'linkOver' });
    // And the password is hers.
    await browser()
      .post('/api/v1/session')
      .send({ email: 'carla@example.com', password: 'correct horse' })
      .expect(200);
  });

  it('asks who has an account to sign in to it: the link alone lets nobody into their other workspaces', async () => {
    const other = browser();
    const founder = await world.signIn({ role: 'admin', name: 'Dan', email: 'dan@example.com' });
    const { body: second } = await founder.post('/api/v1/workspaces').send({ name: 'Dan & Co' }).expect(201);
    await founder.post('/api/v1/session/workspace').send({ workspaceId: second.id }).expect(200);
    const { body } = await founder
      .post('/api/v1/invitations')
      .send({ email: 'carla@example.com', role: 'viewer' })
      .expect(201);
    const token = tokenOf(body as NewInvitation);
    const details = await other.post('/api/v1/invitations/look-up').send({ token });
    expect(details.body).toMatchObject({ hasAccount: true, workspace: 'Dan & Co' });
    const asNew = { token, name: 'Mallory', password: 'correct horse' };
    const refused = await other.post('/api/v1/invitations/accept').send(asNew);
    expect(refused.body).toMatchObject({ status: 409, code: 'signInFirst' });
    const asDan = await founder.post('/api/v1/invitations/accept').send({ token });
    expect(asDan.body).toMatchObject({ status: 409, code: 'signedInAsAnother' });

    await other
      .post('/api/v1/session')
      .send({ email: 'carla@example.com', password: 'correct horse' })
      .expect(200);
    const { body: session } = await other.post('/api/v1/invitations/accept').send({ token }).expect(200);
    expect(session).toMatchObject({ workspace: { id: second.id, role: 'viewer' } });
    const { workspaces } = session as Session;
    expect(workspaces.map(({ role }) => role).sort()).toEqual(['editor', 'viewer']);
  });

  it('ends when it is withdrawn, replaced or a week old', async () => {
    const first = await invite('eve@example.com');
    const second = await invite('eve@example.com', 'viewer');
    const lookUp = (token: string) => browser().post('/api/v1/invitations/look-up').send({ token });
    expect((await lookUp(tokenOf(first))).status).toBe(410);
    expect((await lookUp(tokenOf(second))).body.role).toBe('viewer');
    await admin.delete(`/api/v1/invitations/${second.id}`).expect(204);
    expect((await lookUp(tokenOf(second))).status).toBe(410);
    expect((await admin.delete(`/api/v1/invitations/${second.id}`)).status).toBe(404);

    const third = await invite('eve@example.com');
    expect(Date.parse(third.expiresAt) - Date.parse(third.createdAt)).toBe(7 * 86_400_000);
    await world.dataSource.query('update invitations set expires_at = $1 where email = $2', [
      new Date(Date.now() - 1),
      'eve@example.com',
    ]);
    expect((await lookUp(tokenOf(third))).status).toBe(410);
    const { items } = (await admin.get('/api/v1/invitations')).body as { items: { email: string }[] };
    expect(items.map(({ email }) => email)).not.toContain('eve@example.com');
  });

  it('is not sent to who belongs to the workspace, nor to the same address again and again', async () => {
    const answer = await admin
      .post('/api/v1/invitations')
      .send({ email: 'Carla@example.com', role: 'admin' });
    expect(answer.body).toMatchObject({ status: 409, code: 'alreadyMember' });
    const statuses: number[] = [];
    for (let count = 0; count < 6; count += 1) {
      const again = await admin
        .post('/api/v1/invitations')
        .send({ email: 'flo@example.com', role: 'viewer' });
      statuses.push(again.status);
    }
    expect(statuses).toEqual([201, 201, 201, 201, 201, 429]);
  });
});

describe('people', () => {
  it('are listed by name, page by page', async () => {
    const all = await people();
    expect(all.map(({ name }) => name)).toEqual(['Ada', 'Carla', 'Dan']);
    expect(all[0]).toEqual({
      id: expect.any(String),
      name: 'Ada',
      email: 'ada@example.com',
      role: 'admin',
      since: expect.any(String),
      lastSeenAt: expect.any(String),
    });
    const first = (await admin.get('/api/v1/people?limit=2')).body as { nextCursor: string };
    const rest = await admin.get('/api/v1/people').query({ cursor: first.nextCursor });
    expect(rest.body).toMatchObject({ items: [{ name: 'Dan' }], nextCursor: null });
  });

  it('are known to everybody by name', async () => {
    const viewer = await world.signIn({ role: 'viewer', name: 'Zoe', email: 'zoe@example.com' });
    const { body } = await viewer.get('/api/v1/colleagues').expect(200);
    const { colleagues } = body as { colleagues: object[] };
    for (const one of colleagues) expect(Object.keys(one)).toEqual(['id', 'name', 'email']);
    expect(colleagues).toContainEqual({
      id: expect.any(String),
      name: 'Ada',
      email: expect.any(String),
    });
    expect((await viewer.get('/api/v1/people')).status).toBe(403);
  });

  it('have another role from the next request on', async () => {
    const gus = await world.signIn({ role: 'viewer', name: 'Gus', email: 'gus@example.com' });
    expect((await gus.post('/api/v1/tags').send([])).status).toBe(403);
    const id = await idOf('gus@example.com');
    const { body } = await admin.patch(`/api/v1/people/${id}`).send({ role: 'editor' }).expect(200);
    expect(body).toMatchObject({ id, role: 'editor' });
    expect((await gus.post('/api/v1/tags').send([])).status).toBe(200);
    expect(await lastEntry()).toMatchObject({
      action: 'person.roleChanged',
      subject: { kind: 'person', key: id },
      before: { role: 'viewer' },
      after: { role: 'editor' },
    });
  });

  it('lose the workspace, and go on in another of theirs', async () => {
    const hal = await world.signIn({ role: 'publisher', name: 'Hal', email: 'hal@example.com' });
    const { body: own } = await hal.post('/api/v1/workspaces').send({ name: 'Hal alone' }).expect(201);
    await admin.delete(`/api/v1/people/${await idOf('hal@example.com')}`).expect(204);
    expect((await hal.get('/api/v1/session')).body).toMatchObject({
      workspace: { id: own.id, role: 'admin' },
      workspaces: [{ id: own.id }],
    });
    expect((await people()).map(({ name }) => name)).not.toContain('Hal');
    expect(await lastEntry()).toMatchObject({ action: 'person.removed', before: { name: 'Hal' } });
  });

  it('who belong nowhere any more see that, and can make no workspace of their own', async () => {
    const ian = await world.signIn({ role: 'admin', name: 'Ian', email: 'ian@example.com' });
    await admin.delete(`/api/v1/people/${await idOf('ian@example.com')}`).expect(204);
    expect((await ian.get('/api/v1/session')).body).toMatchObject({
      workspace: null,
      permissions: [],
      workspaces: [],
    });
    expect((await ian.get('/api/v1/accounts')).body).toMatchObject({ status: 403, code: 'inNoWorkspace' });
    expect((await ian.post('/api/v1/workspaces').send({ name: 'Revenge' })).status).toBe(403);
  });

  it('keep one admin, also when two of them take each other’s role away at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const email = `kim-${round}@example.com`;
      const kim = await world.signIn({ role: 'admin', name: 'Kim', email });
      const { body: made } = await kim.post('/api/v1/workspaces').send({ name: `Round ${round}` });
      await kim.post('/api/v1/session/workspace').send({ workspaceId: made.id }).expect(200);
      const lee = await world.signIn({ role: 'admin', workspaceId: made.id, name: 'Lee' });
      const members = (await kim.get('/api/v1/people')).body.items as Member[];
      const id = (name: string) => members.find((member) => member.name === name)!.id;
      const answers = await Promise.all([
        kim.patch(`/api/v1/people/${id('Lee')}`).send({ role: 'viewer' }),
        lee.delete(`/api/v1/people/${id('Kim')}`),
      ]);
      const refused = answers.map(({ body }) => (body as { code?: string }).code);
      // One of them was first; the other finds itself without the right, or would leave nobody.
      expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
      expect(
        refused.some((code) => code === 'forbidden' || code === 'lastAdmin' || code === 'inNoWorkspace'),
      ).toBe(true);
      const [{ admins }] = await world.dataSource.query<[{ admins: number }]>(
        `select count(*)::int as admins from memberships where workspace_id = $1 and role = 'admin'`,
        [made.id],
      );
      expect(admins).toBe(1);
    }
  });

  it('cannot leave a workspace without an admin', async () => {
    const mia = await world.signIn({ role: 'viewer', name: 'Mia', email: 'mia@example.com' });
    const { body: made } = await mia.post('/api/v1/workspaces').send({ name: 'Mia alone' }).expect(201);
    await mia.post('/api/v1/session/workspace').send({ workspaceId: made.id }).expect(200);
    const { person } = (await mia.get('/api/v1/session')).body as { person: { id: string } };
    for (const answer of [
      await mia.patch(`/api/v1/people/${person.id}`).send({ role: 'viewer' }),
      await mia.delete(`/api/v1/people/${person.id}`),
    ]) {
      expect(answer.body).toMatchObject({ status: 409, code: 'lastAdmin' });
    }
    expect((await mia.get('/api/v1/people')).body.items).toHaveLength(1);
  });
});

describe('what nobody can give', () => {
  it('is more than they have: a key that manages people makes itself no stronger', async () => {
    const { body: weak } = await admin
      .post('/api/v1/api-keys')
      .send({ name: 'Provisioning', permissions: ['admin', 'read'] })
      .expect(201);
    const key = supertest.agent(world.url).set('Authorization', `Bearer ${weak.token}`);
    for (const answer of [
      await key.post('/api/v1/api-keys').send({ name: 'Stronger', permissions: ['publish'] }),
      await key.post('/api/v1/invitations').send({ email: 'nia@example.com', role: 'editor' }),
      await key.patch(`/api/v1/people/${await idOf('gus@example.com')}`).send({ role: 'admin' }),
    ]) {
      expect(answer.body).toMatchObject({ status: 403, code: 'grantsMore' });
    }
    await key
      .post('/api/v1/api-keys')
      .send({ name: 'As strong', permissions: ['read'] })
      .expect(201);
    const viewer = await key.post('/api/v1/invitations').send({ email: 'nia@example.com', role: 'viewer' });
    expect(viewer.body).toMatchObject({ invitedBy: 'Provisioning' });
  });
});

describe('oneself', () => {
  it('can be renamed, in the logs of all one’s workspaces', async () => {
    const ole = await world.signIn({ role: 'viewer', name: 'Ole', email: 'ole@example.com' });
    await ole.post('/api/v1/workspaces').send({ name: 'Ole too' }).expect(201);
    const { body } = await ole.patch('/api/v1/me').send({ name: 'Ole Olsen' }).expect(200);
    expect(body).toMatchObject({ name: 'Ole Olsen', email: 'ole@example.com' });
    const rows = await world.dataSource.query<unknown[]>(
      `select from audit_entries where action = 'person.renamed' and after ->> 'name' = 'Ole Olsen'`,
    );
    expect(rows).toHaveLength(2);
  });
});
