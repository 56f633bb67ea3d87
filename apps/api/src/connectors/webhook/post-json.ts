import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { useAgent } from 'request-filtering-agent';

export interface PostOptions {
  /** Whether addresses of private networks, this machine's included, may be called. */
  allowPrivateNetworks: boolean;
  /** For everything together, to the last byte of the answer; milliseconds of machine time. */
  timeout: number;
  /** More of the answer is not read. */
  mostBytes: number;
}

export interface PostAnswer {
  status: number;
  retryAfter: string | undefined;
  location: string | undefined;
  body: string;
}

/** Too much time has passed; thrown in place of what the abort looks like. */
export class PostTimeout extends Error {
  constructor(timeout: number) {
    super(`No whole answer within ${timeout / 1_000} seconds.`);
    this.name = 'PostTimeout';
  }
}

/**
 * Posts a body and reads the answer, up to a size; follows no redirect. The address is checked when it is connected
 * to, after its name was looked up, so that a name cannot lead into a private network either.
 */
export async function postJson(
  address: string,
  { headers, body }: { headers: Readonly<Record<string, string>>; body: string },
  { allowPrivateNetworks, timeout, mostBytes }: PostOptions,
): Promise<PostAnswer> {
  const url = new URL(address);
  const signal = AbortSignal.timeout(timeout);
  const content = Buffer.from(body);
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = url.protocol === 'https:' ? requestHttps : requestHttp;
      request(url, {
        method: 'POST',
        agent: useAgent(url.href, {
          allowPrivateIPAddress: allowPrivateNetworks,
          allowMetaIPAddress: allowPrivateNetworks,
        }),
        signal,
        headers: { ...headers, 'content-type': 'application/json', 'content-length': content.length },
      })
        .once('response', resolve)
        .on('error', reject)
        .end(content);
    });
    const { statusCode = 0, headers: answered } = answer;
    return {
      status: statusCode,
      retryAfter: answered['retry-after'],
      location: answered.location,
      body: await readUpTo(answer, mostBytes),
    };
  } catch (error) {
    throw signal.aborted ? new PostTimeout(timeout) : error;
  }
}

async function readUpTo(answer: IncomingMessage, mostBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Leaving the loop early destroys the connection: the rest is never read.
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= mostBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8');
}
