import 'reflect-metadata';
import { loadConfig } from './config/load-config.js';
import { loadSecret } from './config/load-secret.js';
import { localFilePath, readLocalFile, writeLocalFile } from './config/local-file.js';
import { createApplication } from './create-application.js';
import { Demo } from './demo/demo.js';
import { FirstPerson } from './identity/first-start/first-person.js';
import { FirstStart } from './identity/first-start/first-start.js';
import { secretLink } from './identity/mail/links.js';
import { closeGracefully, listen } from './listen.js';
import { PublicAddress } from './platform/http/public-address.js';
import { openDatabase } from './platform/database/open-database.js';
import { Log } from './platform/logging/log.js';
import { startTracing } from './platform/tracing/start-tracing.js';
import { runProcess } from './platform/process/run-process.js';

/** API, worker and, unless DATABASE_URL says otherwise, the database, in one process. */
await runProcess(async (add) => {
  const config = loadConfig();
  const { dataDir } = config;
  const log = new Log(config.logLevel);
  add({ stop: await startTracing(config) });

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
  // Before anybody signs up: the first person belongs to every workspace there is.
  await app.get(Demo).prepare({ embedded: database.embedded, say });
  const signInToken = await app.get(FirstPerson).prepare();
  const url = await listen(app, config);
  if (key !== undefined) await writeLocalFile(dataDir, { url, key });
  const publicUrl = app.get(PublicAddress).url;
  process.stdout.write(
    welcome(publicUrl, {
      signInLink: signInToken === undefined ? undefined : secretLink(publicUrl, 'signIn', signInToken),
      localFile: key === undefined ? undefined : localFilePath(dataDir),
    }),
  );
});

/** What the console says once people and programs can get in. The link is a secret and is told here only. */
function welcome(
  url: string,
  { signInLink, localFile }: { signInLink: string | undefined; localFile: string | undefined },
): string {
  const key = localFile ? `the key in ${localFile}` : 'a key of your workspace';
  const signIn =
    signInLink === undefined
      ? []
      : [
          `  Sign up:              ${signInLink}`,
          '                        works once, within a day, for the first person, who becomes the admin;',
          '                        the next start prints another while nobody has signed up.',
        ];
  return [
    '',
    `  Dunwell is running at ${url}`,
    ...signIn,
    `  API reference:        ${url}/api/docs`,
    `  Programs get in by:   ${key} as "Authorization: Bearer …";`,
    '                        the command line (npm run -s dunwell -- --help) finds it by itself.',
    '',
    '',
  ].join('\n');
}
