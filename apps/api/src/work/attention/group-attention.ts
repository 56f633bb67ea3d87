import type { AttentionGroup, AttentionKind, NamedAccount, Money } from '@dunwell/contract';
import { render, sql } from '@dunwell/engine';
import type { Step } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { attentionActions, attentionGroupWords, attentionWords } from './attention-words.js';
import { originOf, type AttentionContext, type WaitingRow } from './list-attention.js';
import { waitingSql } from './waiting-sql.js';

interface GroupRow {
  kind: AttentionKind;
  code: string;
  automationId: string | null;
  automation: string | null;
  step: string | null;
  stepDocument: Step | null;
  count: number;
  since: Date;
  latest: Date;
  canGoOn: boolean;
  accounts: NamedAccount[] | null;
  amounts: Money[] | null;
  /** The latest entry. */
  entry: Omit<WaitingRow, 'since'>;
}

/** What waits for a person by kind, reason and step, the largest group first. */
export async function groupAttention(
  manager: EntityManager,
  context: AttentionContext,
): Promise<AttentionGroup[]> {
  const { text, values } = render(sql`
    with waiting as (${waitingSql(context)}),
    stakes as (
      -- an account with several entries in a group owes what it owes once
      select kind, code, "automationId", step, currency, sum(amount)::bigint as amount
      from (
        select kind, code, "automationId", step, currency, account, max(amount) as amount
        from waiting where currency is not null
        group by kind, code, "automationId", step, currency, account
      ) once
      group by kind, code, "automationId", step, currency
    )
    select g.*, (
      select json_agg(json_build_object('currency', currency, 'amount', amount) order by currency) from stakes s
      where (s.kind, s.code) = (g.kind, g.code) and s."automationId" is not distinct from g."automationId"
        and s.step is not distinct from g.step and s.amount > 0
    ) as amounts
    from (
      select kind, code, "automationId", automation, step, count(*)::integer as count, min(since) as since,
        max(since) as latest, bool_and("canGoOn") as "canGoOn",
        (array_agg("stepDocument" order by since desc, id desc))[1] as "stepDocument",
        (array_agg(to_json(waiting) order by since desc, id desc))[1] as entry,
        to_json((array_agg(json_build_object('key', account, 'name', "accountName") order by since desc, id desc)
          filter (where account is not null))[1:3]) as accounts
      from waiting
      group by kind, code, "automationId", automation, step
    ) g
    order by count desc, latest desc, kind, code`);
  return (await manager.query<GroupRow[]>(text, values)).map(toGroup);
}

function toGroup(row: GroupRow): AttentionGroup {
  const { kind, code, count } = row;
  return {
    ...{ kind, code, count },
    words: attentionGroupWords(row, count, attentionWords(row.entry)),
    ...originOf(row),
    accounts: row.accounts ?? [],
    amounts: row.amounts ?? [],
    since: row.since.toISOString(),
    latest: row.latest.toISOString(),
    actions: attentionActions(kind, row.canGoOn),
  };
}
