import { resolve } from 'node:path';
import type { Config } from './config.js';
import { readConfig, type Folders } from './read-config.js';

/** This file is apps/api/{src,dist}/config/…: four folders below the project. */
export const folders: Folders = {
  project: resolve(import.meta.dirname, '../../../..'),
  current: process.cwd(),
};

/** Reads this process's environment. */
export function loadConfig(): Config {
  return readConfig(process.env, folders);
}
