import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from './support/start-test-app.js';

let running: TestApp;

beforeAll(async () => {
  running = await startTestApp({ now: '2026-01-31T09:00:00Z' });
});

afterAll(() => running.close());

describe('problems', () => {
  const asProblem = (status: number, code: string) =>
    expect.objectContaining({
      type: `urn:dunwell:problem:${code}`,
      status,
      code,
      requestId: expect.any(String),
    });

  it('answers an unknown route', async () => {
    const answer = await running.http.get('/api/v1/nowhere');
    expect(answer.body).toEqual(asProblem(404, 'unknownRoute'));
    expect(answer.type).toBe('application/problem+json');
  });

  it('answers malformed JSON', async () => {
    const answer = await running.http.patch('/api/v1/workspace').type('application/json').send('{"name":');
    expect(answer.body).toEqual(asProblem(400, 'malformedJson'));
  });

  it('answers a body of a type the route does not read', async () => {
    const answer = await running.http.patch('/api/v1/workspace').type('text/plain').send('name=Acme');
    expect(answer.body).toEqual(asProblem(415, 'unsupportedMediaType'));
  });

  it('answers a body that is too large', async () => {
    const answer = await running.http.patch('/api/v1/workspace').send({ name: 'x'.repeat(9 * 1024 * 1024) });
    expect(answer.body).toEqual(asProblem(413, 'bodyTooLarge'));
  });

  it.each([
    ['nested 10 000 levels deep', `${'{"name":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['with a name of the prototype', '{"name":{"constructor":"x"}}'],
  ])('answers JSON %s', async (_, body) => {
    const answer = await running.http.patch('/api/v1/workspace').type('application/json').send(body);
    expect(answer.body).toEqual(asProblem(400, 'unfitJson'));
  });

  it.each([
    '/api/v1/accounts',
    '/api/v1/invoices',
    '/api/v1/holds',
    '/api/v1/deliveries',
    '/api/v1/messages',
    '/api/v1/tasks',
  ])('answers a cursor of %s that nobody gave out', async (path) => {
    for (const key of [['a\0b'], ['a', 'b'], [1.5, '\0'], ['infinity', 'x'], [1e308, 'x']]) {
      const cursor = Buffer.from(JSON.stringify(key)).toString('base64url');
      const answer = await running.http.get(path).query({ cursor });
      expect(answer.body).toEqual(asProblem(400, 'invalidRequest'));
    }
  });

  it('answers numbers and dates that the database cannot hold', async () => {
    const automation = '/api/v1/automations/01a20189-be2c-713c-ade7-d6022c86ecb7';
    const answers = [
      await running.http.get(`${automation}/export?version=2147483648`),
      await running.http.put(`${automation}/draft`).send({ revision: 2_147_483_648, document: {} }),
      await running.http.get('/api/v1/journeys?date=0000-01-01'),
    ];
    for (const { body } of answers) expect(body).toEqual(asProblem(400, 'invalidRequest'));
  });

  it('names each property that is wrong', async () => {
    const answer = await running.http
      .patch('/api/v1/workspace')
      .send({ name: '', timeZone: 'Mars/Olympus', colour: 'red' });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(asProblem(400, 'invalidRequest'));
    expect(answer.body.problems).toEqual(
      expect.arrayContaining([
        { path: 'colour', code: 'unknownProperty', message: 'colour is not a property this request knows.' },
        { path: 'name', code: 'text', message: 'name must be text of 1 to 200 characters.' },
        {
          path: 'timeZone',
          code: 'timeZone',
          message: 'timeZone must be the name of a time zone, such as Europe/Berlin.',
        },
      ]),
    );
  });

  it.each([[[]], [null], ['text']])('refuses %j as a body', async (body) => {
    const answer = await running.http
      .patch('/api/v1/workspace')
      .type('application/json')
      .send(JSON.stringify(body));
    expect(answer.status).toBe(400);
    expect(answer.type).toBe('application/problem+json');
  });
});

describe('request ids', () => {
  it.each([
    ['keeps a sane one', 'abc-123', true],
    ['replaces one that could forge log lines', 'a b"c', false],
  ])('%s', async (_, id, kept) => {
    const answer = await running.http.get('/api/v1/workspace').set('X-Request-Id', id);
    expect(answer.headers['x-request-id'] === id).toBe(kept);
    expect(answer.headers['x-request-id']).toMatch(/^[\w-]+$/);
  });
});

describe('health', () => {
  it.each(['/healthz', '/readyz'])('%s needs no key', async (path) => {
    const answer = await running.anonymous.get(path);
    expect(answer.status).toBe(200);
    expect(answer.body.status).toBe('ok');
  });
});

describe('readiness', () => {
  it('names what is missing', async () => {
    const { dataSource } = running;
    await dataSource.query('alter table migrations rename to migrations_away');
    const answer = await running.anonymous.get('/readyz');
    await dataSource.query('alter table migrations_away rename to migrations');
    expect(answer.body).toMatchObject({ status: 503, code: 'notReady', detail: 'Not ready: migrations.' });
    expect(answer.headers['retry-after']).toBe('2');
  });
});

describe('the description of the API', () => {
  it('is OpenAPI 3.1 and needs no key', async () => {
    const answer = await running.anonymous.get('/api/openapi.json');
    expect(answer.body.openapi).toBe('3.1.0');
    expect(answer.body.components.schemas.WorkspaceAnswer).toMatchObject({
      required: expect.arrayContaining(['id', 'name', 'timeZone', 'nextTimeZone']),
      properties: { nextTimeZone: { anyOf: [expect.anything(), { type: 'null' }] } },
    });
  });

  it('resolves every reference and says how each operation refuses', async () => {
    const { body: api } = await running.anonymous.get('/api/openapi.json');
    const references = [...JSON.stringify(api).matchAll(/"\$ref":"#\/components\/schemas\/([^"]*)"/g)];
    const names = new Set(references.map(([, name]) => name));
    expect(names.size).toBeGreaterThan(20);
    expect([...names].filter((name) => !(String(name) in api.components.schemas))).toEqual([]);
    for (const operations of Object.values<Record<string, object>>(api.paths)) {
      for (const operation of Object.values(operations)) {
        expect(operation).toMatchObject({
          summary: expect.any(String),
          responses: { default: { content: { 'application/problem+json': expect.anything() } } },
        });
      }
    }
    expect(api.paths['/healthz'].get.security).toEqual([]);
  });

  it('has a page that works under the content security policy', async () => {
    const page = await running.anonymous.get('/api/docs');
    expect(page.status).toBe(200);
    const inlineScripts = page.text.match(/<script(?![^>]*\bsrc=)[^>]*>/g);
    expect(inlineScripts).toBeNull();
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    for (const [, source] of page.text.matchAll(/<script src="([^"]+)"/g)) {
      expect(
        (await running.anonymous.get(new URL(source ?? '', `${running.url}/api/docs`).pathname)).status,
      ).toBe(200);
    }
  });
});
