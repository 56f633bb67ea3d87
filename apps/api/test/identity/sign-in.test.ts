import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import supertest, { type Agent, type Response } from 'supertest';
import { hashPassword } from '../../src/identity/passwords/passwords.js';
import { FIND_SESSION } from '../../src/identity/sessions/session-store.js';
import { hashToken } from '../../src/identity/tokens.js';
import { addWorkspace, startTestApp, type TestApp } from '../support/start-test-app.js';

const PASSWORD = 'correct horse battery';
const ANN = 'ann@example.com';

let world: TestApp;
let passwordHash: string;

beforeAll(async () => {
  world = await startTestApp();
  passwordHash = await hashPassword(PASSWORD);
  await somebody(ANN);
});

afterAll(() => world.close());

/** Somebody who can sign in with the password. */
async function somebody(email: string): Promise<void> {
  await world.cookieOf({ role: 'editor', name: 'Ann', email });
  await world.dataSource.query('update people set password_hash = $2 where email = $1', [
    email,
    passwordHash,
  ]);
  await world.dataSource.query('delete from sessions using people where email = $1', [email]);
}

/** A browser: it keeps its cookie. */
const browser = (): Agent => supertest.agent(world.url).set('Sec-Fetch-Site', 'same-origin');

const signIn = (agent: Agent, email = ANN, password = PASSWORD) =>
  agent.post('/api/v1/session').send({ email, password });

const cookieOf = (answer: Response): string => String(answer.headers['set-cookie']?.[0]);

