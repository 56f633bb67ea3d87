import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A process that is alive. Pid and start together name it for good; a pid alone is reused. */
export interface RunningProcess {
  pid: number;
  started: string;
  command: string;
}

/** Looks a process up. A zombie counts as gone: it holds nothing and some containers never reap it. */
export async function findProcess(pid: number): Promise<RunningProcess | undefined> {
  return process.platform === 'linux' ? readProc(pid) : askPs(pid);
}

async function readProc(pid: number): Promise<RunningProcess | undefined> {
  try {
    const [stat, command] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
    ]);
    // The name in the second field may hold spaces and brackets: count from the last bracket on.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, started] = [fields[0], fields[19]];
    if (state === 'Z' || started === undefined) return undefined;
    return { pid, started, command: command.replaceAll('\0', ' ').trim() };
  } catch {
    return undefined;
  }
}

async function askPs(pid: number): Promise<RunningProcess | undefined> {
  try {
    const { stdout } = await run('ps', ['-o', 'stat=,lstart=,command=', '-p', String(pid)]);
    const match = /^(\S+)\s+(\w{3} \w{3}\s+\d+ [\d:]+ \d{4})\s+(.*)$/m.exec(stdout.trim());
    if (!match || match[1]?.startsWith('Z')) return undefined;
    return { pid, started: match[2] ?? '', command: match[3] ?? '' };
  } catch {
    return undefined;
  }
}

/** Whether the same process (not a later one with its pid) still runs. */
export async function stillRuns(known: Pick<RunningProcess, 'pid' | 'started'>): Promise<boolean> {
  return (await findProcess(known.pid))?.started === known.started;
}
