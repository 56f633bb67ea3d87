import 'reflect-metadata';
import { loadConfig } from './config/load-config.js';
import { loadSecret } from './config/load-secret.js';
import { localFilePath, readLocalFile, writeLocalFile } from './config/local-file.js';
import { createApplication } from './create-application.js';
import { Demo } from './demo/demo.js';
import { FirstStart } from './identity/first-start.js';
import { closeGracefully, listen } from './listen.js';
import { openDatabase } from './platform/database/open-database.js';
import { Log } from './platform/logging/log.js';
import { runProcess } from './platform/process/run-process.js';

/** API, worker and, unless DATABASE_URL says otherwise, the database, in one process. */
await runProcess(async (add) => {
  const config = loadConfig();
  const { dataDir } = config;
  const log = new Log(config.logLevel);

  const database = await openDatabase(config, (line) => {
    log.info(line);
  });
  add({ stop: database.close, kill: database.kill });

  const app = await createApplication({
    ...config,
    databaseUrl: database.url,
    secret: await loadSecret(config),
  });
  add({ stop: () => closeGracefully(app) });

  const known = (await readLocalFile(dataDir))?.key;
  const key = await app.get(FirstStart).prepare({ known, mayIssue: database.embedded });
  const say = (line: string): void => void process.stdout.write(`  ${line}\n`);
  await app.get(Demo).prepare({ embedded: database.embedded, say });
  const url = await listen(app, config);
  if (key !== undefined) await writeLocalFile(dataDir, { url, key });
  process.stdout.write(
    welcome(config.publicUrl ?? url, key === undefined ? undefined : localFilePath(dataDir)),
  );
});

function welcome(url: string, localFile: string | undefined): string {
  const key = localFile ? `the key in ${localFile}` : 'a key of your workspace';
  return [
    '',
    `  Dunwell is running at ${url}`,
    `  API reference:        ${url}/api/docs`,
    `  To get in:            send ${key} as "Authorization: Bearer …";`,
    '                        the command line (npm run -s dunwell -- --help) finds it by itself.',
    '',
    '',
  ].join('\n');
}