describe('signing in', () => {
  it('says who one is, where, and what one may do', async () => {
    const agent = browser();
    const answer = await signIn(agent);
    expect(answer.status).toBe(200);
    const { body } = await agent.get('/api/v1/session');
    expect(answer.body).toEqual(body);
    const workspace = { id: world.workspaceId, name: 'My company', role: 'editor' };
    expect(body).toEqual({
      person: { id: expect.any(String), email: ANN, name: 'Ann' },
      workspace,
      permissions: ['read', 'work', 'billing', 'edit'],
      workspaces: [workspace],
    });
  });

  it('knows an address in upper and lower case', async () => {
    expect((await signIn(browser(), 'Ann@Example.COM')).status).toBe(200);
  });

  it('puts a secret into a cookie that scripts and other sites cannot use, and keeps only its hash', async () => {
    const cookie = cookieOf(await signIn(browser()));
    expect(cookie).toMatch(
      /^dunwell_session=[\w-]{43}; Max-Age=7776000; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
    );
    const token = /=([\w-]+);/.exec(cookie)?.[1] ?? '';
    const rows = await world.dataSource.query<unknown[]>('select from sessions where token_hash = $1', [
      hashToken(token),
    ]);
    expect(rows).toHaveLength(1);
    const all = JSON.stringify(await world.dataSource.query('select * from sessions'));
    expect(all).not.toContain(token);
  });

  it.each([
    ['the password', ANN, 'wrong password'],
    ['the address', 'nobody@example.com', PASSWORD],
  ])('does not tell that %s is wrong', async (_, email, password) => {
    const answer = await signIn(browser(), email, password);
    expect(answer.body).toMatchObject({ status: 401, code: 'wrongEmailOrPassword' });
    expect(answer.body.detail).toBe(
      'The email address or the password is wrong. Try again, or ask for a link to set a new password.',
    );
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('is refused to a form of another site, even with the right password', async () => {
    const answer = await signIn(supertest.agent(world.url).set('Origin', 'https://evil.example'));
    expect(answer.body).toMatchObject({ status: 403, code: 'foreignPage' });
  });

  it('is open to a program, which has no page', async () => {
    expect((await signIn(supertest.agent(world.url))).status).toBe(200);
  });
});

describe('a session', () => {
  it('ends where one signs out, and its cookie is taken back', async () => {
    const [here, there] = [browser(), browser()];
    await signIn(here);
    await signIn(there);
    const answer = await here.delete('/api/v1/session');
    expect(answer.status).toBe(204);
    expect(cookieOf(answer)).toMatch(/^dunwell_session=; Path=\/; Expires=Thu, 01 Jan 1970/);
    expect((await here.get('/api/v1/session')).status).toBe(401);
    expect((await there.get('/api/v1/session')).status).toBe(200);
  });

  it('ends everywhere when one says so', async () => {
    const [here, there] = [browser(), browser()];
    await signIn(here);
    await signIn(there);
    expect((await here.delete('/api/v1/sessions')).status).toBe(204);
    expect((await there.get('/api/v1/session')).status).toBe(401);
  });

  it('is listed with where it is, and can be ended from elsewhere', async () => {
    await somebody('two@example.com');
    const here = browser().set('User-Agent', 'Here');
    const there = browser().set('User-Agent', 'There');
    await signIn(here, 'two@example.com');
    await signIn(there, 'two@example.com');
    const { body } = await here.get('/api/v1/sessions');
    const sessions = (body as { sessions: { id: string; current: boolean; userAgent: string }[] }).sessions;
    expect(sessions.map(({ current, userAgent }) => [current, userAgent]).sort()).toEqual([
      [false, 'There'],
      [true, 'Here'],
    ]);
    const other = sessions.find(({ current }) => !current);
    expect((await here.delete(`/api/v1/sessions/${other?.id}`)).status).toBe(204);
    expect((await there.get('/api/v1/session')).status).toBe(401);
    const stranger = browser();
    await signIn(stranger);
    const mine = sessions.find(({ current }) => current);
    expect((await stranger.delete(`/api/v1/sessions/${mine?.id}`)).status).toBe(404);
  });

  it('slides: what is used goes on, noted to the minute', async () => {
    const agent = browser();
    await signIn(agent);
    const seen = async (): Promise<Date> =>
      (
        await world.dataSource.query<{ at: Date }[]>(
          'select last_seen_at as at from sessions order by created_at desc limit 1',
        )
      )[0]!.at;
    const setTo = (at: Date) =>
      world.dataSource.query(
        `update sessions set last_seen_at = $1
         where session_id = (select session_id from sessions order by created_at desc limit 1)`,
        [at],
      );
    const justNow = new Date(Date.now() - 30_000);
    await setTo(justNow);
    await agent.get('/api/v1/session').expect(200);
    expect(await seen()).toEqual(justNow);
    const before = Date.now();
    await setTo(new Date(before - 13 * 86_400_000));
    await agent.get('/api/v1/session').expect(200);
    expect((await seen()).getTime()).toBeGreaterThanOrEqual(before);
  });

  it('is read by its unique index', async () => {
    const plan = await world.dataSource.transaction(async (manager) => {
      await manager.query('set local enable_seqscan = off');
      return manager.query<Record<string, string>[]>(`explain ${FIND_SESSION}`, [
        hashToken('x'),
        new Date(0),
        new Date(0),
      ]);
    });
    const text = plan.map((row) => Object.values(row)[0]).join('\n');
    expect(text).toContain('sessions_token_hash_key');
    expect(text).not.toContain('Seq Scan');
  });
});

describe('workspaces of one person', () => {
  it('are changed for this session only, and never to one of others', async () => {
    await somebody('three@example.com');
    const [here, there] = [browser(), browser()];
    await signIn(here, 'three@example.com');
    await signIn(there, 'three@example.com');
    const made = await here.post('/api/v1/workspaces').send({ name: 'Second', timeZone: 'Europe/Berlin' });
    expect(made.body).toEqual({ id: expect.any(String), name: 'Second', role: 'admin' });
    const { id } = made.body as { id: string };
    expect((await here.get('/api/v1/session')).body.workspace.id).toBe(world.workspaceId);

    const changed = await here.post('/api/v1/session/workspace').send({ workspaceId: id });
    expect(changed.body).toMatchObject({ workspace: { id, role: 'admin' } });
    expect(changed.body.permissions).toContain('admin');
    expect(changed.body.workspaces).toHaveLength(2);
    expect((await here.get('/api/v1/workspace')).body).toMatchObject({
      id,
      name: 'Second',
      timeZone: 'Europe/Berlin',
    });
    expect((await there.get('/api/v1/workspace')).body.id).toBe(world.workspaceId);

    const { workspaceId } = await addWorkspace(world.app);
    const refused = await here.post('/api/v1/session/workspace').send({ workspaceId });
    expect(refused.body).toMatchObject({ status: 404, code: 'notFound' });
  });
});

describe('attempts to sign in', () => {
  const COUNT = 10;

  it('are limited for one address, known or not, and say how long to wait', async () => {
    await somebody('four@example.com');
    for (const email of ['four@example.com', 'unknown@example.com']) {
      const answers: Response[] = [];
      for (let count = 0; count <= COUNT; count += 1) answers.push(await signIn(browser(), email, 'wrong'));
      expect(answers.map(({ status }) => status)).toEqual([...Array<number>(COUNT).fill(401), 429]);
      const last = answers.at(-1)!;
      expect(last.body).toMatchObject({ code: 'tooManyAttempts' });
      expect(Number(last.headers['retry-after'])).toBeGreaterThan(50);
      expect(Number(last.headers['retry-after'])).toBeLessThanOrEqual(60);
    }
  });

  it('are limited when they come all at once, too', async () => {
    const answers = await Promise.all(
      Array.from({ length: COUNT + 5 }, () => signIn(browser(), 'five@example.com', 'wrong')),
    );
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
  });

  it('are not counted when they succeed', async () => {
    await somebody('six@example.com');
    for (let count = 0; count < COUNT + 2; count += 1) {
      expect((await signIn(browser(), 'six@example.com')).status).toBe(200);
    }
  });

  it('are limited for one network address, whomever they are for', async () => {
    // Somebody behind a proxy of ours; other tests come from other addresses.
    const from = (email: string) => signIn(browser().set('X-Forwarded-For', '203.0.113.9'), email, 'wrong');
    let wrong = 0;
    while (wrong < 100 && (await from(`somebody-${wrong}@example.com`)).status === 401) wrong += 1;
    // One more for each ten seconds that this took.
    expect(wrong).toBeGreaterThanOrEqual(50);
    expect(wrong).toBeLessThan(60);
    expect((await from('somebody-else@example.com')).status).toBe(429);
    expect((await signIn(browser(), 'somebody-else@example.com', 'wrong')).status).toBe(401);
  });

  it('leave no address behind in clear', async () => {
    const rows = JSON.stringify(await world.dataSource.query('select * from attempt_budgets'));
    expect(rows).toContain('signIn:email:');
    expect(rows).not.toContain('example.com');
    expect(rows).not.toContain('203.0.113');
  });
});
