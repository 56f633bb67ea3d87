import type { AttentionFilter, AttentionItem, AttentionKind } from '@dunwell/contract';
import { render, sql, type SqlFragment } from '@dunwell/engine';
import type { Step } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { allOf } from '../../platform/database/all-of.js';
import { stepWords } from '../listed-step.js';
import { attentionActions, attentionWords } from './attention-words.js';
import { waitingSql } from './waiting-sql.js';

export interface AttentionContext {
  workspaceId: string;
  now: Date;
}

/** Which entries are listed; `before`: the last one of the page before. */
export interface AttentionQuery extends AttentionFilter {
  before?: { since: Date; id: string } | undefined;
  limit: number;
}

/** A row of what waits. */
export interface WaitingRow {
  id: string;
  kind: AttentionKind;
  code: string;
  words: string;
  account: string | null;
  accountName: string | null;
  currency: string | null;
  amount: number;
  automationId: string | null;
  automation: string | null;
  step: string | null;
  stepDocument: Step | null;
  since: Date;
  delivery: string | null;
  hold: string | null;
  date: string | null;
  timeZone: string | null;
  promised: number | null;
  lastDate: string | null;
  canGoOn: boolean;
}

/** What waits for a person, the latest first. */
export async function listAttention(
  manager: EntityManager,
  context: AttentionContext,
  { before, limit, ...filter }: AttentionQuery,
): Promise<AttentionItem[]> {
  const after = before && sql`(since, id) < (${before.since}::timestamptz, ${before.id}::text)`;
  const { text, values } = render(sql`
    select * from (${waitingSql(context)}) waiting
    where ${allOf(sql`true`, ...conditions(filter), after)}
    order by since desc, id desc limit ${limit}`);
  return (await manager.query<WaitingRow[]>(text, values)).map(toItem);
}

/** How many entries there are. */
export async function countAttention(manager: EntityManager, context: AttentionContext): Promise<number> {
  const { text, values } = render(
    sql`select count(*)::integer as count from (${waitingSql(context)}) waiting`,
  );
  const [row] = await manager.query<{ count: number }[]>(text, values);
  return row?.count ?? 0;
}

function conditions({
  kind,
  code,
  automationId,
  step,
  account,
}: AttentionFilter): (SqlFragment | undefined)[] {
  return [
    kind && sql`kind = ${kind}`,
    code === undefined ? undefined : sql`code = ${code}`,
    automationId === undefined ? undefined : sql`"automationId" = ${automationId}::uuid`,
    step === undefined ? undefined : sql`step = ${step}`,
    account === undefined ? undefined : sql`account = ${account}`,
  ];
}

function toItem(row: WaitingRow): AttentionItem {
  const { id, kind, code, account, currency, delivery, hold, date, timeZone } = row;
  return {
    ...{ id, kind, code, delivery, hold },
    words: attentionWords(row),
    account: account === null ? null : { key: account, name: row.accountName },
    ...originOf(row),
    amount: currency === null ? null : { currency, amount: row.amount },
    since: row.since.toISOString(),
    actions: attentionActions(kind, row.canGoOn),
    evaluation: date === null || timeZone === null ? null : { date, timeZone },
  };
}

/** The automation and the step an entry comes from. */
export function originOf({
  automationId,
  automation,
  step,
  stepDocument,
}: Pick<WaitingRow, 'automationId' | 'automation' | 'step' | 'stepDocument'>): Pick<
  AttentionItem,
  'automation' | 'step'
> {
  return {
    automation: automationId === null ? null : { id: automationId, name: automation ?? '' },
    step: step === null ? null : { step, stepLabel: stepWords(step, stepDocument) },
  };
}
