import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CustomerLink } from '@dunwell/contract';
import { signCustomerToken } from '../src/customer-page/customer-token.js';
import { PAGES_PER_MINUTE } from '../src/customer-page/customer-page.controller.js';
import { newId } from '../src/platform/database/ids.js';
import { startTestApp, type TestApp } from './support/start-test-app.js';
import { World } from './support/world.js';

const NOW = '2026-11-24T10:00:00Z';
const PUBLIC = 'https://dunwell.example';
const SECRET = 'a secret that only tests know of';
const IBAN = 'DE89370400440532013000';

let running: TestApp;
let world: World;

beforeAll(async () => {
  running = await startTestApp({ now: NOW, config: { publicUrl: PUBLIC } });
  await running.http
    .patch('/api/v1/workspace')
    .send({
      name: 'Alder Row Studios',
      paymentInstructions: { accountHolder: null, iban: IBAN, bic: null, note: 'Cash at the desk & by post' },
      sender: { name: null, replyTo: 'desk@alder.example' },
    })
    .expect(200);
  world = World.in(running.dataSource, running.workspaceId, NOW);
  world
    .account('MB-1184', { name: 'Marta', language: 'en-GB' })
    .owes('96.00', { number: 'INV-11140' })
    .dueOn('2026-11-13')
    .owes('64.00', { number: 'INV-11207' })
    .dueOn('2026-11-20')
    .owes('89.00', { number: 'INV-11300' })
    .dueOn('2026-12-01');
  world.account('OTHER', { name: 'Somebody else' }).owes('7.77', { number: 'OTHER-1' }).dueOn('2026-11-01');
  await world.save();
});

afterAll(() => running.close());

async function linkTo(key: string): Promise<CustomerLink> {
  const { body } = await running.http.get(`/api/v1/accounts/${key}/customer-link`).expect(200);
  return body as CustomerLink;
}

const pathOf = ({ url }: CustomerLink): string => new URL(url).pathname;

async function open(path: string, headers: Record<string, string> = {}) {
  return running.anonymous.get(path).set(headers);
}

/** What a reader sees, without markup, as one line. */
async function read(key: string, lang?: string): Promise<string> {
  const answer = await open(`${pathOf(await linkTo(key))}${lang ? `?lang=${lang}` : ''}`);
  expect(answer.status).toBe(200);
  return plain(answer.text);
}

