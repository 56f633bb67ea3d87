import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BillingInputs, HoldInput } from '@dunwell/contract';
import { addDays } from '@dunwell/engine';
import { TEMPLATES } from '@dunwell/language';
import { groupBy } from '../../src/platform/group-by.js';
import type { AccountStory } from '../support/world.js';
import { DAY, DeliveryWorld, PUBLISHED } from './delivery-world.testing.js';

/**
 * What other overdue systems test, lived through by the running product in one month and a half: the rule that started it
 * all sends a reminder on the 14th day past due in a row and another on the 30th, to whoever has a subscription.
 */
const RULE = TEMPLATES.find(({ id }) => id === 'past-due-14-30')!.document;

/** Whoever is past due since `DAY` gets them on these dates. */
const DAY_14 = '2026-03-15';
const DAY_30 = '2026-03-31';
const LAST = '2026-04-10';
/** Nobody evaluated on this date: it was evaluated the next day. */
const OUTAGE = '2026-03-20';

interface Happens {
  /** An instant; business now when it becomes known. */
  at: string;
  tell?: (account: AccountStory) => unknown;
  hold?: Partial<HoldInput>;
}

interface Case {
  /** The rule that says so. */
  rule: string;
  /** Known before the first date; else an invoice past due since `DAY`, a subscription and no payment method. */
  begins?: (account: AccountStory) => unknown;
  then?: Happens[];
  /** "2026-03-15 friendly": what was sent, and on which date. */
  sent: string[];
}

const owes = (
  account: AccountStory,
  more: Partial<BillingInputs['invoices']> = {},
  since = DAY,
): AccountStory => account.owes('120.00', { number: `${account.key}-owed`, ...more }).since(since);
const subscribed = (account: AccountStory): AccountStory => owes(account).subscribes('gold');
const pays =
  (at: string, more: Partial<BillingInputs['payments']> = {}): Happens['tell'] =>
  (account) =>
    account.pays('120.00', { reference: `${account.key}-paid`, ...more }).for(`${account.key}-owed`, at);
const at = (date: string, time = '12:00'): string => `${date}T${time}:00Z`;

