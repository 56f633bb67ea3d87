import type { WriteResult } from '../billing/billing-writer.js';
import type { Lacks, Payload } from './connector.js';

/** What a write to an account came to, for its delivery: `changed` and `before` are what an undo goes by (S22). */
export function written(result: WriteResult<unknown>): { kind: 'done'; result: Payload } | Lacks {
  switch (result.kind) {
    case 'changed':
      return { kind: 'done', result: { changed: true, before: result.before } };
    case 'unchanged':
      return { kind: 'done', result: { changed: false } };
    case 'refused':
      return { kind: 'lacks', code: 'writeRefused', problem: result.message };
  }
}
