import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { hashToken } from '../src/identity/tokens.js';
import { startTestApp, type TestApp } from './support/start-test-app.js';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
/** What needs neither a key nor a session. */
const PUBLIC = ['get /healthz', 'get /readyz', 'post /api/v1/session'];

let running: TestApp;

beforeAll(async () => {
  running = await startTestApp();
});

afterAll(() => running.close());

describe('keys', () => {
  it('are needed on every route but the public ones', async () => {
    const { body } = await running.anonymous.get('/api/openapi.json');
    const open: string[] = [];
    for (const [path, operations] of Object.entries((body as OpenAPIObject).paths)) {
      for (const method of METHODS.filter((name) => name in operations)) {
        const answer = await running.anonymous[method](path.replaceAll(/\{\w+\}/g, 'x'));
        if (answer.status !== 401) open.push(`${method} ${path}`);
        else expect(answer.body).toMatchObject({ code: 'unauthenticated', status: 401 });
      }
    }
    expect(open.sort()).toEqual(PUBLIC);
  });

  it.each(['Bearer dwk_unknown', 'Bearer', 'Basic dXNlcjpwYXNz', 'dwk_unknown'])(
    'refuses "%s"',
    async (header) => {
      const answer = await running.anonymous.get('/api/v1/workspace').set('Authorization', header);
      expect(answer.status).toBe(401);
    },
  );

  it('lets in to their own workspace only', async () => {
    const stranger = await running.stranger();
    const theirs = await stranger.get('/api/v1/workspace');
    const ours = await running.http.get('/api/v1/workspace');
    expect(ours.body.id).toBe(running.workspaceId);
    expect(theirs.body.id).not.toBe(ours.body.id);
  });

  it('are kept as hashes and note when they were used', async () => {
    await running.http.get('/api/v1/workspace');
    const rows = await running.dataSource.query<{ token_hash: Buffer; last_used_at: Date | null }[]>(
      'select token_hash, last_used_at from api_keys where workspace_id = $1',
      [running.workspaceId],
    );
    expect(rows).toEqual([{ token_hash: hashToken(running.key), last_used_at: expect.any(Date) }]);
  });

  it('end when they are revoked', async () => {
    await running.dataSource.query('update api_keys set revoked_at = created_at where workspace_id = $1', [
      running.workspaceId,
    ]);
    expect((await running.http.get('/api/v1/workspace')).status).toBe(401);
  });
});
