import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';

const MEMORY = '/dev/shm';
/** In bytes; a run of everything needs a small part of it. */
const ROOM = 4 * 1024 ** 3;

/**
 * Where databases of tests lie: in memory where a machine has a place and the room for it. One is some 600 files, and
 * making one on a disk takes longer than most tests.
 */
export async function disposablePlace(): Promise<string> {
  try {
    const { bavail, bsize } = await statfs(MEMORY);
    if (bavail * bsize >= ROOM) return MEMORY;
  } catch {
    // Not every system has one.
  }
  return tmpdir();
}
