import type { MessageValues } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { newId } from '../platform/database/ids.js';
import type { EffectContext } from './connector.js';

type Stated = Partial<Omit<EffectContext, 'values'>> & {
  values?: Partial<MessageValues>;
  account?: Partial<MessageValues['account']>;
};

/** An effect about an account that owes something; a test states what matters to it. */
export function effect({ values, account, ...stated }: Stated = {}): EffectContext {
  const accountId = newId();
  return {
    workspaceId: newId(),
    key: `${newId()}/${newId()}/remind`,
    automation: { id: newId(), name: 'Past due', version: 3 },
    journeyId: newId(),
    step: 'remind',
    accountId,
    subject: { kind: 'account', id: accountId, key: 'C-1' },
    values: {
      fields: { 'account.overdueBalance': 12_050, 'account.pastDueStreakDays': 14 },
      currency: 'EUR',
      account: { name: 'Jo Meier', key: 'C-1', email: 'jo@customer.example', paymentUrl: null, ...account },
      overdueInvoices: [],
      workspace: { name: 'Acme' },
      today: '2026-03-29',
      ...values,
    },
    sender: { name: null, replyTo: null },
    language: 'en',
    provider: null,
    date: '2026-03-29',
    now: new Date('2026-03-29T07:00:00Z'),
    ...stated,
  };
}

/** An effect whose delivery lies in the database, with everything it hangs on. */
export async function storedEffect(
  manager: EntityManager,
  workspaceId: string,
  stated: Stated = {},
): Promise<EffectContext> {
  const context = effect({ workspaceId, ...stated });
  const { accountId, automation, journeyId, key, now } = context;
  const accountKey = context.values.account.key;
  const rows: readonly (readonly [string, Record<string, unknown>])[] = [
    ['accounts', { account_id: accountId, key: accountKey, currency: 'EUR', created_at: now }],
    ['account_details', { account_id: accountId, from_at: '-infinity', to_at: 'infinity' }],
    [
      'account_zones',
      { account_id: accountId, from_date: '-infinity', to_date: 'infinity', time_zone: 'UTC', own: false },
    ],
    [
      'automations',
      {
        automation_id: automation.id,
        name: automation.name,
        ...{ status: 'live', live_version: automation.version, document: '{}', revision: 1 },
        ...{ saved_at: now, saved_by: 'Jo', created_at: now },
      },
    ],
    [
      'automation_versions',
      {
        automation_id: automation.id,
        version: automation.version,
        ...{ document: '{}', revision: 1, backlog: 'skip', published_at: now, published_by: 'Jo' },
      },
    ],
    [
      'journeys',
      {
        journey_id: journeyId,
        automation_id: automation.id,
        version: automation.version,
        subject_id: accountId,
        account_id: accountId,
        ...{ time_zone: 'UTC', business_date: context.date, entry_key: key, path: '{}', state: '{}' },
        ...{ status: 'underWay', entered_at: now, checked_at: now, checked_change_no: 0 },
        ...{ look_at: now, looked_at: now },
      },
    ],
    [
      'deliveries',
      {
        key,
        journey_id: journeyId,
        automation_id: automation.id,
        account_id: accountId,
        ...{ step_id: context.step, occurrence: '', kind: 'emailCustomer', action: '{}', outward: true },
        ...{ status: 'due', due_at: now, first_due_at: now },
      },
    ],
  ];
  for (const [table, row] of rows) {
    const columns = Object.entries({ workspace_id: workspaceId, ...row });
    await manager.query(
      `insert into ${table} (${columns.map(([name]) => name).join(', ')})
       values (${columns.map((_, index) => `$${index + 1}`).join(', ')})`,
      columns.map(([, value]) => value),
    );
  }
  return context;
}
