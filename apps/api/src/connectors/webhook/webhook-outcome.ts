import type { AnsweredOutcome } from '../connector.js';
import { brokenTls } from '../broken-tls.js';
import { outsideWords } from '../outside-words.js';
import { PostTimeout, type PostAnswer } from './post-json.js';
import { retryAfterSeconds } from './retry-after.js';

/** Request timeout, too early, too many requests: said about now, not about the call. */
const PASSING = new Set([408, 425, 429]);

const ANSWER_KEPT = 1_000;

/** What an answer means. */
export function answerOutcome(answer: PostAnswer, machineNow: Date): AnsweredOutcome {
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
export function failureOutcome(error: Error, host: string): AnsweredOutcome {
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
  const untrusted = brokenTls(code, error.message);
  if (untrusted !== undefined)
    return {
      kind: 'retry',
      code: 'brokenTls',
      problem: `The connection to ${host} cannot be trusted: ${untrusted}. Its certificate has to be put right.`,
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

const NETWORK_WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no such name',
  EAI_AGAIN: 'its name could not be looked up',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'it closed the connection without an answer',
  ETIMEDOUT: 'it did not take the connection in time',
  EHOSTUNREACH: 'no way leads there',
  ENETUNREACH: 'no way leads there',
};
