import { once } from 'node:events';
import type { ClientBase, Connection, Submittable } from 'pg';

/** What the driver's connection can do besides what its types say. */
interface CopyConnection extends Connection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

/** Sends lines of COPY's text format to a table, no faster than the server takes them. */
class CopyIn implements Submittable {
  /** The driver asks a query for it. */
  readonly callback = (): void => undefined;
  private settle: { resolve: () => void; reject: (error: Error) => void } | undefined;
  private failure: Error | undefined;

  constructor(
    private readonly statement: string,
    private readonly chunks: AsyncIterable<Buffer>,
  ) {}

  submit(connection: Connection): void {
    connection.query(this.statement);
  }

  done(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
  }

  handleCopyInResponse(connection: CopyConnection): void {
    void this.send(connection);
  }

  handleCommandComplete(): void {
    // The end is when the server is ready for more.
  }

  handleReadyForQuery(): void {
    if (this.failure) this.settle?.reject(this.failure);
    else this.settle?.resolve();
  }

  handleError(error: Error): void {
    this.failure ??= error;
    this.settle?.reject(this.failure);
  }

  private async send(connection: CopyConnection): Promise<void> {
    try {
      for await (const chunk of this.chunks) {
        if (this.failure) return;
        connection.sendCopyFromChunk(chunk);
        if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain');
      }
      connection.endCopyFrom();
    } catch (error) {
      this.failure = error as Error;
      connection.sendCopyFail('The backup cannot be read.');
    }
  }
}

/** Fills a table with lines of COPY's text format; `into` is the table with its columns. */
export async function copyIn(client: ClientBase, into: string, chunks: AsyncIterable<Buffer>): Promise<void> {
  await client.query(new CopyIn(`copy ${into} from stdin`, chunks)).done();
}
