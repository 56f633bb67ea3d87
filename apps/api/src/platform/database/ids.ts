import { v7 } from 'uuid';

/** A new identifier (UUIDv7): made in Node, so a row's id is known before it is written, and sorts by birth. */
export function newId(): string {
  return v7();
}
