import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hashToken } from '../src/identity/tokens.js';
import { startTestApp, type TestApp } from './support/start-test-app.js';

let running: TestApp;

beforeAll(async () => {
  running = await startTestApp();
});

afterAll(() => running.close());

describe('keys', () => {
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
