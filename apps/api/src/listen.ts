import type { Server } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { ConfigError } from './config/config-error.js';
import type { Config } from './config/config.js';
import { listeningUrl } from './platform/http/listening-url.js';

/** How long requests that are under way may take to finish once the process is told to end. */
const GRACE = 25_000;
/** How often connections that have become idle are closed meanwhile: a browser would keep them for seconds. */
const CLOSE_IDLE_EVERY = 50;

/** Opens the port and tells the address that programs on this machine use. */
export async function listen(
  app: NestExpressApplication,
  { host, port }: Pick<Config, 'host' | 'port'>,
): Promise<string> {
  // An import uploads for as long as it takes; a sender that falls silent is cut off where it is read.
  serverOf(app).requestTimeout = 0;
  try {
    await app.listen(port, host);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new ConfigError('PORT', `${port}, which another program uses`, 'a free port');
    if (code === 'EACCES')
      throw new ConfigError('PORT', `${port}, which needs more rights`, 'a port above 1023');
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new ConfigError('HOST', `"${host}"`, 'an address of this machine to listen on');
    }
    throw error;
  }
  const url = listeningUrl(serverOf(app), host);
  if (url === undefined) throw new Error('A server that listens has an address.');
  return url;
}

/** Takes no new requests, finishes those under way, and cuts off what does not come to an end. */
export async function closeGracefully(app: NestExpressApplication): Promise<void> {
  const server = serverOf(app);
  const impatience = setTimeout(() => {
    server.closeAllConnections();
  }, GRACE);
  const tidying = setInterval(() => {
    server.closeIdleConnections();
  }, CLOSE_IDLE_EVERY);
  await app.close();
  clearInterval(tidying);
  clearTimeout(impatience);
}

function serverOf(app: NestExpressApplication): Server {
  const server: Server = app.getHttpServer();
  return server;
}