function plain(page: string): string {
  return page
    .replace(/^[\s\S]*<main>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
}

describe('the link', () => {
  it('opens for 90 days of business time, under the public address', async () => {
    const { url, expiresAt } = await linkTo('MB-1184');
    expect(url).toMatch(/^https:\/\/dunwell\.example\/pay\/[\w-]{71}$/);
    expect(expiresAt).toBe('2027-02-22T10:00:00.000Z');
  });

  it('is the one that a test run writes into a message (S20)', async () => {
    const body = 'Pay here: {{ account.paymentUrl }}';
    const document = {
      ...{ schemaVersion: 1, name: 'Remind', subject: 'account', exit: [], first: 'remind' },
      trigger: { kind: 'schedule', every: 'day', at: '10:00' },
      entry: {
        when: {
          field: 'account.overdueBalance',
          operator: 'moreThan',
          value: [{ amount: 0, currency: 'EUR' }],
        },
        reentry: { kind: 'oncePerStreak' },
      },
      steps: {
        remind: {
          kind: 'action',
          action: { kind: 'emailCustomer', subject: 'Hi', body },
          next: null,
        },
      },
    };
    world.account('MAIL', { email: 'mail@customer.example' }).owes('5.00').dueOn('2026-11-01');
    await world.save();
    const answer = await running.http
      .post('/api/v1/test-runs')
      .send({ document, accounts: ['MAIL'], asOf: '2026-11-24' });
    expect(answer.status).toBe(200);
    expect(JSON.stringify(answer.body)).toContain(`Pay here: ${(await linkTo('MAIL')).url}`);
  });

  it('is for people of the workspace, and for accounts that exist', async () => {
    expect((await running.http.get('/api/v1/accounts/NOBODY/customer-link')).status).toBe(404);
    expect((await running.anonymous.get('/api/v1/accounts/MB-1184/customer-link')).status).toBe(401);
    const stranger = await running.stranger();
    expect((await stranger.get('/api/v1/accounts/MB-1184/customer-link')).status).toBe(404);
  });
});

describe('the page', () => {
  it('says what is owed, since when, what comes and how to pay it', async () => {
    expect(await read('MB-1184')).toBe(
      'Hello Marta, this is overdue €160.00 2 invoices, the oldest due on 13 November 2026 ' +
        'INV-11140 due 13 Nov €96.00 INV-11207 due 20 Nov €64.00 ' +
        'Coming up INV-11300 · due 1 Dec €89.00 ' +
        'Bank transfer To Alder Row Studios IBAN DE89 3704 0044 0532 0130 00 Reference MB-1184 Amount €160.00 ' +
        'Cash at the desk & by post ' +
        'This page was made for you: please do not pass its link on. Reminders stop as soon as your payment arrives. ' +
        'Something is wrong? Copy transfer details',
    );
  });

  it.each([
    [
      'de',
      'Hallo Marta, das ist überfällig 160,00 €',
      '2 Rechnungen, die älteste fällig am 13. November 2026',
    ],
    ['fr', 'Bonjour Marta, voici le montant échu 160,00 €', '13 novembre 2026'],
    ['es', '160,00 €', 'la más antigua vencida el 13 de noviembre de 2026'],
    ['it', '160,00 €', 'la più vecchia scaduta il 13 novembre 2026'],
    ['nl', '€ 160,00', 'de oudste vervallen op 13 november 2026'],
  ])('speaks %s', async (lang, ...words) => {
    const text = await read('MB-1184', lang);
    for (const word of words) expect(text).toContain(word);
  });

  it('speaks the account’s own language and writes its currency', async () => {
    world.account('CH', { language: 'de-CH', currency: 'CHF' }).owes('1234.50').dueOn('2025-12-24');
    await world.save();
    const text = await read('CH');
    expect(text).toContain("Das ist überfällig CHF 1'234.50");
    expect(text).toContain('fällig am 24. Dez. 2025');
  });

  it('takes off money that belongs to no invoice yet (S3)', async () => {
    world
      .account('PART', { language: 'en' })
      .owes('50.00')
      .dueOn('2026-11-01')
      .pays('20.00')
      .unapplied('2026-11-10');
    await world.save();
    const text = await read('PART');
    expect(text).toContain('This is overdue €30.00');
    expect(text).toContain('€50.00 Received, not yet assigned to an invoice -€20.00');
    expect(text).toContain('Amount €30.00');
  });

  it('is friendly where nothing is overdue, and asks for nothing', async () => {
    world
      .account('SOON', { name: 'Sam', language: 'en-GB' })
      .owes('10.00', { number: 'S-1' })
      .dueOn('2026-11-30');
    world
      .account('PAID', { language: 'en' })
      .owes('10.00')
      .dueOn('2026-11-01')
      .pays('10.00')
      .on('2026-11-02');
    await world.save();
    const soon = await read('SOON');
    expect(soon).toContain('Hello Sam, nothing is overdue Coming up S-1 · due 30 Nov €10.00');
    const paid = await read('PAID');
    expect(paid).toContain('Nothing is overdue Everything is paid. Thank you!');
    for (const text of [soon, paid]) expect(text).not.toMatch(/IBAN|Amount|Copy/);
  });

  it('counts days in the account’s zone', async () => {
    const story = { language: 'en' };
    // At 10:00 UTC it is still the 23rd in Pago Pago, and the 24th in UTC.
    world
      .account('WEST', { ...story, timeZone: 'Pacific/Pago_Pago' })
      .owes('10.00')
      .dueOn('2026-11-23');
    world.account('HERE', story).owes('10.00').dueOn('2026-11-23');
    await world.save();
    expect(await read('WEST')).toContain('Nothing is overdue');
    expect(await read('HERE')).toContain('This is overdue €10.00');
  });

  it('leads to the account’s own payment page, else the workspace’s', async () => {
    const own = 'https://pay.example.com/own?x=1&y=2';
    world.account('OWN', { paymentUrl: own }).owes('1.00').dueOn('2026-11-01');
    await world.save();
    const paymentPage = 'https://pay.example.com/a/{account}';
    await running.http.patch('/api/v1/workspace').send({ paymentPage }).expect(200);
    const actionOf = async (key: string): Promise<string | undefined> =>
      /<a class="primary" href="([^"]*)"/.exec((await open(pathOf(await linkTo(key)))).text)?.[1];
    expect([await actionOf('OWN'), await actionOf('MB-1184')]).toEqual([
      own.replace('&', '&amp;'),
      'https://pay.example.com/a/MB-1184',
    ]);
    await running.http.patch('/api/v1/workspace').send({ paymentPage: null }).expect(200);
  });

  it('escapes whatever data holds', async () => {
    const name = '<img src=x onerror=alert(1)>';
    world.account('"><X>', { name }).owes('1.00', { number: '<b>1</b>' }).dueOn('2026-11-01');
    await world.save();
    const { text } = await open(pathOf(await linkTo(encodeURIComponent('"><X>'))));
    expect(text).not.toMatch(/<img|<b>|"><X>/);
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });

  it('shows nothing of another account', async () => {
    const text = await read('MB-1184');
    expect(text).not.toMatch(/7\.77|OTHER|Somebody/);
  });

  it('is kept by nobody, sets no cookie and loads nothing from elsewhere', async () => {
    const answer = await open(pathOf(await linkTo('MB-1184')));
    expect(answer.headers).toMatchObject({
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      'content-security-policy':
        "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    });
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.text).not.toMatch(/ style=|<style|<script>| on[a-z]+=/);
    const loaded = [...answer.text.matchAll(/(?:href|src)="(\/[^"]*)"/g)].map(([, path]) => path!);
    expect(loaded).toHaveLength(2);
    for (const path of loaded) {
      const asset = await open(path);
      expect([asset.status, asset.headers['cache-control']]).toEqual([
        200,
        'public, max-age=31536000, immutable',
      ]);
    }
  });
});

describe('a link that opens nothing', () => {
  const sign = (claim: { workspaceId?: string; accountId: string; expiresAt?: string }, secret = SECRET) =>
    signCustomerToken(
      {
        workspaceId: claim.workspaceId ?? running.workspaceId,
        accountId: claim.accountId,
        expiresAt: Date.parse(claim.expiresAt ?? '2027-01-01T00:00:00Z'),
      },
      secret,
    );

  it('answers alike, whatever is wrong with it', async () => {
    const accountId = await world.accountId('MB-1184');
    const valid = sign({ accountId });
    expect((await open(`/pay/${valid}`)).status).toBe(200);
    const other = await World.create(running.dataSource, { now: NOW });
    const tokens = {
      'is over': sign({ accountId, expiresAt: NOW }),
      'of another secret': sign({ accountId }, 'another secret than the one before'),
      'of nobody': sign({ accountId: newId() }),
      'of another workspace': sign({ accountId, workspaceId: other.workspaceId }),
      'of no workspace': sign({ accountId, workspaceId: newId() }),
      changed: `${valid.slice(0, 30)}${valid[30] === 'A' ? 'B' : 'A'}${valid.slice(31)}`,
      'cut off': valid.slice(0, 40),
      'an account’s key': 'MB-1184',
      'an id': accountId,
      'a path': '..%2F..%2Fapi',
    };
    const answers = new Map<string, string>();
    for (const [why, token] of Object.entries(tokens)) {
      const { status, text } = await open(`/pay/${token}`);
      answers.set(why, `${status} ${text}`);
    }
    const different = new Set(answers.values());
    expect([...different]).toHaveLength(1);
    expect(plain([...different][0]!)).toContain('This link does not open anything');
    expect([...different][0]).toMatch(/^404 /);
    expect([...different][0]).not.toMatch(/Alder Row|Marta/);
  });

  it('speaks the language of the browser', async () => {
    const { text } = await open('/pay/nothing', { 'Accept-Language': 'de-DE,de;q=0.9' });
    expect(text).toContain('Dieser Link öffnet nichts');
  });

  it('stops opening when its time is over', async () => {
    const path = pathOf(await linkTo('MB-1184'));
    await running.clock.set('2027-02-22T09:59:59Z');
    expect((await open(path)).status).toBe(200);
    await running.clock.set('2027-02-22T10:00:00Z');
    expect((await open(path)).status).toBe(404);
  });
});

describe('too many pages from one address', () => {
  it('are asked to wait', async () => {
    const statuses: number[] = [];
    for (let count = 0; count <= PAGES_PER_MINUTE * 2 && statuses.at(-1) !== 429; count += 1)
      statuses.push((await open('/pay/nothing')).status);
    expect(statuses.at(-1)).toBe(429);
    const answer = await open('/pay/nothing');
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.text).toContain('Please try again in a moment');
  });
});

describe('without a public address', () => {
  it.each([
    [{ production: true }, 409, 'noPublicAddress'],
    [{ port: 0 }, 409, 'noPublicAddress'],
    [{ port: 3999 }, 200, undefined],
  ])('%j: %s', async (config, status, code) => {
    const app = await startTestApp({ now: NOW, config });
    const other = World.in(app.dataSource, app.workspaceId, NOW);
    other.account('A');
    await other.save();
    const answer = await app.http.get('/api/v1/accounts/A/customer-link');
    expect([answer.status, (answer.body as { code?: string }).code]).toEqual([status, code]);
    if (status === 200) expect((answer.body as CustomerLink).url).toMatch(/^http:\/\/localhost:3999\/pay\//);
    await app.close();
  });
});
