import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { NestExpressApplication } from '@nestjs/platform-express';
import sirv from 'sirv';

/** What Vite built; beside the API, wherever the project lies. */
const CONSOLE = fileURLToPath(new URL('../../../../web/dist', import.meta.url));

/** What belongs to the server, whatever is asked for below it. */
const SERVER_PATHS = [/^\/api(\/|$)/, /^\/pay\//, /^\/(healthz|readyz|metrics)$/];

/**
 * Serves the console: its files as they were compressed when it was built, and its page at every other address that
 * is not the server's, since the page itself knows where its screens are. Without a build there is only the API.
 */
export function serveConsole(app: NestExpressApplication): void {
  if (!existsSync(CONSOLE)) return;
  const serve = sirv(CONSOLE, {
    gzip: true,
    brotli: true,
    single: true,
    ignores: SERVER_PATHS,
    setHeaders: (response, pathname) => {
      // Names of assets hold a hash of their content; the page that names them must always be the newest.
      const isAsset = pathname.startsWith('/assets/');
      response.setHeader('Cache-Control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.use(serve);
}
