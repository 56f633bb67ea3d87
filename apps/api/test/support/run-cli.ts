import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const CLI = resolve(fileURLToPath(import.meta.url), '../../../dist/cli.js');

export interface CliResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface CliRun {
  env?: Record<string, string>;
  stdin?: string;
}

/** Runs the built command line as a process of its own; it sees no other settings than the given ones. */
export async function runCli(
  args: readonly string[],
  { env = {}, stdin = '' }: CliRun = {},
): Promise<CliResult> {
  const nowhere = mkdtempSync(join(tmpdir(), 'dunwell-cli-'));
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { PATH: process.env.PATH, DUNWELL_DATA_DIR: nowhere, ...env },
  });
  const result: CliResult = { code: null, stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => (result.stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (result.stderr += data.toString()));
  // It may end without reading.
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin);
  result.code = await new Promise((done) => child.on('close', done));
  rmSync(nowhere, { recursive: true, force: true });
  return result;
}
