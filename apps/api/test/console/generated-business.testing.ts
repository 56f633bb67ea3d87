import { addDays } from '@dunwell/engine';
import { currencyDigits, type AutomationDocument } from '@dunwell/language';
import { startTestApp, type TestApp } from '../support/start-test-app.js';
import { World } from '../support/world.js';

/** Auckland and Kiritimati have the 11th already, New York has the 10th for hours to come. */
export const NOW = '2026-03-10T11:30:00Z';
const BEGINNING = '2026-02-20T00:00:00Z';
const ACCOUNTS = 150;

const CURRENCIES = ['EUR', 'USD', 'JPY'] as const;
const ZONES = [null, 'Europe/Berlin', 'America/New_York', 'Pacific/Auckland', 'Pacific/Kiritimati'] as const;

/** Numbers that look random and are the same in every run. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    yield state >> 8;
  }
}

/** Writes to whoever has been past due for three days, and makes a task. */
const REMINDERS: AutomationDocument = {
  schemaVersion: 1,
  name: 'Reminders',
  subject: 'account',
  trigger: { kind: 'schedule', every: 'day', at: '09:00' },
  entry: {
    when: { field: 'account.pastDueStreakDays', operator: 'atLeast', value: 3 },
    reentry: { kind: 'oncePerStreak' },
  },
  exit: [
    { id: 'paid', label: 'Paid', when: { field: 'account.overdueBalance', operator: 'equals', value: 0 } },
  ],
  first: 'remind',
  steps: {
    remind: {
      kind: 'action',
      label: 'Friendly reminder',
      action: { kind: 'emailCustomer', subject: 'Please pay', body: 'Hello {{ account.name }}' },
      next: 'call',
    },
    call: {
      kind: 'action',
      label: 'Call',
      action: { kind: 'createTask', title: 'Call', dueInDays: 1 },
      next: null,
    },
  },
};

/** Tags whoever is past due for exactly three days: whoever is found out about later has been missed. */
const THIRD_DAY: AutomationDocument = {
  ...REMINDERS,
  name: 'Third day',
  entry: {
    when: { field: 'account.pastDueStreakDays', operator: 'equals', value: 3 },
    reentry: { kind: 'oncePerStreak' },
  },
  first: 'tag',
  steps: { tag: { kind: 'action', action: { kind: 'addTag', tag: 'third day' }, next: null } },
};

/** They owe nothing until facts about them come late. */
const LATE = ['L1', 'L2', 'L3'];

export interface GeneratedBusiness {
  app: TestApp;
}

/**
 * A workspace in which everything happened that moves money, in several currencies and zones, with an automation that
 * ran for two weeks and customers who paid after it wrote, or did not.
 */
export async function generatedBusiness(): Promise<GeneratedBusiness> {
  const app = await startTestApp({ now: BEGINNING });
  const world = World.in(app.dataSource, app.workspaceId, BEGINNING);
  const random = numbers(20_261_124);
  const below = (n: number): number => (random.next().value as number) % n;
  for (let n = 0; n < ACCOUNTS; n += 1) tellAccount(world, n, below);
  for (const key of LATE) world.account(key, { email: `${key}@customer.example` });
  await world.save();
  await leaveOutSome(app, below);
  for (const document of [REMINDERS, THIRD_DAY]) await publish(app, document);
  for (const day of ['02-22', '02-26', '03-02', '03-06']) await drain(app, `2026-${day}T12:00:00Z`);
  await promises(app, below);
  world.at('2026-03-06T13:00:00Z');
  for (const key of LATE) world.account(key).owes('20.00').since('2026-02-25');
  await world.save();
  await drain(app, NOW);
  return { app };
}

async function publish({ http }: TestApp, document: AutomationDocument): Promise<void> {
  const created = await http.post('/api/v1/automations').send({ document }).expect(201);
  const { id } = created.body as { id: string };
  await sent(http.post(`/api/v1/automations/${id}/publish`).send({ backlog: 'include' }));
}

async function drain({ http }: TestApp, now: string): Promise<void> {
  await sent(http.put('/api/v1/clock?drain=true').send({ now }));
}

/** Says what was wrong where a request is refused. */
async function sent(request: PromiseLike<{ status: number; text: string }>): Promise<void> {
  const { status, text } = await request;
  if (status >= 300) throw new Error(text);
}

export const keyOf = (n: number): string => `K${String(n).padStart(3, '0')}`;

function tellAccount(world: World, n: number, below: (n: number) => number): void {
  const key = keyOf(n);
  const currency = CURRENCIES[n % 3]!;
  const major = (minor: number): string =>
    (minor / 10 ** currencyDigits(currency)).toFixed(currencyDigits(currency));
  const account = world.account(key, {
    currency,
    name: `Customer ${n}`,
    // Some have no address: what cannot be sent needs attention.
    ...(n % 17 === 0 ? {} : { email: `${key}@customer.example` }),
    timeZone: ZONES[n % 5] ?? null,
    country: ['DE', 'US', 'JP'][n % 3],
  });
  if (n % 4 === 0) account.isTagged('founder');
  if (n % 3 !== 2) account.subscribes(['Studio', 'Studio Plus'][n % 2]!);
  if (n % 5 !== 1) account.hasCard(n % 2 === 0 ? '2026-03' : '2027-06');
  const invoices = 1 + below(4);
  for (let index = 0; index < invoices; index += 1) {
    const total = 1_000 + below(9_000);
    const dueOn = addDays('2025-11-15', below(130));
    const number = `${key}-${index}`;
    account
      .owes(major(total), { number, ...(below(12) === 0 ? { status: 'void' as const } : {}) })
      .dueOn(dueOn);
    const late = below(60) - 4;
    const at = `${addDays(dueOn, late)}T${String(below(24)).padStart(2, '0')}:15:00Z`;
    switch (below(6)) {
      case 0:
        break;
      case 1:
        account.pays(major(Math.ceil(total / 3))).for(number, at);
        break;
      case 2:
        account
          .pays(major(total + 500), { allocations: [{ invoice: number, amount: total }] })
          .for(number, at);
        break;
      case 3:
        account.isCredited(major(Math.ceil(total / 2))).for(number, at);
        break;
      case 4:
        account
          .pays(major(total), {
            status: 'chargedBack',
            reversedAt: `${addDays(at.slice(0, 10), 3 + below(20))}T08:00:00Z`,
          })
          .for(number, at);
        break;
      default:
        account.pays(major(total)).for(number, at);
    }
    if (below(4) === 0) {
      account
        .pays(major(total), { status: 'failed', failureCode: 'insufficient_funds' })
        .for(number, `${dueOn}T05:00:00Z`);
    }
  }
  // Money that no invoice has: it lowers the balance, never an invoice (S3).
  if (n % 9 === 0) account.pays(major(700 + below(3_000))).unapplied('2026-01-10T10:00:00Z');
}

async function leaveOutSome({ http }: TestApp, below: (n: number) => number): Promise<void> {
  for (let n = 3; n < ACCOUNTS; n += 11 + below(3)) {
    await http
      .post('/api/v1/holds')
      .send({ account: keyOf(n), invoice: `${keyOf(n)}-0`, reason: 'dispute', leaveOut: true })
      .expect(201);
  }
}

/** Given before the end, some broken by now. */
async function promises({ http }: TestApp, below: (n: number) => number): Promise<void> {
  for (let n = 1; n < ACCOUNTS; n += 6) {
    const until = addDays('2026-03-07', below(8));
    await sent(http.post('/api/v1/holds').send({ account: keyOf(n), reason: 'promiseToPay', until }));
  }
}
