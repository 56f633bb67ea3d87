import { readFile } from 'node:fs/promises';
import { CliError } from './cli-error.js';

/** Reads a JSON file; what is in it the server checks. */
export async function readJsonFile(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new CliError(`${path} cannot be read: ${(error as Error).message}`, error);
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new CliError(`${path} is not JSON: ${(error as Error).message}`, error);
  }
}
