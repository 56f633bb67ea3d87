import type { Message, MessageFilter, MessageState } from '@dunwell/contract';
import { render, sql, type SqlFragment } from '@dunwell/engine';
import { textInWords } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { accountStanding } from '../../billing/billing-reader.js';
import { allOf } from '../../platform/database/all-of.js';
import { FORECAST } from '../../runtime/history/deliveries.js';
import { listedStep, ORIGIN_OF_DELIVERY, STEP_COLUMNS, type StepRow } from '../listed-step.js';

/** Which messages are listed. */
export interface MessageQuery extends MessageFilter {
  /** Only this one. */
  delivery?: string;
  /** The last one of the page before. */
  before?: { at: Date; delivery: string } | undefined;
  limit: number;
}

/** A message, and what it says where it has been rendered. */
export interface MessageRead extends Message {
  text: string | null;
  html: string | null;
}

interface MessageRow
  extends Omit<MessageRead, 'at' | 'sentAt' | 'dueAt' | 'stepLabel' | 'isRendered' | 'subject'>, StepRow {
  renderedSubject: string | null;
  template: string;
  at: Date;
  sentAt: Date | null;
  dueAt: Date | null;
}

/** In the words of the index they are found by. */
const IS_MESSAGE = sql`d.kind in ('emailCustomer', 'emailTeam')`;

/** When it was sent or decided on, else when it was first to go out. */
const AT = sql`coalesce(d.finished_at, d.first_due_at)`;

const STATE = sql`case
    when m.transport = 'outbox' then 'outbox'
    when m.transport = 'smtp' then 'sent'
    when d.status = 'done' then 'confirmed'
    when d.status in ('claimed', 'sending') then 'sending'
    when d.status = 'ended' then 'notSent'
    when d.status = 'due' then case when d.held_because is null then 'queued' else 'heldBack' end
    else d.status
  end`;

const RECIPIENTS = sql`coalesce(m.recipients, array(select jsonb_array_elements_text(d.payload -> 'to')))`;
const SUBJECT = sql`coalesce(m.subject, d.payload ->> 'subject')`;

/** E-mails of automations in all their states, the latest first; those never sent only where they are asked for. */
export async function listMessages(
  manager: EntityManager,
  { workspaceId, now }: { workspaceId: string; now: Date },
  query: MessageQuery,
): Promise<MessageRead[]> {
  const standing = accountStanding(now.getTime());
  const { text, values } = render(sql`
    select d.key as delivery, d.journey_id as "journeyId", account.key as account, ${standing.name} as "accountName",
      ${STEP_COLUMNS}, coalesce(m.audience, case d.kind when 'emailTeam' then 'team' else 'customer' end) as audience, ${STATE} as state,
      nullif(${RECIPIENTS}, '{}') as recipients, ${SUBJECT} as "renderedSubject", d.action ->> 'subject' as template,
      nullif(m.transport, 'confirmed') as transport, ${AT} as at, m.sent_at as "sentAt", ${FORECAST} as "dueAt", d.held_because as "heldBecause",
      d.attempts, d.problem, d.problem_code as "problemCode",
      coalesce(m.text, d.payload ->> 'text') as text, coalesce(m.html, d.payload ->> 'html') as html
    from deliveries d
    ${ORIGIN_OF_DELIVERY}
    join accounts account on account.workspace_id = d.workspace_id and account.account_id = d.account_id
    left join messages m on m.workspace_id = d.workspace_id and m.delivery_key = d.key
    ${standing.joins}
    where ${allOf(sql`d.workspace_id = ${workspaceId}::uuid`, IS_MESSAGE, ...conditions(query))}
    order by ${AT} desc, d.key desc
    limit ${query.limit}`);
  return (await manager.query<MessageRow[]>(text, values)).map(toMessage);
}

function conditions({
  delivery,
  account,
  audience,
  state,
  automationId,
  search,
  before,
}: MessageQuery): (SqlFragment | undefined)[] {
  const kind = audience === 'team' ? 'emailTeam' : 'emailCustomer';
  return [
    delivery === undefined ? undefined : sql`d.key = ${delivery}`,
    account === undefined ? undefined : sql`account.key = ${account}`,
    audience && sql`d.kind = ${kind}`,
    isOfState(state, delivery),
    automationId === undefined ? undefined : sql`d.automation_id = ${automationId}::uuid`,
    search === undefined ? undefined : speaksOf(search),
    before && sql`(${AT}, d.key) < (${before.at}::timestamptz, ${before.delivery}::text)`,
  ];
}

function isOfState(state: MessageState | undefined, delivery: string | undefined): SqlFragment | undefined {
  if (state !== undefined) return sql`${STATE} = ${state}`;
  return delivery === undefined ? sql`${STATE} <> 'notSent'` : undefined;
}

function speaksOf(search: string): SqlFragment {
  return sql`exists (
    select from unnest(${RECIPIENTS} || coalesce(${SUBJECT}, d.action ->> 'subject')) said
    where position(lower(${search}::text) in lower(said)) > 0
  )`;
}

function toMessage({ renderedSubject, template, stepDocument, ...row }: MessageRow): MessageRead {
  return {
    ...row,
    ...listedStep({ ...row, stepDocument }),
    subject: renderedSubject ?? textInWords(template),
    isRendered: renderedSubject !== null,
    at: row.at.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
  };
}