const CASES: Record<string, Case> = {
  'nothing is paid': { rule: 'S8', sent: [`${DAY_14} friendly`, `${DAY_30} firm`] },
  'clear before the threshold': {
    rule: 'S4',
    then: [{ at: at('2026-03-14'), tell: pays(at('2026-03-14')) }],
    sent: [],
  },
  'clear on the threshold, before its evaluation': {
    rule: 'S0',
    then: [{ at: at(DAY_14, '08:00'), tell: pays(at(DAY_14, '08:00')) }],
    sent: [],
  },
  'clear at the very instant of its evaluation: facts come first': {
    rule: 'S1',
    then: [{ at: at(DAY_14, '08:00'), tell: pays(at(DAY_14, '09:00')) }],
    sent: [],
  },
  'clear on the threshold, after its evaluation': {
    rule: 'S0',
    then: [{ at: at(DAY_14, '10:00'), tell: pays(at(DAY_14, '10:00')) }],
    sent: [`${DAY_14} friendly`],
  },
  'clear after the threshold': {
    rule: 'S4',
    then: [{ at: at('2026-03-16'), tell: pays(at('2026-03-16')) }],
    sent: [`${DAY_14} friendly`],
  },
  'a partial payment clears nothing': {
    rule: 'S4',
    then: [
      {
        at: at('2026-03-10'),
        tell: (account) => account.pays('119.00').for(`${account.key}-owed`, at('2026-03-10')),
      },
    ],
    sent: [`${DAY_14} friendly`, `${DAY_30} firm`],
  },
  'a refund opens a new streak on its date': {
    rule: 'S4',
    then: [
      { at: at('2026-03-10'), tell: pays(at('2026-03-10')) },
      {
        at: at('2026-03-25'),
        tell: pays(at('2026-03-10'), { status: 'refunded', reversedAt: at('2026-03-25') }),
      },
    ],
    sent: ['2026-04-07 friendly'],
  },
  'a refund that gives back money only leaves the debt paid': {
    rule: 'S3',
    then: [
      { at: at('2026-03-10'), tell: pays(at('2026-03-10')) },
      { at: at('2026-03-25'), tell: pays(at('2026-03-10'), { status: 'refunded' }) },
    ],
    sent: [],
  },
  'a chargeback opens a new streak on its date': {
    rule: 'S4',
    then: [
      { at: at('2026-03-16'), tell: pays(at('2026-03-16')) },
      {
        at: at('2026-03-26'),
        tell: pays(at('2026-03-16'), { status: 'chargedBack', reversedAt: at('2026-03-26') }),
      },
    ],
    sent: [`${DAY_14} friendly`, '2026-04-08 friendly'],
  },
  'a payment made elsewhere clears': {
    rule: 'S23',
    then: [{ at: at('2026-03-10'), tell: (account) => owes(account, { paidOn: '2026-03-10' }) }],
    sent: [],
  },
  'a credit clears': {
    rule: 'S3',
    then: [
      {
        at: at('2026-03-10'),
        tell: (account) => account.isCredited('120.00').for(`${account.key}-owed`, at('2026-03-10')),
      },
    ],
    sent: [],
  },
  'unapplied money clears the balance': {
    rule: 'S3',
    then: [{ at: at('2026-03-10'), tell: (account) => account.pays('120.00').unapplied(at('2026-03-10')) }],
    sent: [],
  },
  'an invoice written off is not overdue': {
    rule: 'S2',
    then: [{ at: at('2026-03-10'), tell: (account) => owes(account, { status: 'uncollectible' }) }],
    sent: [],
  },
  'a void invoice never was': {
    rule: 'S23',
    then: [{ at: at('2026-03-10'), tell: (account) => owes(account, { status: 'void' }) }],
    sent: [],
  },
  'a hold on a clear account changes nothing': {
    rule: 'S14',
    begins: (account) => account.subscribes('gold'),
    then: [{ at: at('2026-03-10'), hold: { until: '2026-03-17' } }],
    sent: [],
  },
  'a hold on an overdue account puts its message off until it ends': {
    rule: 'S14',
    then: [{ at: at('2026-03-10'), hold: { until: '2026-03-17' } }],
    sent: ['2026-03-18 friendly', `${DAY_30} firm`],
  },
  'who pays while on hold gets nothing when it ends': {
    rule: 'S13',
    then: [
      { at: at('2026-03-10'), hold: { until: '2026-03-17' } },
      { at: at('2026-03-16'), tell: pays(at('2026-03-16')) },
    ],
    sent: [],
  },
  'one of several subscriptions is enough': {
    rule: 'S9',
    begins: (account) =>
      owes(account).subscribes('gold', { status: 'cancelled', endedOn: '2026-03-01' }).subscribes('silver'),
    sent: [`${DAY_14} friendly`, `${DAY_30} firm`],
  },
  'none of several subscriptions is active': {
    rule: 'S9',
    begins: (account) =>
      owes(account)
        .subscribes('gold', { status: 'cancelled', endedOn: '2026-03-01' })
        .subscribes('silver', { status: 'paused' }),
    sent: [],
  },
  'a cancellation at the end of the term counts from its end': {
    rule: 'S9',
    then: [
      { at: at('2026-03-05'), tell: (account) => account.subscribes('gold', { endedOn: '2026-03-20' }) },
    ],
    sent: [`${DAY_14} friendly`],
  },
  'a subscription first known as cancelled was active until its end': {
    rule: 'S23',
    begins: (account) => owes(account).subscribes('gold', { status: 'cancelled', endedOn: '2026-03-20' }),
    sent: [`${DAY_14} friendly`],
  },
  'a date evaluated late acts as of its own instant': {
    rule: 'S10',
    begins: (account) => owes(account, {}, '2026-03-07').subscribes('gold'),
    sent: ['2026-03-21 friendly', '2026-04-05 firm'],
  },
  'who paid before a date that is evaluated late is acted on gets nothing': {
    rule: 'S10',
    begins: (account) => owes(account, {}, '2026-03-07').subscribes('gold'),
    then: [{ at: at(OUTAGE), tell: pays(at(OUTAGE)) }],
    sent: [],
  },
  'the oldest invoice paid while a newer is overdue does not end the streak': {
    rule: 'S4, S6',
    begins: (account) =>
      subscribed(account)
        .owes('50.00', { number: `${account.key}-newer` })
        .since('2026-03-09'),
    then: [{ at: at('2026-03-10'), tell: pays(at('2026-03-10')) }],
    sent: [`${DAY_14} friendly`, `${DAY_30} firm`],
  },
  'the oldest invoice paid before a newer is overdue does': {
    rule: 'S4',
    begins: (account) =>
      subscribed(account)
        .owes('50.00', { number: `${account.key}-newer` })
        .since('2026-03-12'),
    then: [{ at: at('2026-03-10'), tell: pays(at('2026-03-10')) }],
    sent: ['2026-03-25 friendly', '2026-04-10 firm'],
  },
  'a payment method makes no difference': {
    rule: 'S9',
    begins: (account) => subscribed(account).hasCard('2027-12'),
    sent: [`${DAY_14} friendly`, `${DAY_30} firm`],
  },
  'a draft invoice does not count': {
    rule: 'S2',
    begins: (account) => owes(account, { status: 'draft' }).subscribes('gold'),
    sent: [],
  },
  'a draft that is finalized after its due date is past due from then on': {
    rule: 'S0',
    begins: (account) => owes(account, { status: 'draft' }).subscribes('gold'),
    then: [
      {
        at: at('2026-03-12'),
        tell: (account) => owes(account, { status: 'open', effectiveAt: at('2026-03-12') }),
      },
    ],
    sent: ['2026-03-25 friendly', '2026-04-10 firm'],
  },
};

