import type { Server } from 'node:http';

/** The address under which programs on this machine reach a server that listens; undefined where it does not. */
export function listeningUrl(server: Server, host: string): string | undefined {
  const address = server.address();
  if (typeof address !== 'object' || address === null) return undefined;
  const everywhere = host === '0.0.0.0' || host === '::';
  return `http://${everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host}:${address.port}`;
}
