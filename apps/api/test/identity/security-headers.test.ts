import { afterEach, describe, expect, it } from '@jest/globals';
import { FirstPerson } from '../../src/identity/first-start/first-person.js';
import { startTestApp, type TestApp } from '../support/start-test-app.js';

let world: TestApp;

afterEach(() => world.close());

const PATHS = ['/api/v1/workspace', '/api/docs', '/healthz', '/api/v1/nowhere'];

describe('every answer', () => {
  it('lets browsers load our own files only, and be framed by nobody', async () => {
    world = await startTestApp();
    for (const path of PATHS) {
      const { headers } = await world.http.get(path);
      const policy = new Map(
        String(headers['content-security-policy'])
          .split(';')
          .map((directive) => {
            const [name = '', ...values] = directive.trim().split(' ');
            return [name, values.join(' ')] as const;
          }),
      );
      expect(Object.fromEntries(policy)).toEqual({
        'default-src': "'none'",
        'script-src': "'self'",
        'style-src': "'self' 'unsafe-inline'",
        'img-src': "'self' data:",
        'font-src': "'self'",
        'connect-src': "'self'",
        'manifest-src': "'self'",
        'frame-src': "'self'",
        'frame-ancestors': "'none'",
        'base-uri': "'none'",
        'form-action': "'self'",
        'object-src': "'none'",
      });
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('camera=()'),
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers).not.toHaveProperty('x-powered-by');
      expect(headers).not.toHaveProperty('strict-transport-security');
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    }
  });

  it('of the API stays in no cache', async () => {
    world = await startTestApp();
    expect((await world.http.get('/api/v1/workspace')).headers['cache-control']).toBe('no-store');
  });

  it('asks for TLS where the public URL has it, and keeps the cookie to it', async () => {
    world = await startTestApp({
      config: {
        publicUrl: 'https://dunwell.example',
        adminEmail: 'ada@example.com',
        adminPassword: 'correct horse',
      },
    });
    const { headers } = await world.http.get('/api/v1/workspace');
    expect(headers['strict-transport-security']).toContain('max-age=');
    expect(headers['content-security-policy']).toContain('upgrade-insecure-requests');
    await world.app.get(FirstPerson).prepare();
    const signIn = (origin: string) =>
      world.anonymous
        .post('/api/v1/session')
        .set('Origin', origin)
        .send({ email: 'ada@example.com', password: 'correct horse' });
    const answer = await signIn('https://dunwell.example');
    expect(answer.status).toBe(200);
    expect(String(answer.headers['set-cookie'])).toContain('; HttpOnly; Secure; SameSite=Lax');
    expect((await signIn('https://other.example')).status).toBe(403);
  });
});