const CASE_LIST = Object.entries(CASES).map(([what, one], index) => ({ what, key: `A${index + 1}`, ...one }));

describe('the overdue list', () => {
  let world: DeliveryWorld;
  let sent: Map<string, string[]>;

  beforeAll(async () => {
    world = await DeliveryWorld.open(RULE);
    for (const { key, begins = subscribed } of CASE_LIST) begins(world.account(key));
    await world.save();
    await liveThrough(world);
    sent = await sentTo(world);
  }, 120_000);
  afterAll(() => world.close());

  it.each(CASE_LIST.map((one) => [one.what, one.rule, one] as const))(
    '%s (%s)',
    (_, __, { key, sent: expected }) => {
      expect(sent.get(key) ?? []).toEqual(expected);
    },
  );
});

/** Everything becomes known at its own instant; every date is evaluated at 09:00, save one. */
async function liveThrough(world: DeliveryWorld): Promise<void> {
  const writes = groupBy(
    CASE_LIST.flatMap(({ key, then = [] }) => then.map((happens) => ({ key, ...happens }))),
    (write) => write.at,
  );
  const evaluations = new Set<string>();
  for (let date = PUBLISHED.slice(0, 10); date <= LAST; date = addDays(date, 1)) {
    if (date !== OUTAGE) evaluations.add(at(date, '09:00'));
  }
  for (const instant of [...new Set([...writes.keys(), ...evaluations])].sort()) {
    await world.setClock(instant);
    for (const { key, tell, hold } of writes.get(instant) ?? []) {
      tell?.(world.account(key));
      await world.save();
      if (hold) await world.hold({ account: key, ...hold });
    }
    if (evaluations.has(instant)) await world.moveTo(instant);
  }
}

/** By account, in order of time. */
async function sentTo({ dataSource }: DeliveryWorld): Promise<Map<string, string[]>> {
  const rows = await dataSource.query<{ key: string; line: string }[]>(
    `select a.key, (d.finished_at at time zone 'UTC')::date || ' ' || d.step_id as line
     from deliveries d join accounts a using (workspace_id, account_id)
     where d.status = 'done' and d.kind = 'emailCustomer' order by d.finished_at`,
  );
  return groupBy(
    rows,
    ({ key }) => key,
    ({ line }) => line,
  );
}
