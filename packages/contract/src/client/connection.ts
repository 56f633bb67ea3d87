import type { ProblemDetails } from '../problem-details.js';
import { ProblemError, UnreachableError } from './problem-error.js';
import { readNdjson } from './read-ndjson.js';
import { readServerSentEvents, type ServerSentEvent } from './read-server-sent-events.js';

export interface ConnectionOptions {
  /** Where the server is, without a path: `http://127.0.0.1:3000`. */
  url: string;
  /** A key of the workspace; in a browser none: the session's cookie says who asks. */
  key?: string;
  /** Another `fetch` than the global one, for tests. */
  fetch?: typeof fetch;
}

export interface SendOptions {
  query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is. */
  body?: RequestInit['body'];
  headers?: Readonly<Record<string, string>>;
  signal?: AbortSignal;
}

/** Requests to one server with one key, or in a browser with its session; refusals are thrown as `ProblemError`. */
export class Connection {
  constructor(private readonly options: ConnectionOptions) {}

  /** Sends a request and reads the JSON it is answered with. */
  async json<T>(method: string, path: string, options: SendOptions = {}): Promise<T> {
    const response = await this.send(method, path, options);
    return (await response.json()) as T;
  }

  /** Sends a request and reads its answer as text. */
  async text(method: string, path: string, options: SendOptions = {}): Promise<string> {
    return (await this.send(method, path, options)).text();
  }

  /** Sends a request that is answered with nothing. */
  async done(method: string, path: string, options: SendOptions = {}): Promise<void> {
    await this.text(method, path, options);
  }

  /** Sends a request and reads its answer line by line, as it arrives. */
  lines<T>(method: string, path: string, options: SendOptions = {}): AsyncGenerator<T> {
    return this.stream(method, path, options, readNdjson<T>);
  }

  /** Sends a request and reads the events it is answered with, as they arrive. */
  events(method: string, path: string, options: SendOptions = {}): AsyncGenerator<ServerSentEvent> {
    const headers = { Accept: 'text/event-stream', ...options.headers };
    return this.stream(method, path, { ...options, headers }, readServerSentEvents);
  }

  private async *stream<T>(
    method: string,
    path: string,
    options: SendOptions,
    read: (body: ReadableStream<Uint8Array>) => AsyncGenerator<T>,
  ): AsyncGenerator<T> {
    const response = await this.send(method, path, options);
    if (!response.body) throw new UnreachableError(`${this.options.url} answered with nothing.`);
    try {
      yield* read(response.body);
    } catch (error) {
      if (options.signal?.aborted) throw error;
      throw new UnreachableError(`The answer of ${this.options.url} broke off.`, error);
    }
  }

  private async send(method: string, path: string, options: SendOptions): Promise<Response> {
    const { url, key, fetch: send = fetch } = this.options;
    const { query = {}, json, body, headers, signal } = options;
    const address = new URL(`/api/v1${path}`, url);
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) address.searchParams.set(name, String(value));
    }
    const request = {
      method,
      headers: {
        ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }),
        ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      // A cookie is sent to its own server only, and never beside a key.
      credentials: key === undefined ? ('same-origin' as const) : ('omit' as const),
      body: json === undefined ? body : JSON.stringify(json),
      signal,
      // Without it a stream cannot be sent; where the body is none, it says nothing.
      duplex: 'half' as const,
    };
    let response: Response;
    try {
      response = await send(address, request);
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new UnreachableError(`Nothing answers at ${url}.`, error);
    }
    if (response.ok) return response;
    throw await refusal(response, url);
  }
}

async function refusal(response: Response, url: string): Promise<Error> {
  const isProblem = response.headers.get('Content-Type')?.startsWith('application/problem+json');
  if (isProblem) return new ProblemError((await response.json()) as ProblemDetails);
  return new UnreachableError(`${url} answered ${response.status}, but not as Dunwell does.`);
}
