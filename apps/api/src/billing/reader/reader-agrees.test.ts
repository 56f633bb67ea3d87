import { compileCondition, prepareCondition } from '@dunwell/engine';
import {
  fieldsFor,
  type CatalogueContext,
  type Condition,
  type FactValue,
  type FieldDefinition,
  type FieldType,
  type OperatorId,
  type Subject,
  type Value,
} from '@dunwell/language';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../../test/support/create-test-database.js';
import { ALWAYS, BillingWorld, type Columns } from './billing-world.testing.js';
import { factSource } from './fact-source.js';
import { CANDIDATE } from './subject-tables.js';
import { attributeTypes, currenciesInUse } from './workspace-facts.js';

const AT = '2026-03-20T08:00:00Z';
const ACCOUNTS = 12;

let database: TestDatabase;
let world: BillingWorld;
let context: CatalogueContext;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await BillingWorld.create(database.dataSource.manager);
  for (let n = 0; n < ACCOUNTS; n += 1) await addAccount(n);
  context = {
    attributes: await attributeTypes(world.manager, world.workspaceId),
    currencies: await currenciesInUse(world.manager, world.workspaceId),
    customEvents: {},
  };
}, 30_000);
afterAll(() => database.drop());

/** Accounts in which facts are there in one and missing in the next, in ever other combinations. */
async function addAccount(n: number): Promise<void> {
  const day = String(n + 3).padStart(2, '0');
  const opened = `2026-03-${day}`;
  const overdue = n % 3 === 0 ? 0 : n * 1_000;
  const id = await world.account(`A${n}`, { currency: n % 4 === 0 ? 'USD' : 'EUR' }, [
    { to_at: `${opened}T00:00:00Z`, outstanding: overdue },
    {
      from_at: `${opened}T00:00:00Z`,
      outstanding: overdue + n,
      overdue,
      unapplied: n % 2,
      overdue_invoices: overdue === 0 ? 0 : 1,
      ...(overdue === 0 ? {} : { opened_on: opened, strict_since: opened, oldest_due_on: '2026-03-01' }),
      ...(n % 2 ? { last_payment_on: '2026-03-02' } : {}),
    },
  ]);
  await addFacts(id, n);
  const invoice_id = await world.invoice(id, { due_on: `2026-03-${String(n + 14)}`, total: n * 500 }, [
    { past_due: n < 6, remaining: n * 400, left_out: n % 5 === 4, opened_on: n < 6 ? opened : null },
  ]);
  await world.insert('invoice_states', {
    invoice_id,
    ...ALWAYS,
    status: 'open',
    collection_method: n % 3 === 0 ? null : n % 2 ? 'automatic' : 'manual',
  });
  await world.subscription(id, {
    status: (['active', 'trialing', 'pastDue', 'paused'] as const)[n % 4]!,
    plan: n % 3 ? `plan${n % 3}` : null,
    renews_on: n % 2 ? `2026-04-${day}` : null,
    ended_on: n % 5 === 3 ? '2026-05-01' : null,
    trial_ends_on: `2026-03-${String(n + 15)}`,
    collection_method: n % 2 ? 'automatic' : null,
  });
  await world.paymentMethod(id, {
    status: n % 4 === 3 ? 'blocked' : 'active',
    brand: n % 2 ? 'Visa' : null,
    expires_on: n % 3 ? '2026-03-31' : null,
    is_default: n % 5 !== 4,
  });
  for (let failures = 0; failures < n % 3; failures += 1) {
    const at = `2026-03-1${failures}T11:00:00Z`;
    const failure: Columns = n % 2 ? { failure_code: `code${n}`, failure_kind: 'soft' } : {};
    await world.payment(id, { invoice_id }, { at, status: 'failed', ...failure });
  }
}

async function addFacts(account_id: string, n: number): Promise<void> {
  if (n % 4 < 3) {
    const language = n % 2 ? 'de' : null;
    const status: Columns = n % 2 ? { collection_status: 'inCollections', service_status: 'suspended' } : {};
    const email = n % 3 ? 'a@example.test' : null;
    await world.insert('account_details', {
      account_id,
      ...ALWAYS,
      country: 'DE',
      language,
      email,
      ...status,
    });
  }
  for (const tag of ['late', 'vip'].slice(0, n % 3))
    await world.insert('account_tags', { account_id, tag, ...ALWAYS });
  const of = { subject_id: account_id, account_id };
  await world.attribute('account', 'text', { ...of, name: 'segment', text_value: `s${n % 2}` });
  if (n % 2) await world.attribute('account', 'number', { ...of, name: 'score', number_value: n / 4 });
  if (n % 3) await world.attribute('account', 'boolean', { ...of, name: 'reseller', boolean_value: n > 5 });
  if (n % 4)
    await world.attribute('account', 'date', { ...of, name: 'since', date_value: `2026-01-0${(n % 3) + 1}` });
  if (n % 3 === 1) await world.hold(account_id, { from_at: '2026-03-01T00:00:00Z' });
  if (n % 3 === 2)
    await world.hold(account_id, {
      reason: 'promiseToPay',
      from_at: '2026-03-01T00:00:00Z',
      until_at: n % 2 ? '2026-03-15T00:00:00Z' : '2026-04-15T00:00:00Z',
    });
}

