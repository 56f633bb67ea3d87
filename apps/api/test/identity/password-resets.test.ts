import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ParsedMail } from 'mailparser';
import supertest, { type Agent } from 'supertest';
import { mailSink, type MailSink, type Script } from '../../src/connectors/email/mail-sink.testing.js';
import { hashPassword } from '../../src/identity/passwords/passwords.js';
import { Log } from '../../src/platform/logging/log.js';
import { Background } from '../../src/platform/process/background.js';
import { startTestApp, type TestApp } from '../support/start-test-app.js';

const ANN = 'ann@example.com';
const FORMER = 'correct horse';
const NEW = 'battery staple';
const PUBLIC_URL = 'https://dunwell.example';

/** What the console got, with its fields. */
class Console extends Log {
  readonly lines: { message: string; fields: unknown }[] = [];

  override info(message: string, fields?: Parameters<Log['info']>[1]): void {
    this.lines.push({ message, fields });
  }

  override warn(message: string, fields?: Parameters<Log['warn']>[1]): void {
    this.lines.push({ message, fields });
  }
}

let world: TestApp;
let sink: MailSink | undefined;
let console: Console;

async function start(mail: Script | 'none', { publicUrl }: { publicUrl?: string } = {}): Promise<void> {
  sink = mail === 'none' ? undefined : await mailSink(mail);
  console = new Console('silent');
  world = await startTestApp({
    config: {
      ...(sink && { smtpUrl: `smtp://127.0.0.1:${sink.port}` }),
      mailFrom: { name: 'Dunwell', address: 'dunwell@example.com' },
      publicUrl,
    },
    override: (module) => module.overrideProvider(Log).useValue(console),
  });
  await world.cookieOf({ role: 'editor', name: 'Ann', email: ANN });
  await world.dataSource.query('update people set password_hash = $1', [await hashPassword(FORMER)]);
}

async function stop(): Promise<void> {
  await world.close();
  await sink?.close();
}

const browser = (): Agent => supertest.agent(world.url).set('Sec-Fetch-Site', 'same-origin');

const signIn = (password: string, agent = browser()) =>
  agent.post('/api/v1/session').send({ email: ANN, password });

/** Asks for a link, and waits until what goes on after the answer is done. */
async function ask(email: string) {
  const answer = await browser().post('/api/v1/password-resets').send({ email });
  await world.app.get(Background).settled();
  return answer;
}

const confirm = (token: string, password = NEW) =>
  browser().post('/api/v1/password-resets/confirm').send({ token, password });

const tokenIn = (text: string | undefined): string => /#token=([\w-]+)/.exec(text ?? '')?.[1] ?? '';

