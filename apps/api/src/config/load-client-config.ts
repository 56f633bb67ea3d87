import { ConfigError } from './config-error.js';
import { folders } from './load-config.js';
import { readLocalFile, type LocalAccess } from './local-file.js';
import { readConfig } from './read-config.js';

/** Which server the command line talks to: DUNWELL_URL and DUNWELL_API_KEY, else the local one. */
export async function loadClientConfig(): Promise<LocalAccess> {
  const { DUNWELL_URL: url, DUNWELL_API_KEY: key } = process.env;
  const local = await readLocalFile(
    readConfig({ DUNWELL_DATA_DIR: process.env.DUNWELL_DATA_DIR }, folders).dataDir,
  );
  const access = { url: url?.trim() || local?.url, key: key?.trim() || local?.key };
  if (!access.url)
    throw new ConfigError('DUNWELL_URL', 'not set and no local server has run here', 'its address');
  if (!access.key)
    throw new ConfigError('DUNWELL_API_KEY', 'not set and no local server has run here', 'a key');
  return { url: access.url.replace(/\/+$/, ''), key: access.key };
}
