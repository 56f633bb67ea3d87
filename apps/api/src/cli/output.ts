import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Data goes to one stream, so that it can be piped; what people are told meanwhile to the other. */
export class Output {
  private shows = '';

  constructor(
    private readonly data: Writable,
    private readonly messages: Writable & { isTTY?: boolean },
  ) {}

  /** A line of the result. Waits while nobody reads, so that a long result needs no memory. */
  async line(text: string): Promise<void> {
    this.clearProgress();
    if (!this.data.write(`${text}\n`)) await once(this.data, 'drain');
  }

  /** A line beside the result. */
  say(text: string): void {
    this.clearProgress();
    this.messages.write(`${text}\n`);
  }

  /** How far it is: one line that changes on a terminal, a line each time elsewhere. */
  progress(text: string): void {
    if (!this.messages.isTTY) {
      this.messages.write(`${text}\n`);
      return;
    }
    this.messages.write(`\r${text.padEnd(this.shows.length)}`);
    this.shows = text;
  }

  private clearProgress(): void {
    if (this.shows === '') return;
    this.messages.write(`\r${' '.repeat(this.shows.length)}\r`);
    this.shows = '';
  }
}