const SET: OperatorId[] = ['isSet', 'isNotSet'];
const ORDER: OperatorId[] = ['equals', 'notEquals', 'atLeast', 'atMost', 'moreThan', 'lessThan'];
const CHOICE: OperatorId[] = ['equals', 'notEquals', 'isOneOf', 'isNoneOf'];

/** Operators over values that occur; how each operator treats each type is tested where the language is compiled. */
const OPERATORS_TRIED: Readonly<Record<FieldType, OperatorId[]>> = {
  days: [...SET, ...ORDER, 'isOneOf', 'isNoneOf', 'between'],
  count: [...SET, ...ORDER, 'isOneOf', 'between'],
  number: [...SET, ...ORDER],
  money: [...SET, ...ORDER, 'between'],
  date: [...SET, ...ORDER],
  text: [...SET, ...CHOICE, 'contains', 'startsWith'],
  choice: [...SET, ...CHOICE],
  list: [...SET, 'contains', 'containsAny', 'containsNone'],
  boolean: [...SET, 'isTrue', 'isFalse'],
};

type Single = number | string;

const WITHOUT_VALUE: OperatorId[] = ['isSet', 'isNotSet', 'isTrue', 'isFalse'];
const WITH_SEVERAL: OperatorId[] = ['isOneOf', 'isNoneOf', 'containsAny', 'containsNone'];

function requiredValue(operator: OperatorId, type: FieldType, single: Single): Value | undefined {
  if (WITHOUT_VALUE.includes(operator)) return undefined;
  if (WITH_SEVERAL.includes(operator)) return [single] as number[] | string[];
  const one = type === 'money' ? [{ currency: 'EUR', amount: Number(single) }] : single;
  return operator === 'between' ? { from: one, to: one } : one;
}

const A_VALUE: Readonly<Record<FieldType, Single>> = {
  days: 14,
  count: 1,
  number: 1.5,
  money: 0,
  date: '2026-01-02',
  text: 'x',
  choice: 'x',
  list: 'x',
  boolean: 'x',
};

function conditionsOn(definition: FieldDefinition, values: readonly FactValue[]): Condition[] {
  const { id: field, type, params } = definition;
  const singles = new Set<Single>([
    ...(definition.options ?? [A_VALUE[type]]),
    ...values.flat().filter((value) => typeof value === 'number' || typeof value === 'string'),
  ]);
  const given = params && Object.fromEntries(Object.entries(params).map(([name]) => [name, 10]));
  const conditions = OPERATORS_TRIED[type].flatMap((operator) =>
    [...singles].slice(0, 3).map((single): Condition => {
      const value = requiredValue(operator, type, single);
      return { field, operator, ...(value === undefined ? {} : { value }), ...(given && { params: given }) };
    }),
  );
  const different = [...new Map(conditions.map((each) => [JSON.stringify(each), each])).values()];
  return different.flatMap((condition) => [condition, { not: condition }]);
}

describe.each<Subject>(['account', 'invoice', 'subscription', 'paymentMethod'])(
  'a rule about a %s',
  (subject) => {
    it('is given by SQL who its conditions hold for, field by field, as the engine decides on the values', async () => {
      const scope = { subject, trigger: { kind: 'manual' } } as const;
      const definitions = fieldsFor(scope, context).filter(
        ({ provider, group }) => provider === 'billing' && (group === subject || subject === 'account'),
      );
      const source = factSource({ subject, moment: world.moment(AT), attributeTypes: context.attributes });
      const fieldOf = (id: string) => definitions.find((definition) => definition.id === id)!;
      for (const definition of definitions) {
        const params = definition.params && { days: 10 };
        const fields = [{ field: definition.id, params }];
        const everybody = await world.read(subject, AT, fields);
        expect(everybody).toHaveLength(ACCOUNTS);
        const values = everybody.map((read) => Object.values(read.values)[0]!);
        for (const condition of conditionsOn(definition, values)) {
          const { date } = world.moment(AT);
          const { where, complete } = compileCondition(condition, fieldOf, source, {
            date,
            currency: CANDIDATE.currency,
          });
          const bySql = await world.read(subject, AT, [], { where: { sql: where, fields } });
          const inEngine = prepareCondition(condition, fieldOf);
          const verdicts = await Promise.all(
            everybody.map((read) => inEngine.evaluate(read.values, read.currency)),
          );
          const byEngine = everybody.filter((_, index) => verdicts[index]!.holds);
          expect({ condition, complete, ids: bySql.map(({ accountKey }) => accountKey) }).toEqual({
            condition,
            complete: true,
            ids: byEngine.map(({ accountKey }) => accountKey),
          });
        }
      }
    }, 30_000);
  },
);
