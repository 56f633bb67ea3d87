import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { BackupRefused } from './backup-refused.js';

const NEWLINE = 10;
/** Rows are handed on in pieces of about this size. */
const PIECE = 64 * 1024;

/** Reads a backup line by line; rows as the bytes they are, with their ends. */
export class BackupLines {
  private readonly chunks: AsyncIterator<Buffer>;
  private rest: Buffer = Buffer.of();

  constructor(private readonly file: string) {
    const gunzip = createGunzip();
    // What goes wrong with the file is told to whoever reads.
    pipeline(createReadStream(file), gunzip, () => undefined);
    this.chunks = (gunzip as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  }

  /** The next line without its end; undefined: there is none. */
  async line(): Promise<string | undefined> {
    const line = await this.bytes();
    return line?.subarray(0, -1).toString('utf8');
  }

  /** The lines up to one that is `end`, which is left out, several at a time. */
  async *upTo(end: string): AsyncGenerator<Buffer> {
    const last = Buffer.from(`${end}\n`);
    let piece: Buffer[] = [];
    let size = 0;
    for (;;) {
      const line = await this.bytes();
      if (line === undefined) throw this.isCutOff();
      if (line.equals(last)) break;
      piece.push(line);
      size += line.length;
      if (size < PIECE) continue;
      yield Buffer.concat(piece);
      piece = [];
      size = 0;
    }
    if (size > 0) yield Buffer.concat(piece);
  }

  isCutOff(): BackupRefused {
    return new BackupRefused(
      `${this.file} ends before it is complete: it was cut off while it was written or copied.`,
    );
  }

  private async bytes(): Promise<Buffer | undefined> {
    let from = 0;
    for (;;) {
      const at = this.rest.indexOf(NEWLINE, from);
      if (at >= 0) {
        const line = this.rest.subarray(0, at + 1);
        this.rest = this.rest.subarray(at + 1);
        return line;
      }
      from = this.rest.length;
      const next = await this.next();
      if (next === undefined) {
        if (this.rest.length > 0) throw this.isCutOff();
        return undefined;
      }
      this.rest = this.rest.length === 0 ? next : Buffer.concat([this.rest, next]);
    }
  }

  private async next(): Promise<Buffer | undefined> {
    try {
      const next = await this.chunks.next();
      return next.done ? undefined : next.value;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'Z_BUF_ERROR') throw this.isCutOff();
      if (code === 'Z_DATA_ERROR') throw new BackupRefused(`${this.file} is no backup of Dunwell.`, error);
      throw new BackupRefused(`${this.file} cannot be read: ${(error as Error).message}`, error);
    }
  }
}
