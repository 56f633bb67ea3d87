import type { Readable } from 'node:stream';
import { AppError } from '../../../platform/http/app-error.js';

/** A sender that says nothing for this long has gone. */
export const LONGEST_SILENCE = 60_000;

/** The upload ended before the file did. */
export class UploadBroken extends AppError {
  constructor(message: string) {
    super({ code: 'uploadBroken', status: 400, message });
    this.name = 'UploadBroken';
  }
}

/**
 * The bytes of a request as they arrive, no faster than they are read. Who leaves it early does not end the
 * connection: the rest is thrown away as it comes, so that the sender lives to read why.
 */
export async function* requestBody(
  request: Readable,
  longestSilence = LONGEST_SILENCE,
): AsyncGenerator<Uint8Array> {
  const chunks = request.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Uint8Array, undefined>;
  let isBroken = false;
  try {
    for (;;) {
      const { done, value } = await inTime(chunks.next(), longestSilence);
      if (done) return;
      yield value;
    }
  } catch (error) {
    isBroken = true;
    throw error;
  } finally {
    if (isBroken) request.destroy();
    else {
      await chunks.return?.();
      request.resume();
    }
  }
}

async function inTime<T>(reading: Promise<T>, longestSilence: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new UploadBroken(`Nothing arrived for ${longestSilence / 1000} seconds.`));
    }, longestSilence);
  });
  try {
    return await Promise.race([reading, silence]);
  } catch (error) {
    throw error instanceof UploadBroken ? error : new UploadBroken('The connection was lost.');
  } finally {
    clearTimeout(timer);
  }
}
