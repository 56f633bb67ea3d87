import type { AttemptOutcome } from '../connector.js';
import { outsideWords } from '../outside-words.js';
import { PostTimeout, type PostAnswer } from './post-json.js';
import { retryAfterSeconds } from './retry-after.js';

/** Request timeout, too early, too many requests: said about now, not about the call. */
const PASSING = new Set([408, 425, 429]);

const ANSWER_KEPT = 1_000;

/** What an answer means. */
export function answerOutcome(answer: PostAnswer, machineNow: Date): AttemptOutcome {
  const { status } = answer;
  if (status >= 200 && status < 300)
    return { kind: 'done', result: { status, answer: outsideWords(answer.body, ANSWER_KEPT) } };
  if (status >= 300 && status < 400)
    return {
      kind: 'refused',
      code: 'redirected',
      problem: `The address answered with a redirect (${status})${to(answer.location)}, which is not followed. Enter the final address.`,
    };
  const problem = `The receiver answered ${status}${said(answer.body)}.`;
  if (PASSING.has(status) || status >= 500) {
    const afterSeconds = retryAfterSeconds(answer.retryAfter, machineNow);
    const asked = afterSeconds === undefined ? {} : { afterSeconds };
    return { kind: 'retry', code: 'receiverFailed', problem, ...asked };
  }
  return { kind: 'refused', code: 'receiverRefused', problem };
}

const to = (location: string | undefined): string => (location ? ` to ${outsideWords(location)}` : '');

function said(body: string): string {
  const words = outsideWords(body);
  return words === '' ? '' : `: “${words}”`;
}

/** What it means that there was no answer. */
export function failureOutcome(error: Error, host: string): AttemptOutcome {
  if (error instanceof PostTimeout)
    return {
      kind: 'retry',
      code: 'receiverTimedOut',
      problem: `${host} did not answer in time. ${error.message}`,
    };
  const { code = '' } = error as NodeJS.ErrnoException;
  if (isBlocked(error))
    return {
      kind: 'refused',
      code: 'privateNetwork',
      problem: `${host} lies in a private network, which is not called. Set DUNWELL_ALLOW_PRIVATE_NETWORKS=true if it is meant to be.`,
    };
  if (BROKEN_TLS.test(code))
    return {
      kind: 'retry',
      code: 'brokenTls',
      problem: `The connection to ${host} cannot be trusted: ${TLS_WORDS[code] ?? outsideWords(error.message)}. Its certificate has to be put right.`,
    };
  return {
    kind: 'retry',
    code: 'receiverUnreachable',
    problem: `${host} cannot be reached: ${NETWORK_WORDS[code] ?? outsideWords(error.message)}.`,
  };
}

/** The agent's refusal carries no code of its own. */
const isBlocked = (error: Error): boolean =>
  /^DNS lookup .* is not allowed\. Because,? It is/.test(error.message);

const BROKEN_TLS =
  /^(CERT_|ERR_TLS_|ERR_SSL_|EPROTO|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|INVALID_|CRL_)/;

const SELF_SIGNED = 'its certificate is self-signed';
const UNKNOWN_ISSUER = 'nobody known vouches for its certificate';

const TLS_WORDS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: SELF_SIGNED,
  SELF_SIGNED_CERT_IN_CHAIN: SELF_SIGNED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_ISSUER,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_ISSUER,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_ISSUER,
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

const NETWORK_WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no such name',
  EAI_AGAIN: 'its name could not be looked up',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'it closed the connection without an answer',
  ETIMEDOUT: 'it did not take the connection in time',
  EHOSTUNREACH: 'no way leads there',
  ENETUNREACH: 'no way leads there',
};
