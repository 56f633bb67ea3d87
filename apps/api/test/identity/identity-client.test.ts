import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DunwellClient, ProblemError, type NewInvitation } from '@dunwell/contract';
import { FirstPerson } from '../../src/identity/first-start/first-person.js';
import { startTestApp, type TestApp } from '../support/start-test-app.js';

const ADA = { email: 'ada@example.com', password: 'correct horse' };

let world: TestApp;
let client: DunwellClient;

beforeAll(async () => {
  world = await startTestApp();
  client = inBrowser();
});

afterAll(() => world.close());

/** A client in a browser: the cookie goes along where the client asks for it, and our page is the sender. */
function inBrowser(): DunwellClient {
  let cookie = '';
  const send: typeof fetch = async (address, init) => {
    expect(new Headers(init?.headers).has('Authorization')).toBe(false);
    expect(init?.credentials).toBe('same-origin');
    const headers = new Headers(init?.headers);
    headers.set('Sec-Fetch-Site', 'same-origin');
    if (cookie !== '') headers.set('Cookie', cookie);
    const answer = await fetch(address, { ...init, headers });
    const [given] = answer.headers.getSetCookie();
    // Taken back by an empty one.
    if (given !== undefined) cookie = /^[^=]+=[^;]+/.exec(given)?.[0] ?? '';
    return answer;
  };
  return new DunwellClient({ url: world.url, fetch: send });
}

const tokenOf = ({ link }: NewInvitation): string => String(link).split('#token=')[1] ?? '';

const refused = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof ProblemError ? error.details.code : String(error);
};

describe('the client', () => {
  it('signs up, in, out and changes oneself', async () => {
    const token = (await world.app.get(FirstPerson).prepare()) ?? '';
    expect((await client.identity.useSignInLink({ token, name: 'Ada', ...ADA })).workspace?.role).toBe(
      'admin',
    );
    await client.identity.signOut();
    expect(await refused(client.identity.getSession())).toBe('unauthenticated');
    await client.identity.signIn(ADA);
    expect((await client.identity.getSession()).person.email).toBe(ADA.email);
    expect(await client.identity.rename('Ada L')).toMatchObject({ name: 'Ada L' });
    await client.identity.changePassword(ADA.password, 'battery staple');
    const elsewhere = inBrowser();
    await elsewhere.identity.signIn({ ...ADA, password: 'battery staple' });
    const { sessions } = await client.identity.listSessions();
    expect(sessions).toHaveLength(2);
    await client.identity.endSession(sessions.find(({ current }) => !current)?.id ?? '');
    expect(await refused(elsewhere.identity.getSession())).toBe('sessionOver');
    await client.identity.requestPasswordReset('nobody@example.com');
    expect(await refused(client.identity.confirmPasswordReset({ token: 'x', password: 'long enough' }))).toBe(
      'linkOver',
    );
  });

  it('makes and changes workspaces', async () => {
    const first = await client.identity.getSession();
    const second = await client.identity.createWorkspace({ name: 'Second' });
    expect((await client.identity.changeWorkspace(second.id)).workspace?.name).toBe('Second');
    await client.identity.changeWorkspace(first.workspace?.id ?? '');
  });

  it('invites people and changes what they are', async () => {
    const { identity } = client;
    const withdrawn = await identity.invite({ email: 'eve@example.com', role: 'admin' });
    await identity.withdrawInvitation(withdrawn.id);
    const invitation = await identity.invite({ email: 'bob@example.com', role: 'viewer' });
    expect((await identity.listInvitations()).items.map(({ email }) => email)).toEqual(['bob@example.com']);
    const token = tokenOf(invitation);
    const bob = inBrowser();
    expect((await bob.identity.lookUpInvitation(token)).hasAccount).toBe(false);
    await bob.identity.acceptInvitation({ token, name: 'Bob', password: 'correct horse' });
    const people = (await identity.listPeople()).items;
    expect(people.map(({ name }) => name)).toEqual(['Ada L', 'Bob']);
    expect((await bob.identity.listColleagues()).colleagues).toHaveLength(2);
    expect(await refused(bob.identity.listPeople())).toBe('forbidden');
    const id = people[1]?.id ?? '';
    expect((await identity.changeRole(id, 'editor')).role).toBe('editor');
    await identity.removePerson(id);
    expect((await bob.identity.getSession()).workspace).toBeNull();
  });

  it('makes, lists and revokes keys, which work without a cookie', async () => {
    const { identity } = client;
    const { token, id } = await identity.createApiKey({ name: 'Reader', permissions: ['read'] });
    const program = new DunwellClient({ url: world.url, key: token });
    expect((await program.accounts.list()).items).toEqual([]);
    expect((await identity.listApiKeys({ limit: 1 })).items[0]).toMatchObject({ id, name: 'Reader' });
    await identity.revokeApiKey(id);
    expect(await refused(program.accounts.list())).toBe('keyRevoked');
  });

  it('reads the log', async () => {
    const { items } = await client.identity.listAudit({ action: 'apiKey.revoked', search: 'Reader' });
    expect(items).toMatchObject([{ actor: { name: 'Ada L' }, subject: { kind: 'apiKey' } }]);
  });

  it('signs out everywhere', async () => {
    await client.identity.signOutEverywhere();
    expect(await refused(client.identity.getSession())).toBe('unauthenticated');
  });
});
