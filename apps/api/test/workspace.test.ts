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

const NO_INSTRUCTIONS = { accountHolder: null, iban: null, bic: null, note: null };

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
      currencies: [],
      paymentPage: null,
      paymentInstructions: NO_INSTRUCTIONS,
      sendWindow: null,
      contactCap: null,
      holidays: { dates: [], always: false },
      sender: { name: null, replyTo: null },
      retention: { decisionDays: null, callDays: 30 },
      provider: null,
      paymentMinimums: [],
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

describe('its settings', () => {
  it('stay as they are where nothing is said of them, and are replaced whole where something is', async () => {
    const sendWindow = { from: '08:00', to: '20:00', weekdays: [5, 1, 2, 3, 4] };
    const paymentInstructions = { ...NO_INSTRUCTIONS, iban: 'de89 3704 0044 0532 0130 00', bic: 'cobadeff' };
    await change({ sendWindow, paymentPage: 'https://pay.example.com/{account}', paymentInstructions });
    const changed = await change({
      holidays: { dates: ['2026-12-26', '2026-12-25'], always: true },
      sender: { name: 'Acme Accounts', replyTo: 'accounts@acme.example' },
      retention: { decisionDays: 400, callDays: null },
      provider: { kind: 'webhook', url: 'https://billing.example.com/commands' },
      paymentMinimums: [
        { currency: 'USD', amount: 500 },
        { currency: 'EUR', amount: 0 },
      ],
    });
    expect(changed).toMatchObject({
      paymentPage: 'https://pay.example.com/{account}',
      paymentInstructions: { ...NO_INSTRUCTIONS, iban: 'DE89370400440532013000', bic: 'COBADEFF' },
      sendWindow: { from: '08:00', to: '20:00', weekdays: [1, 2, 3, 4, 5] },
      holidays: { dates: ['2026-12-25', '2026-12-26'], always: true },
      sender: { name: 'Acme Accounts', replyTo: 'accounts@acme.example' },
      retention: { decisionDays: 400, callDays: null },
      provider: { kind: 'webhook', url: 'https://billing.example.com/commands' },
      paymentMinimums: [
        { currency: 'EUR', amount: 0 },
        { currency: 'USD', amount: 500 },
      ],
    });
    expect(await change({ provider: { kind: 'practice', url: null } })).toMatchObject({
      provider: { kind: 'practice', url: null },
    });
    expect(await change({ sendWindow: null, paymentPage: null })).toMatchObject({
      sendWindow: null,
      paymentPage: null,
      sender: { name: 'Acme Accounts' },
    });
  });

  it.each<[object, string]>([
    [{ paymentPage: 'pay.example.com' }, 'paymentPage'],
    [{ paymentInstructions: { ...NO_INSTRUCTIONS, iban: 'DE00 1' } }, 'paymentInstructions.iban'],
    [{ paymentInstructions: { ...NO_INSTRUCTIONS, bic: 'COBA' } }, 'paymentInstructions.bic'],
    [{ paymentInstructions: { iban: null } }, 'paymentInstructions.accountHolder'],
    [{ sendWindow: { from: '08:00', to: '24:00', weekdays: [1] } }, 'sendWindow.to'],
    [{ sendWindow: { from: '08:00', to: '20:00', weekdays: [] } }, 'sendWindow.weekdays'],
    [{ sendWindow: { from: '08:00', to: '20:00', weekdays: [1, 1] } }, 'sendWindow.weekdays'],
    [{ sendWindow: { from: '08:00', to: '20:00', weekdays: [8] } }, 'sendWindow.weekdays'],
    [{ holidays: { dates: ['2026-02-30'], always: false } }, 'holidays.dates'],
    [{ sender: { name: 'A\nBcc: b@c.example', replyTo: null } }, 'sender.name'],
    [{ sender: { name: null, replyTo: 'nobody' } }, 'sender.replyTo'],
    [{ retention: { decisionDays: 1, callDays: 1 } }, 'retention.decisionDays'],
    [{ provider: { kind: 'webhook', url: null } }, 'provider.url'],
    [{ provider: { kind: 'webhook', url: 'ftp://billing.example.com' } }, 'provider.url'],
    [{ provider: { kind: 'practice', url: 'https://billing.example.com' } }, 'provider.url'],
    [{ provider: { kind: 'stripe', url: null } }, 'provider.kind'],
    [{ paymentMinimums: [{ currency: 'XXY', amount: 1 }] }, 'paymentMinimums'],
    [
      {
        paymentMinimums: [
          { currency: 'EUR', amount: 1 },
          { currency: 'EUR', amount: 2 },
        ],
      },
      'paymentMinimums',
    ],
    [{ quietHours: {} }, 'quietHours'],
  ])('refuses %j', async (body, path) => {
    const before = (await running.http.get('/api/v1/workspace')).body as object;
    const answer = await running.http.patch('/api/v1/workspace').send({ name: 'Never', ...body });
    expect([answer.status, (answer.body as { problems: { path: string }[] }).problems[0]?.path]).toEqual([
      400,
      path,
    ]);
    expect((await running.http.get('/api/v1/workspace')).body).toEqual(before);
  });

  it('belong to one workspace', async () => {
    await change({ sender: { name: 'Acme Accounts', replyTo: null } });
    const stranger = await running.stranger();
    expect((await stranger.get('/api/v1/workspace')).body).toMatchObject({ sender: { name: null } });
  });
});
