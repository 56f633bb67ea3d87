import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  WorkspaceZoneListeners,
  type WorkspaceZoneChange,
} from '../src/identity/workspace-zone-listeners.js';
import { startTestApp, type TestApp } from './support/start-test-app.js';

let running: TestApp;
const heard: WorkspaceZoneChange[] = [];

beforeAll(async () => {
  // Auckland is already on the 1st, New York still on the 31st.
  running = await startTestApp({ now: '2026-01-31T12:00:00Z' });
  running.app.get(WorkspaceZoneListeners).register((change) => {
    heard.push(change);
    return Promise.resolve();
  });
});

afterAll(() => running.close());

const change = async (body: object) =>
  (await running.http.patch('/api/v1/workspace').send(body)).body as object;

describe('the workspace', () => {
  it('begins in UTC', async () => {
    const { body } = await running.http.get('/api/v1/workspace');
    expect(body).toEqual({
      id: running.workspaceId,
      name: 'My company',
      timeZone: 'UTC',
      nextTimeZone: null,
    });
  });

  it('can be renamed', async () => {
    expect(await change({ name: 'Acme' })).toMatchObject({ name: 'Acme', timeZone: 'UTC' });
  });

  it('changes its zone on the date after the later of the two dates (S21)', async () => {
    const fromDate = '2026-02-03';
    expect(await change({ timeZone: 'Pacific/Auckland' })).toMatchObject({
      timeZone: 'UTC',
      nextTimeZone: { timeZone: 'Pacific/Auckland', fromDate: '2026-02-02' },
    });
    expect(await change({ timeZone: 'America/New_York' })).toMatchObject({
      timeZone: 'UTC',
      nextTimeZone: { timeZone: 'America/New_York', fromDate: '2026-02-01' },
    });
    expect(await change({ timeZone: 'UTC' })).toMatchObject({ timeZone: 'UTC', nextTimeZone: null });
    await change({ timeZone: 'Pacific/Auckland' });
    await running.clock.set(`${fromDate}T00:00:00Z`);
    expect(await change({})).toMatchObject({ timeZone: 'Pacific/Auckland', nextTimeZone: null });
    expect(heard.map(({ timeZone, fromDate: from }) => [timeZone, from])).toEqual([
      ['Pacific/Auckland', '2026-02-02'],
      ['America/New_York', '2026-02-01'],
      ['UTC', '2026-02-01'],
      ['Pacific/Auckland', '2026-02-02'],
    ]);
  });

  it('keeps the old zone when a listener fails', async () => {
    running.app.get(WorkspaceZoneListeners).register(() => Promise.reject(new Error('no')));
    expect((await running.http.patch('/api/v1/workspace').send({ timeZone: 'Europe/Berlin' })).status).toBe(
      500,
    );
    expect((await running.http.get('/api/v1/workspace')).body).toMatchObject({ nextTimeZone: null });
  });
});