describe('a forgotten password, with a mail server', () => {
  beforeAll(() => start({}, { publicUrl: PUBLIC_URL }));
  afterAll(stop);
  afterEach(async () => {
    await world.dataSource.query('delete from attempt_budgets');
    await world.dataSource.query('update people set password_hash = $1', [await hashPassword(FORMER)]);
  });

  const lastMail = (): ParsedMail | undefined => sink?.mails.at(-1);

  it('is answered the same whether or not somebody has the address', async () => {
    const [known, unknown] = [await ask('Ann@example.com'), await ask('nobody@example.com')];
    expect([known.status, known.text]).toEqual([202, '']);
    expect([unknown.status, unknown.text]).toEqual([202, '']);
    expect(sink?.mails).toHaveLength(1);
  });

  it('is set anew by a link that came by mail, once, and ends every session', async () => {
    const elsewhere = browser();
    await signIn(FORMER, elsewhere);
    await ask(ANN);
    const mail = lastMail();
    expect(mail).toMatchObject({
      subject: 'Set a new password for Dunwell',
      text: expect.stringContaining(`${PUBLIC_URL}/reset-password#token=`),
    });
    expect(JSON.stringify(mail?.to)).toContain(ANN);
    const token = tokenIn(mail?.text);
    expect((await confirm(token, 'short')).status).toBe(400);
    expect((await confirm(token)).status).toBe(204);
    expect((await elsewhere.get('/api/v1/session')).status).toBe(401);
    expect((await signIn(FORMER)).status).toBe(401);
    expect((await signIn(NEW)).status).toBe(200);
    expect((await confirm(token)).body).toMatchObject({ status: 410, code: 'linkOver' });
    const [entry] = await world.dataSource.query<object[]>(
      `select actor_name, after from audit_entries where action = 'person.passwordReset'`,
    );
    expect(entry).toMatchObject({ actor_name: 'Ann', after: { sessionsEnded: expect.any(Number) } });
  });

  it('is set by only one of two who use the link at once', async () => {
    await ask(ANN);
    const token = tokenIn(lastMail()?.text);
    const answers = await Promise.all([confirm(token), confirm(token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 410]);
  });

  it('makes the other links of the person worthless', async () => {
    await ask(ANN);
    const first = tokenIn(lastMail()?.text);
    await ask(ANN);
    const second = tokenIn(lastMail()?.text);
    expect(second).not.toBe(first);
    expect((await confirm(second)).status).toBe(204);
    expect((await confirm(first)).status).toBe(410);
  });

  it('cannot be set by a link that is an hour old, nor by one that was made up', async () => {
    await ask(ANN);
    const token = tokenIn(lastMail()?.text);
    const [{ rest }] = await world.dataSource.query<[{ rest: number }]>(
      `select extract(epoch from max(expires_at) - $1::timestamptz)::float as rest from password_resets`,
      [new Date()],
    );
    expect(rest).toBeGreaterThan(3_500);
    expect(rest).toBeLessThanOrEqual(3_600);
    await world.dataSource.query('update password_resets set expires_at = $1', [new Date(Date.now() - 1)]);
    expect((await confirm(token)).status).toBe(410);
    expect((await confirm('made-up')).status).toBe(410);
    expect((await signIn(FORMER)).status).toBe(200);
  });

  it('is asked for a few times only, by whomever', async () => {
    for (const email of [ANN, 'nobody@example.com']) {
      const statuses: number[] = [];
      for (let count = 0; count < 4; count += 1) statuses.push((await ask(email)).status);
      expect(statuses).toEqual([202, 202, 202, 429]);
    }
  });

  it('leaves neither token nor address in the log or the database', async () => {
    await ask(ANN);
    const token = tokenIn(lastMail()?.text);
    expect(JSON.stringify(console.lines)).not.toMatch(/token=|ann@example/);
    expect(JSON.stringify(await world.dataSource.query('select * from password_resets'))).not.toContain(
      token,
    );
  });
});

describe('a forgotten password, with a mail server that fails', () => {
  beforeAll(() => start({ rcptTo: [550, 'No such person'] }));
  afterAll(stop);

  it('is in the log as a failure, without the link', async () => {
    expect((await ask(ANN)).status).toBe(202);
    expect(console.lines).toContainEqual({
      message: 'A mail about an account did not leave.',
      fields: { outcome: 'refused', code: 'recipientRefused' },
    });
    expect(JSON.stringify(console.lines)).not.toContain('token=');
  });
});

describe('a forgotten password, without a mail server', () => {
  beforeAll(() => start('none'));
  afterAll(stop);

  it('is set by a link on the console, told once', async () => {
    expect((await ask(ANN)).text).toBe('');
    const told = console.lines.filter(({ fields }) => JSON.stringify(fields ?? {}).includes('#token='));
    expect(told).toHaveLength(1);
    const { link } = told[0]!.fields as { link: string };
    expect(link.startsWith(`${world.url}/reset-password#token=`)).toBe(true);
    expect((await confirm(tokenIn(link))).status).toBe(204);
    expect((await signIn(NEW)).status).toBe(200);
  });

  it('has the link lead to us, whatever the request says', async () => {
    await browser().post('/api/v1/password-resets').set('Host', 'evil.example').send({ email: ANN });
    await world.app.get(Background).settled();
    expect(JSON.stringify(console.lines)).not.toContain('evil.example');
  });
});

describe('one’s own password', () => {
  beforeAll(() => start('none'));
  afterAll(stop);

  it('takes the former one, and ends one’s other sessions', async () => {
    const [here, there] = [browser(), browser()];
    await signIn(FORMER, here);
    await signIn(FORMER, there);
    const change = (currentPassword: string) =>
      here.post('/api/v1/me/password').send({ currentPassword, newPassword: NEW });
    expect((await change('wrong')).body).toMatchObject({ status: 422, code: 'wrongPassword' });
    expect((await there.get('/api/v1/session')).status).toBe(200);
    await ask(ANN);
    expect((await change(FORMER)).status).toBe(204);
    expect(await world.dataSource.query('select from password_resets')).toEqual([]);
    expect((await here.get('/api/v1/session')).status).toBe(200);
    expect((await there.get('/api/v1/session')).status).toBe(401);
    expect((await signIn(NEW)).status).toBe(200);
  });

  it('cannot be guessed by who found an open browser', async () => {
    const here = browser();
    await signIn(NEW, here);
    const statuses: number[] = [];
    for (let count = 0; count <= 10; count += 1) {
      const guess = { currentPassword: `guess ${count}`, newPassword: FORMER };
      statuses.push((await here.post('/api/v1/me/password').send(guess)).status);
    }
    expect(statuses).toContain(429);
  });
});

describe('an invitation, with a mail server', () => {
  afterEach(stop);

  it('leaves by mail, and its link is in the mail only', async () => {
    await start({}, { publicUrl: PUBLIC_URL });
    const admin = await world.signIn({ role: 'admin', name: 'Ada' });
    const answer = await admin.post('/api/v1/invitations').send({ email: 'bob@example.com', role: 'viewer' });
    expect(answer.body).toMatchObject({ mail: 'sent', link: null });
    expect(sink?.mails[0]).toMatchObject({
      subject: 'You are invited to My company on Dunwell',
      text: expect.stringContaining(`${PUBLIC_URL}/invitation#token=`),
    });
  });

  it('is told to who invites where the mail was refused', async () => {
    await start({ rcptTo: [550, 'No such person'] });
    const admin = await world.signIn({ role: 'admin', name: 'Ada' });
    const answer = await admin.post('/api/v1/invitations').send({ email: 'bob@example.com', role: 'viewer' });
    expect(answer.body).toMatchObject({
      mail: 'failed',
      link: expect.stringContaining('/invitation#token='),
    });
  });
});
