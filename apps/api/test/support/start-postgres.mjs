import { register } from 'node:module';

register('./typescript-loader.mjs', import.meta.url);

/** One server for the whole run; Jest's workers learn of it through the environment. */
export default async function startPostgres() {
  const { startTestServer } = await import('./test-server.ts');
  const server = await startTestServer(process.env.TEST_DATABASE_URL);
  process.env.DUNWELL_TEST_SERVER = server.url;
  process.env.DUNWELL_TEST_TEMPLATE = server.template;
  globalThis.dunwellTestServer = server;
}
