import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditEntry, AuditFilter } from '@dunwell/contract';
import type { Agent } from 'supertest';
import { recordAudit } from '../../src/identity/audit/record-audit.js';
import { exampleDocument, importFile } from '../support/receivables.js';
import { startTestApp, type TestApp } from '../support/start-test-app.js';

const NOW = '2026-03-20T08:00:00.000Z';

let world: TestApp;
let ada: Agent;
let bob: Agent;
let automationId: string;

beforeAll(async () => {
  world = await startTestApp({ now: NOW });
  ada = await world.signIn({ role: 'admin', name: 'Ada' });
  bob = await world.signIn({ role: 'publisher', name: 'Bob' });
});

afterAll(() => world.close());

const log = async (filter: AuditFilter & { limit?: number; cursor?: string } = {}): Promise<AuditEntry[]> =>
  (await ada.get('/api/v1/audit').query(filter).expect(200)).body.items as AuditEntry[];

const short = (entries: AuditEntry[]) => entries.map(({ action, actor }) => `${actor.name}: ${action}`);

/** What is added to the log by something, the newest first. */
async function added(work: () => Promise<unknown>): Promise<AuditEntry[]> {
  const [latest] = await log({ limit: 1 });
  await work();
  const now = await log({ limit: 200 });
  const known = now.findIndex(({ id }) => id === latest?.id);
  return known === -1 ? now : now.slice(0, known);
}

describe('the log', () => {
  it('has files and rows that come in, a batch in numbers, and nothing where nothing changed', async () => {
    const file = 'account,name,email,currency\nA-1,Ann,ann@example.com,EUR\nA-2,Bo,bo@example.com,EUR';
    const imported = await added(() => importFile(world, 'accounts', file));
    expect(imported).toMatchObject([
      {
        action: 'import.started',
        actor: { kind: 'apiKey', name: 'Local key' },
        subject: { kind: 'import', key: expect.any(String) },
        before: null,
        after: { entity: 'accounts', fileName: null },
        businessAt: NOW,
        requestId: expect.any(String),
      },
    ]);
    const rows = [
      { account: 'A-1', name: 'Ann B' },
      { account: 'A-3', name: 'Cy', currency: 'EUR' },
      { account: 'A-2', name: 'Bo' },
    ];
    const write = () => bob.post('/api/v1/accounts').send(rows).expect(200);
    expect(await added(write)).toMatchObject([
      {
        action: 'billing.written',
        actor: { kind: 'person', name: 'Bob' },
        subject: { kind: 'billing', key: 'accounts' },
        after: { created: 1, updated: 1, unchanged: 1 },
      },
    ]);
    expect(await added(write)).toEqual([]);
    expect(
      await added(() =>
        bob
          .post('/api/v1/accounts')
          .send([{ account: 'A-4' }])
          .expect(422),
      ),
    ).toEqual([]);
  });

  it('has holds under their account, before and after', async () => {
    let id = '';
    const entries = await added(async () => {
      const placed = await bob.post('/api/v1/holds').send({ account: 'A-1', reason: 'dispute' }).expect(201);
      id = (placed.body as { id: string }).id;
      await bob.patch(`/api/v1/holds/${id}`).send({ until: '2026-04-01' }).expect(200);
      await bob.patch(`/api/v1/holds/${id}`).send({ until: '2026-04-01' }).expect(200);
      await bob.post(`/api/v1/holds/${id}/lift`).expect(200);
      await bob.post(`/api/v1/holds/${id}/lift`).expect(200);
    });
    expect(short(entries)).toEqual(['Bob: hold.lifted', 'Bob: hold.changed', 'Bob: hold.placed']);
    const [lifted, changed, placed] = entries;
    for (const { subject } of entries) expect(subject).toEqual({ kind: 'account', key: 'A-1' });
    expect(placed).toMatchObject({ before: null, after: { hold: id, reason: 'dispute', until: null } });
    expect(changed).toMatchObject({ before: { until: null }, after: { until: '2026-04-02T00:00:00.000Z' } });
    expect(lifted).toMatchObject({ before: { liftedAt: null }, after: { liftedAt: NOW } });
  });

  it('has the life of an automation; drafts saved one after the other are one entry', async () => {
    const document = exampleDocument('past-due-14-30.json');
    const save = (agent: Agent, revision: number, name = document.name) =>
      agent
        .put(`/api/v1/automations/${automationId}/draft`)
        .send({ revision, document: { ...document, name } })
        .expect(200);
    const entries = await added(async () => {
      const { body } = await bob.post('/api/v1/automations').send({ document }).expect(201);
      automationId = (body as { id: string }).id;
      for (const revision of [1, 2, 3]) await save(bob, revision);
      await save(ada, 4);
      await bob.post(`/api/v1/automations/${automationId}/publish`).send({ backlog: 'skip' }).expect(200);
      await bob.post(`/api/v1/automations/${automationId}/publish`).send({ backlog: 'skip' }).expect(200);
      await save(bob, 5, 'Renamed');
      await bob.post(`/api/v1/automations/${automationId}/pause`).expect(200);
      await bob.post(`/api/v1/automations/${automationId}/pause`).expect(200);
      await bob.post(`/api/v1/automations/${automationId}/resume`).expect(200);
      await bob.put(`/api/v1/automations/${automationId}/draft`).send({ revision: 1, document }).expect(409);
    });
    expect(short(entries).reverse()).toEqual([
      'Bob: automation.created',
      'Bob: automation.draftChanged',
      'Ada: automation.draftChanged',
      'Bob: automation.published',
      'Bob: automation.draftChanged',
      'Bob: automation.paused',
      'Bob: automation.resumed',
    ]);
    const [, , third, published, , draft] = entries;
    expect(draft).toMatchObject({ before: { revision: 1 }, after: { revision: 4 } });
    expect(third).toMatchObject({ before: { name: document.name }, after: { name: 'Renamed', revision: 6 } });
    expect(published).toMatchObject({
      subject: { kind: 'automation', key: automationId },
      before: { status: 'draft', version: null },
      after: { status: 'live', version: 1, revision: 5, backlog: 'skip' },
    });
    await bob.post(`/api/v1/automations/${automationId}/archive`).expect(200);
    expect((await log({ limit: 1 }))[0]).toMatchObject({
      action: 'automation.archived',
      before: { status: 'live' },
      after: { status: 'archived' },
    });
  });

  it('begins another entry where a draft is saved ten minutes later', async () => {
    const document = exampleDocument('past-due-14-30.json');
    const { body } = await bob.post('/api/v1/automations').send({ document }).expect(201);
    const { id } = body as { id: string };
    const save = (revision: number) =>
      bob.put(`/api/v1/automations/${id}/draft`).send({ revision, document }).expect(200);
    await save(1);
    await world.dataSource.query(
      `update audit_entries set at = $1 where subject_key = $2 and action = 'automation.draftChanged'`,
      [new Date(Date.now() - 600_000), id],
    );
    await save(2);
    expect(short(await log({ subject: 'automation', key: id }))).toEqual([
      'Bob: automation.draftChanged',
      'Bob: automation.draftChanged',
      'Bob: automation.created',
    ]);
  });

  it('has the settings of the workspace, and that a secret was changed but not to what', async () => {
    const entries = await added(async () => {
      await ada.patch('/api/v1/workspace').send({ name: 'Acme', timeZone: 'Europe/Berlin' }).expect(200);
      await ada.patch('/api/v1/workspace').send({ name: 'Acme' }).expect(200);
      const { body } = await ada.post('/api/v1/webhook-secret/rotate').expect(200);
      expect(JSON.stringify(await log({ limit: 200 }))).not.toContain((body as { secret: string }).secret);
    });
    expect(entries).toMatchObject([
      { action: 'webhookSecret.rotated', before: null, after: null },
      {
        action: 'workspace.changed',
        before: { name: 'My company', timeZone: 'UTC', nextTimeZone: null },
        after: { name: 'Acme', nextTimeZone: { timeZone: 'Europe/Berlin' } },
      },
    ]);
  });

  it('holds what a transaction changed, or nothing where that failed', async () => {
    const entries = await added(async () => {
      const failing = world.dataSource.transaction(async (manager) => {
        const { workspaceId } = world;
        const actor = { kind: 'system', id: null, name: 'A test' } as const;
        const at = new Date();
        await recordAudit(manager, { workspaceId, actor, requestId: null, at, businessAt: at }, [
          { action: 'workspace.changed', subject: { kind: 'workspace', key: workspaceId } },
        ]);
        throw new Error('It failed afterwards.');
      });
      await expect(failing).rejects.toThrow('It failed afterwards.');
    });
    expect(entries).toEqual([]);
  });
});

