import type { LiveEvent } from '@dunwell/contract';
import type { Response } from 'express';

/** What a browser waits before it connects again, in milliseconds. */
const RETRY = 3_000;
/** Somebody who does not read is cut off rather than remembered. */
const MOST_UNREAD_BYTES = 256 * 1024;

/** One reader of server-sent events. */
export class LiveConnection {
  private lastCounts = '';

  constructor(
    private readonly response: Response,
    readonly caller: string,
  ) {
    response.status(200).set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      // Proxies that gather answers would make changes arrive at the end.
      'X-Accel-Buffering': 'no',
    });
    this.write(`retry: ${RETRY}\n\n`);
  }

  /** Tells an event; counts only where they differ from those told before. */
  tell({ event, data }: LiveEvent): void {
    const text = JSON.stringify(data);
    if (event === 'counts') {
      if (text === this.lastCounts) return;
      this.lastCounts = text;
    }
    this.write(`event: ${event}\ndata: ${text}\n\n`);
  }

  beat(): void {
    this.write(': still here\n\n');
  }

  end(): void {
    this.response.end();
  }

  private write(text: string): void {
    if (this.response.writableEnded || this.response.destroyed) return;
    if (this.response.writableLength > MOST_UNREAD_BYTES) this.response.destroy();
    else this.response.write(text);
  }
}
