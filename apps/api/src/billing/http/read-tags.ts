import type { EntityManager } from 'typeorm';
import { instantText, type StoredInstant } from '../facts/rows.js';
import type { TagAnswer } from './facts-answers.dto.js';
import { instantOrNull } from './instant-or-null.js';
import type { ListedFacts } from './listed-facts.js';

/** The place of a stretch of a tag among all of them. */
export interface TagPlace {
  account: string;
  tag: string;
  /** null: always. */
  from: string | null;
}

/** Tags in the order of accounts, tags and time, those that ended and those to come included. */
export async function listTags(
  manager: EntityManager,
  workspaceId: string,
  { accountId, after, limit }: ListedFacts<TagPlace>,
): Promise<TagAnswer[]> {
  const rows = await manager.query<
    { key: string; tag: string; from_at: StoredInstant; to_at: StoredInstant }[]
  >(
    `select key, tag, from_at, to_at from account_tags join accounts using (workspace_id, account_id)
     where workspace_id = $1 and ($2::uuid is null or account_id = $2)
       and ($3::text is null or (key, tag, from_at) > ($3, $4::text, $5::timestamptz))
     order by key, tag, from_at limit $6`,
    [
      workspaceId,
      accountId,
      after?.account ?? null,
      after?.tag ?? null,
      after?.from ?? instantText(-Infinity),
      limit,
    ],
  );
  return rows.map((row) => ({
    account: row.key,
    tag: row.tag,
    from: instantOrNull(row.from_at),
    to: instantOrNull(row.to_at),
  }));
}
