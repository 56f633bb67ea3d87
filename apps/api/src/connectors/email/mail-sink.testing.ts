import type { AddressInfo, Socket } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** What the server does at a step: refuses with this reply, hangs up, says nothing more; else it goes on. */
export type Reply = readonly [code: number, words: string] | 'hangUp' | 'silence' | undefined;

/** At the connection, the sender, each recipient, and after the whole message. */
export interface Script {
  connect?: Reply;
  mailFrom?: Reply;
  rcptTo?: Reply | ((address: string) => Reply);
  message?: Reply;
}

export interface MailSink {
  port: number;
  /** What it took. */
  mails: ParsedMail[];
  /** How many whole messages came in, taken or not. */
  received: number;
  close: () => Promise<void>;
}

/** A real mail server on this machine that fails as its script says. */
export async function mailSink(script: Script = {}, options: SMTPServerOptions = {}): Promise<MailSink> {
  const sockets = new Set<Socket>();
  const sink: MailSink = { port: 0, mails: [], received: 0, close };

  const reply = (step: Reply, goOn: (error?: Error) => void): void => {
    if (step === 'silence') return;
    if (step === 'hangUp') for (const socket of sockets) socket.destroy();
    else if (step) goOn(Object.assign(new Error(step[1]), { responseCode: step[0] }));
    else goOn();
  };

  const server = new SMTPServer({
    logger: false,
    // Those that were left in silence are not waited for. Their sockets are the server's to end: Node 20 crashes when
    // one is destroyed beneath its encryption.
    closeTimeout: 50,
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    onConnect: (_, done) => reply(script.connect, done),
    onMailFrom: (_, __, done) => reply(script.mailFrom, done),
    onRcptTo: ({ address }, _, done) =>
      reply(typeof script.rcptTo === 'function' ? script.rcptTo(address) : script.rcptTo, done),
    onData: (stream, _, done) => {
      void simpleParser(stream).then((mail) => {
        sink.received += 1;
        reply(script.message, (error) => {
          if (!error) sink.mails.push(mail);
          done(error);
        });
      });
    },
    ...options,
  });
  // What clients do to it is their test's business.
  server.on('error', () => undefined);
  server.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  sink.port = (server.server.address() as AddressInfo).port;
  return sink;

  async function close(): Promise<void> {
    await new Promise<void>((closed) => server.close(closed));
  }
}
