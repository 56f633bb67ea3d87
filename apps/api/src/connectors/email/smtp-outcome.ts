import type { AnsweredOutcome } from '../connector.js';
import { brokenTls } from '../broken-tls.js';
import { outsideWords } from '../outside-words.js';
import type { SmtpError } from './smtp-session.js';

/** The codes of errors that are an answer to a step of the message, and so say for certain what became of it. */
const ANSWERS: ReadonlySet<string | undefined> = new Set(['EENVELOPE', 'EMESSAGE']);

/** What a failed session means. An answer of the server is certain; silence after the message was handed over is not. */
export function smtpOutcome(error: SmtpError, handedOver: boolean): AnsweredOutcome {
  if (ANSWERS.has(error.code)) return answered(error);
  if (handedOver)
    return {
      kind: 'uncertain',
      code: 'lostAfterSending',
      problem: `The connection to the mail server was lost after the message had been handed over (${reason(error)}). It may have arrived.`,
    };
  return notBegun(error);
}

/** The server took or refused a step by a reply, or the library saw that it would. */
function answered(error: SmtpError): AnsweredOutcome {
  const said = reason(error);
  if (error.responseCode !== undefined && error.permanent !== true)
    return {
      kind: 'retry',
      code: 'mailServerDeferred',
      problem: `The mail server asks to try again later: ${said}`,
    };
  const { code, what } = isTooLarge(error)
    ? REFUSED_MESSAGE
    : (REFUSED[error.command ?? ''] ?? REFUSED_MESSAGE);
  return { kind: 'refused', code, problem: `The mail server refused ${what}: ${said}` };
}

const REFUSED_MESSAGE = { code: 'messageRefused', what: 'the message' };

/** Told at the sender already, since the message's size is said there. */
const isTooLarge = ({ command, responseCode }: SmtpError): boolean =>
  command === 'MAIL FROM' && (responseCode === 552 || responseCode === undefined);

/** By the command that was refused. */
const REFUSED: Readonly<Record<string, { code: string; what: string }>> = {
  'MAIL FROM': { code: 'senderRefused', what: 'the sender (DUNWELL_MAIL_FROM)' },
  'RCPT TO': { code: 'recipientRefused', what: 'the address' },
};

/** Nothing of the message was taken yet: whatever it was may pass, or be set right, before the next attempt. */
function notBegun(error: SmtpError): AnsweredOutcome {
  const untrusted = brokenTls(error.originalCode, error.message);
  if (untrusted !== undefined)
    return { kind: 'retry', code: 'brokenTls', problem: `The mail server cannot be trusted: ${untrusted}.` };
  const { code, problem } = FAILED[error.code ?? ''] ?? CONNECTION_LOST;
  return { kind: 'retry', code, problem: `${problem} (${reason(error)}).` };
}

const CONNECTION_LOST = {
  code: 'mailServerUnreachable',
  problem: 'The mail server did not take part in a whole conversation',
};

const FAILED: Readonly<Record<string, { code: string; problem: string }>> = {
  EDNS: { code: 'mailServerUnreachable', problem: 'The name of the mail server in SMTP_URL is not known' },
  ESOCKET: { code: 'mailServerUnreachable', problem: 'The mail server cannot be reached' },
  ETIMEDOUT: { code: 'mailServerUnreachable', problem: 'The mail server did not answer in time' },
  EAUTH: {
    code: 'signInRefused',
    problem: 'The mail server refused the user name or password of SMTP_URL',
  },
  ETLS: {
    code: 'brokenTls',
    problem: 'The connection to the mail server could not be encrypted',
  },
};

/** The server's own words, else those of the network. */
const reason = ({ response, originalCode, message }: SmtpError): string =>
  outsideWords(response ?? originalCode ?? message);