describe('the log is searched', () => {
  it.each<[AuditFilter, string[]]>([
    [{ action: 'hold.changed' }, ['Bob: hold.changed']],
    [{ subject: 'account', key: 'A-1' }, ['Bob: hold.lifted', 'Bob: hold.changed', 'Bob: hold.placed']],
    [{ subject: 'account', key: 'A-2' }, []],
    [{ search: 'dispute', action: 'hold.placed' }, ['Bob: hold.placed']],
    [{ search: 'DISPUTE', action: 'hold.placed' }, ['Bob: hold.placed']],
    [{ search: 'Renamed' }, ['Bob: automation.draftChanged']],
    [{ search: '%' }, []],
    [{ search: 'd_spute' }, []],
    [{ search: 'Ada', subject: 'automation' }, ['Ada: automation.draftChanged']],
    [{ to: '2020-01-01T00:00:00Z' }, []],
  ])('by %j', async (filter, expected) => {
    const found = short(await log(filter));
    if (filter.search === 'Renamed') expect(found).toContain(expected[0]);
    else expect(found).toEqual(expected);
  });

  it('by who did it and when', async () => {
    const [some] = await log({ action: 'hold.placed' });
    const his = await log({ actorId: some?.actor.id ?? '', limit: 200 });
    expect(new Set(his.map(({ actor }) => actor.name))).toEqual(new Set(['Bob']));
    const at = some?.at ?? '';
    expect((await log({ from: at, limit: 200 })).map(({ id }) => id)).toContain(some?.id);
    expect((await log({ to: at, limit: 200 })).map(({ id }) => id)).not.toContain(some?.id);
  });

  it('page by page, each entry once', async () => {
    const all = await log({ limit: 200 });
    const paged: AuditEntry[] = [];
    let cursor: string | null = null;
    do {
      const { body } = await ada
        .get('/api/v1/audit')
        .query({ limit: 4, ...(cursor && { cursor }) })
        .expect(200);
      const page = body as { items: AuditEntry[]; nextCursor: string | null };
      paged.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(paged).toEqual(all);
  });
});
