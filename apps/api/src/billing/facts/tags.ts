import type { EntityManager } from 'typeorm';
import { firstDifference, state, valueAt, withGaps, type Held } from './held.js';
import { deleteRows, insertRows, type StoredInstant } from './rows.js';
import { ACCOUNT_TAGS } from './tables.js';

/** Whether an account has a tag, over time. */
export type TagHistory = Held<{ on: boolean }>[];

type StoredTag = Omit<TagHistory[number], 'stated'>;

/** All tags an account ever had, by their names. */
export type Tags = Readonly<Record<string, TagHistory>>;

export const NO_TAG: TagHistory = withGaps<{ on: boolean }>([], { on: false });

/** What is known of one tag. A tag may have any name, those of an object's prototype included. */
export function tagHistory(tags: Tags, tag: string): TagHistory {
  return Object.hasOwn(tags, tag) ? (tags[tag] ?? NO_TAG) : NO_TAG;
}

export async function loadTags(
  manager: EntityManager,
  workspaceId: string,
  accountIds: readonly string[],
): Promise<Map<string, Tags>> {
  const rows = await manager.query<
    { account_id: string; tag: string; from_at: StoredInstant; to_at: StoredInstant }[]
  >(
    `select account_id, tag, from_at, to_at from account_tags
     where workspace_id = $1 and account_id = any($2::uuid[])`,
    [workspaceId, accountIds],
  );
  const periods = new Map<string, Map<string, StoredTag[]>>();
  for (const row of rows) {
    const ofAccount = periods.get(row.account_id) ?? new Map<string, StoredTag[]>();
    periods.set(row.account_id, ofAccount);
    ofAccount.set(row.tag, [
      ...(ofAccount.get(row.tag) ?? []),
      { from: Number(row.from_at), to: Number(row.to_at), value: { on: true } },
    ]);
  }
  return new Map(
    [...periods].map(([id, byTag]) => [
      id,
      Object.fromEntries([...byTag].map(([tag, held]) => [tag, withGaps(held, { on: false })])),
    ]),
  );
}

/** Stores the tags of accounts anew. */
export async function saveTags(
  manager: EntityManager,
  workspaceId: string,
  changed: readonly { accountId: string; before: Tags; after: Tags }[],
): Promise<void> {
  const rewritten = changed.filter(({ before, after }) => before !== after);
  await deleteRows(manager, ACCOUNT_TAGS, workspaceId, {
    by: 'accountId',
    ids: rewritten.filter(({ before }) => Object.keys(before).length > 0).map(({ accountId }) => accountId),
  });
  const rows = rewritten.flatMap(({ accountId, after }) =>
    Object.entries(after).flatMap(([tag, history]) =>
      history
        .filter(({ value }) => value.on)
        .map(({ from, to }) => ({ accountId, tag, fromAt: from, toAt: to })),
    ),
  );
  await insertRows(manager, ACCOUNT_TAGS, workspaceId, rows);
}

/**
 * Puts a tag on or takes it off from an instant on, up to what is said about later. `again` remembers that it is on
 * where it was already: the time without a tag is not stored, so only that can be.
 */
export function setTag(
  tags: Tags,
  tag: string,
  { on, since, again = false }: { on: boolean; since: number; again?: boolean },
): Tags {
  const history = tagHistory(tags, tag);
  if (valueAt(history, since).on === on && !(on && again)) return tags;
  const changed = state(history, 'on', on, { effectiveAt: since, now: since });
  return changed === history ? tags : { ...tags, [tag]: changed };
}

/** The first instant at which the tags of an account differ. */
export function firstTagDifference(before: Tags, after: Tags): number {
  if (before === after) return Infinity;
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Math.min(
    ...[...names].map((tag) => firstDifference(tagHistory(before, tag), tagHistory(after, tag))),
  );
}
