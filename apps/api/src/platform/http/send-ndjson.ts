import { once } from 'node:events';
import type { Response } from 'express';

export interface SendOptions {
  /** What to do when nobody reads any more: work that only answers stops, work that writes is finished. */
  whenReaderLeaves: 'stop' | 'finish';
}

/**
 * Answers line by line, no faster than they are read. What is thrown before the first line becomes a problem
 * with its own status; afterwards lines themselves must say what went wrong.
 */
export async function sendNdjson(
  response: Response,
  lines: AsyncGenerator,
  { whenReaderLeaves }: SendOptions,
): Promise<void> {
  let line = await lines.next();
  // Proxies that gather answers would make progress arrive at the end.
  response
    .status(200)
    .type('application/x-ndjson')
    .set({ 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
  for (; !line.done; line = await lines.next()) {
    if (!response.destroyed && !response.write(`${JSON.stringify(line.value)}\n`)) await roomOrEnd(response);
    if (response.destroyed && whenReaderLeaves === 'stop') {
      await lines.return(undefined);
      return;
    }
  }
  response.end();
}

async function roomOrEnd(response: Response): Promise<void> {
  const waiting = new AbortController();
  const { signal } = waiting;
  await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]).finally(
    () => {
      waiting.abort();
    },
  );
}
