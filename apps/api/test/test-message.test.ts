import { afterEach, describe, expect, it } from '@jest/globals';
import { mailSink, type MailSink, type Script } from '../src/connectors/email/mail-sink.testing.js';
import { startTestApp, type TestApp } from './support/start-test-app.js';

let running: TestApp;
let mail: MailSink | undefined;

afterEach(async () => {
  await running.close();
  await mail?.close();
  mail = undefined;
});

async function startWith(script: Script | null): Promise<void> {
  if (script !== null) mail = await mailSink(script);
  running = await startTestApp({ config: mail ? { smtpUrl: `smtp://127.0.0.1:${mail.port}` } : {} });
}

const send = async (to = 'jo@acme.example') => {
  const { status, body } = await running.http.post('/api/v1/workspace/test-message').send({ to });
  return { status, ...(body as object) };
};

describe('a test message', () => {
  it('is sent with the name and the address for answers of the workspace', async () => {
    await startWith({});
    const sender = { name: 'Acme Accounts', replyTo: 'desk@acme.example' };
    await running.http.patch('/api/v1/workspace').send({ name: 'Acme', sender }).expect(200);
    expect(await send()).toEqual({
      status: 200,
      outcome: 'sent',
      words: 'The mail server took the message to jo@acme.example.',
    });
    expect(mail?.mails).toMatchObject([
      {
        subject: 'Test message of Acme',
        from: { value: [{ name: 'Acme Accounts' }] },
        replyTo: { text: 'desk@acme.example' },
      },
    ]);
  });

  it.each<[string, Script | null, object]>([
    [
      'the address is refused',
      { rcptTo: [550, 'No such person'] },
      { outcome: 'failed', words: 'The mail server refused the address: 550 No such person' },
    ],
    [
      'the server hangs up before it took it',
      { mailFrom: 'hangUp' },
      { outcome: 'failed', words: expect.stringContaining('The mail server') },
    ],
    [
      'the server hangs up behind it',
      { message: 'hangUp' },
      { outcome: 'uncertain', words: expect.stringContaining('It may have arrived.') },
    ],
    ['there is no mail server', null, { outcome: 'outbox', words: expect.stringContaining('SMTP_URL') }],
  ])('tells that %s', async (_, script, told) => {
    await startWith(script);
    expect(await send()).toEqual({ status: 200, ...told });
  });

  it('needs an address', async () => {
    await startWith(null);
    expect(await send('nobody')).toMatchObject({ status: 400, problems: [{ path: 'to' }] });
  });
});
