import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProcess, stillRuns, type RunningProcess } from './running-process.js';

/** How long each way of asking is given: fast shutdown, immediate shutdown, the end. */
const WAYS: readonly { signal: NodeJS.Signals; patience: number }[] = [
  { signal: 'SIGINT', patience: 30_000 },
  { signal: 'SIGQUIT', patience: 5_000 },
  { signal: 'SIGKILL', patience: 5_000 },
];
const LOOK_EVERY = 20;

/** Stops the server a killed process left behind on this data folder, if there is one. */
export async function stopOrphanedServer(data: string): Promise<boolean> {
  const orphan = await findServerOn(data);
  if (!orphan) return false;
  for (const { signal, patience } of WAYS) {
    if (!sendSignal(orphan.pid, signal)) return true;
    for (let waited = 0; waited < patience; waited += LOOK_EVERY) {
      if (!(await stillRuns(orphan))) return true;
      await sleep(LOOK_EVERY);
    }
  }
  throw new Error(`A PostgreSQL left over on ${data} (process ${orphan.pid}) does not stop.`);
}

/** postmaster.pid survives a crash and its pid may be anybody's by now: the command line has to agree. */
async function findServerOn(data: string): Promise<RunningProcess | undefined> {
  const lines = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const [pid, folder] = lines.split('\n');
  if (!pid || folder !== data) return undefined;
  const running = await findProcess(Number(pid));
  return running?.command.includes(`postgres -D ${data} `) ? running : undefined;
}

function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
