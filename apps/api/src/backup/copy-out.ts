import { Readable } from 'node:stream';
import type { ClientBase, Connection, Submittable } from 'pg';

/**
 * The rows of a query in PostgreSQL's text format, one per line, as they arrive and no faster than they are read. The
 * driver knows COPY as messages only: this is what it hands them to.
 */
class CopyOut extends Readable implements Submittable {
  private connection: Connection | undefined;
  /** The driver asks a query for it. */
  readonly callback = (): void => undefined;

  constructor(private readonly statement: string) {
    super();
  }

  submit(connection: Connection): void {
    this.connection = connection;
    connection.query(this.statement);
  }

  override _read(): void {
    this.connection?.stream.resume();
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    // The driver's buffer is written to again: only a copy lasts.
    if (!this.push(Buffer.from(chunk))) this.connection?.stream.pause();
  }

  handleCommandComplete(): void {
    this.connection?.stream.resume();
  }

  handleReadyForQuery(): void {
    this.push(null);
  }

  handleError(error: Error): void {
    this.destroy(error);
  }
}

/** Reads what a query finds, as lines of COPY's text format. */
export function copyOut(client: ClientBase, query: string): Readable {
  return client.query(new CopyOut(`copy (${query}) to stdout`));
}
