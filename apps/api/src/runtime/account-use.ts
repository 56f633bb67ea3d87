import { render, sql, type SqlFragment } from '@dunwell/engine';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccountUses, type TouchedAccounts } from '../billing/billing-events.js';
import { onlyRow } from '../platform/must.js';

/** Tells billing what automations and people have done about accounts, before it takes facts about them back. */
@Injectable()
export class RuntimeAccountUse implements OnModuleInit {
  constructor(private readonly uses: AccountUses) {}

  onModuleInit(): void {
    this.uses.register(usesOf);
  }
}

interface Uses {
  matched: number;
  underWay: number;
  delivered: number;
  tasked: number;
}

async function usesOf(manager: EntityManager, touched: TouchedAccounts): Promise<string[]> {
  const { since } = touched;
  const count = (table: SqlFragment, when: SqlFragment): SqlFragment => sql`(
    select count(distinct used.account_id)::integer from ${table} used
    join touched on touched.account_id = used.account_id
    where used.workspace_id = ${touched.workspaceId}::uuid and ${when}
  )`;
  const { text, values } = render(sql`
    with touched as (select distinct account_id from (${touched.accounts}) touched)
    select
      ${count(sql`matches`, sql`used.decided_at >= ${since}`)} as matched,
      ${count(sql`journeys`, sql`(used.entered_at >= ${since} or used.ended_at >= ${since})`)} as "underWay",
      ${count(sql`deliveries`, sql`(used.first_due_at >= ${since} or used.finished_at >= ${since})`)} as delivered,
      ${count(sql`tasks`, sql`(used.created_at >= ${since} or used.done_at >= ${since})`)} as tasked`);
  const uses = onlyRow(await manager.query<Uses[]>(text, values));
  return (Object.keys(WORDS) as (keyof Uses)[]).flatMap((use) =>
    uses[use] > 0 ? [WORDS[use](uses[use])] : [],
  );
}

const accounts = (count: number): string => (count === 1 ? '1 account' : `${count} accounts`);

const WORDS: Readonly<Record<keyof Uses, (count: number) => string>> = {
  matched: (count) => `Automations have decided about ${accounts(count)} of it since.`,
  underWay: (count) => `Journeys of ${accounts(count)} of it have begun or ended since.`,
  delivered: (count) => `Steps have been due or carried out for ${accounts(count)} of it since.`,
  tasked: (count) => `Tasks about ${accounts(count)} of it have been made or done since.`,
};
