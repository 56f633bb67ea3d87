import { ImportRefusal } from '../import-refusal.js';

/**
 * Passes a UTF-8 file on without its byte order mark and turns one in UTF-16 (as spreadsheets save
 * "Unicode text") into UTF-8. Only the mark tells them apart, so UTF-16 without one reads as broken UTF-8.
 */
export async function* toUtf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let recode: ((chunk?: Uint8Array) => Uint8Array) | undefined;
  let head = new Uint8Array();
  for await (const chunk of chunks) {
    if (recode) {
      yield recode(chunk);
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < 3) continue;
    recode = recoderFor(head);
    yield recode(head);
  }
  if (!recode) yield head;
  else yield recode();
}

function recoderFor(head: Uint8Array): (chunk?: Uint8Array) => Uint8Array {
  if (head[0] === 0xff && head[1] === 0xfe) return fromUtf16('utf-16le');
  if (head[0] === 0xfe && head[1] === 0xff) return fromUtf16('utf-16be');
  let mark = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  return (chunk = new Uint8Array()) => {
    const rest = chunk.subarray(mark);
    mark = 0;
    return rest;
  };
}

function fromUtf16(encoding: 'utf-16le' | 'utf-16be'): (chunk?: Uint8Array) => Uint8Array {
  const decoder = new TextDecoder(encoding, { fatal: true });
  return (chunk) => {
    try {
      return Buffer.from(decoder.decode(chunk, { stream: chunk !== undefined }));
    } catch {
      throw new ImportRefusal({
        code: 'wrongEncoding',
        message: 'The file says it is UTF-16 but is not. Save it as UTF-8.',
      });
    }
  };
}
