import { Readable } from 'node:stream';
import SMTPConnection, { type SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import type { ComposedMessage } from './compose-message.js';

/** In milliseconds of machine time. All of it ends before others take the attempt for lost. */
export interface SmtpTimeouts {
  connectionTimeout: number;
  greetingTimeout: number;
  /** Without a word from the server. */
  socketTimeout: number;
  /** From first to last. */
  whole: number;
}

export const SMTP_TIMEOUTS: SmtpTimeouts = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
  whole: 35_000,
};

/** What nodemailer adds to an error: which step it belongs to and what the server answered. */
export interface SmtpError extends Error {
  code?: string;
  command?: string | undefined;
  response?: string | undefined;
  responseCode?: number | undefined;
  permanent?: boolean | undefined;
  originalCode?: string | undefined;
}

export type SmtpSession =
  | { kind: 'sent'; accepted: string[]; rejected: { address: string; because: string }[] }
  /** `handedOver`: all of the message had left before, so that the server may have taken it. */
  | { kind: 'failed'; error: SmtpError; handedOver: boolean };

/**
 * Sends one message over a connection of its own. Nodemailer's transports do not tell at which step a connection was
 * lost; its connection reads our stream only once the server has asked for the message.
 */
export async function smtpSession(
  url: string,
  message: ComposedMessage,
  { whole, ...timeouts }: SmtpTimeouts,
): Promise<SmtpSession> {
  const { auth, ...options } = parseConnectionUrl(url);
  const connection = new SMTPConnection({ ...timeouts, ...options, socketCloseTimeout: 1_000 });
  let handedOver = false;
  const content = Readable.from([message.content]).once('end', () => (handedOver = true));
  let deadline: NodeJS.Timeout | undefined;
  try {
    return await new Promise<SmtpSession>((resolve) => {
      const fail = (error: SmtpError) => resolve({ kind: 'failed', error, handedOver });
      const send = () =>
        connection.send({ ...message.envelope, size: message.content.length }, content, (error, info) => {
          if (error) fail(error);
          else resolve(sent(info));
        });
      deadline = setTimeout(
        () => fail(Object.assign(new Error('It took too long.'), { code: 'ETIMEDOUT' })),
        whole,
      );
      connection.on('error', fail);
      connection.connect((error) => {
        if (error) fail(error);
        else if (auth && connection.allowsAuth)
          connection.login({ ...auth, credentials: auth }, (refused) => (refused ? fail(refused) : send()));
        else send();
      });
    });
  } finally {
    clearTimeout(deadline);
    connection.close();
    content.destroy();
  }
}

function sent({ accepted, rejectedErrors = [] }: SMTPConnectionSendInfo): SmtpSession {
  const rejected = rejectedErrors.map(({ recipient = '', response = '' }) => ({
    address: recipient,
    because: response,
  }));
  return { kind: 'sent', accepted, rejected };
}
