import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SavedView } from '@dunwell/contract';
import supertest, { type Agent } from 'supertest';
import { newApiKeyToken } from '../../src/identity/keys/api-key-token.js';
import { ApiKeys } from '../../src/identity/keys/api-keys.js';
import { startTestApp, type TestApp } from '../support/start-test-app.js';

let app: TestApp;
/** Another key of the same workspace: somebody else. */
let other: Agent;

beforeAll(async () => {
  app = await startTestApp({ now: '2026-03-10T11:30:00Z' });
  const token = newApiKeyToken();
  await app.app.get(ApiKeys).add(app.dataSource.manager, app.workspaceId, 'Somebody else', token);
  other = supertest.agent(app.url).set('Authorization', `Bearer ${token}`);
});

afterAll(() => app.close());

const namesOf = async (http: Agent, screen = 'accounts'): Promise<string[]> => {
  const { body } = await http.get(`/api/v1/views?screen=${screen}`).expect(200);
  return (body as { views: SavedView[] }).views.map(({ name, mine }) => (mine ? name : `${name} (theirs)`));
};

const save = (http: Agent, view: object) => http.post('/api/v1/views').send(view);

describe('a view', () => {
  it('is kept for oneself, or shared, and opens the list it was made of', async () => {
    const query = { pastDue: true, streakDaysMin: 14, sort: 'streakDays' };
    const { body } = await save(app.http, { screen: 'accounts', name: 'Day 14 and over', query }).expect(201);
    expect(body).toMatchObject({
      screen: 'accounts',
      name: 'Day 14 and over',
      query,
      shared: false,
      mine: true,
    });
    await app.http
      .get('/api/v1/accounts')
      .query((body as SavedView).query)
      .expect(200);
    await save(other, { screen: 'accounts', name: 'VIP', query: { tag: 'vip' }, shared: true }).expect(201);
    await save(other, { screen: 'invoices', name: 'Disputed', query: { view: 'disputed' } }).expect(201);
    expect(await namesOf(app.http)).toEqual(['Day 14 and over', 'VIP (theirs)']);
    expect(await namesOf(other)).toEqual(['VIP']);
    expect(await namesOf(other, 'invoices')).toEqual(['Disputed']);
    expect(await namesOf(app.http, 'invoices')).toEqual([]);
  });

  it.each([
    ['a field its list does not know', { screen: 'accounts', query: { view: 'overdue' } }, 'query.view'],
    ['a value its list does not take', { screen: 'invoices', query: { view: 'late' } }, 'query.view'],
    ['what its list finds incomplete', { screen: 'accounts', query: { overdueMin: 1 } }, 'query.overdueMin'],
    ['no query', { screen: 'accounts' }, 'query'],
  ])('is refused with %s (S18)', async (_, view, path) => {
    const { body } = await save(app.http, { name: 'Broken', ...view }).expect(400);
    expect(body.problems).toMatchObject([{ path }]);
  });

  it('has a name of its own among those of one person', async () => {
    const view = { screen: 'accounts', name: 'Twice', query: {} };
    const { body: first } = await save(app.http, view).expect(201);
    expect((await save(app.http, view).expect(409)).body.code).toBe('nameTaken');
    await save(other, view).expect(201);
    const { body: second } = await save(app.http, { ...view, name: 'Once' }).expect(201);
    await app.http.patch(`/api/v1/views/${second.id}`).send({ name: 'Twice' }).expect(409);
    await app.http
      .patch(`/api/v1/views/${first.id}`)
      .send({ name: 'Twice', query: { tag: 'x' } })
      .expect(200);
    for (const { id } of [first, second]) await app.http.delete(`/api/v1/views/${id}`).expect(204);
  });

  it('is changed and forgotten by whoever made it, by nobody else', async () => {
    const { body: view } = await save(app.http, {
      screen: 'invoices',
      name: 'Ours',
      query: { view: 'overdue' },
      shared: true,
    }).expect(201);
    const path = `/api/v1/views/${(view as SavedView).id}`;
    expect((await other.patch(path).send({ name: 'Theirs' }).expect(403)).body.code).toBe('notYours');
    await other.delete(path).expect(403);
    const { body: changed } = await app.http
      .patch(path)
      .send({ shared: false, query: { view: 'paid' } })
      .expect(200);
    expect(changed).toMatchObject({ name: 'Ours', shared: false, query: { view: 'paid' } });
    await app.http
      .patch(path)
      .send({ query: { tag: 'vip' } })
      .expect(400);
    // What others keep for themselves is not there.
    await other.patch(path).send({ name: 'Theirs' }).expect(404);
    await app.http.delete(path).expect(204);
    await app.http.delete(path).expect(404);
  });
});
