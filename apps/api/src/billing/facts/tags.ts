import type { EntityManager } from 'typeorm';
import { firstDifference, state, valueAt, withGaps, type Held } from './held.js';
import { insertMade, type Made, type Writing } from './made-rows.js';
import type { StoredInstant } from './rows.js';
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

interface ChangedTag {
  accountId: string;
  tag: string;
  history: TagHistory;
}

/** Stores the tags of accounts that changed, each with its whole history. */
export async function saveTags(
  manager: EntityManager,
  writing: Writing,
  changes: readonly { accountId: string; before: Tags; after: Tags }[],
): Promise<Made> {
  const changed = changes.flatMap(({ accountId, before, after }) =>
    tagsThatDiffer(before, after).map((tag) => ({ accountId, tag, history: tagHistory(after, tag) })),
  );
  const known = await removeTags(manager, writing.workspaceId, changed);
  const others = changed.filter((one) => known.has(keyOf(one)) && known.get(keyOf(one)) !== writing.importId);
  const own = changed.filter((one) => !others.includes(one));
  // What an import has changed is no longer anybody's: taking it back would take away what was there before.
  await insertMade(manager, ACCOUNT_TAGS, { workspaceId: writing.workspaceId }, others.flatMap(rowsOf));
  await insertMade(manager, ACCOUNT_TAGS, writing, own.flatMap(rowsOf));
  return { created: own.filter((one) => !known.has(keyOf(one))).length, changed: others.length };
}

function tagsThatDiffer(before: Tags, after: Tags): string[] {
  if (before === after) return [];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((tag) => tagHistory(before, tag) !== tagHistory(after, tag));
}

/** Removes what is stored of tags; answers which there were, and the import that made each alone. */
async function removeTags(
  manager: EntityManager,
  workspaceId: string,
  tags: readonly ChangedTag[],
): Promise<Map<string, string | null>> {
  const known = new Map<string, string | null>();
  if (tags.length === 0) return known;
  const [rows] = await manager.query<[{ accountId: string; tag: string; importId: string | null }[], number]>(
    `delete from account_tags stored using unnest($2::uuid[], $3::text[]) as changed (account_id, tag)
     where stored.workspace_id = $1 and stored.account_id = changed.account_id and stored.tag = changed.tag
     returning stored.account_id as "accountId", stored.tag, stored.import_id as "importId"`,
    [workspaceId, tags.map(({ accountId }) => accountId), tags.map(({ tag }) => tag)],
  );
  for (const row of rows) known.set(keyOf(row), row.importId);
  return known;
}

const keyOf = ({ accountId, tag }: Pick<ChangedTag, 'accountId' | 'tag'>): string => `${accountId} ${tag}`;

const rowsOf = ({ accountId, tag, history }: ChangedTag) =>
  history.filter(({ value }) => value.on).map(({ from, to }) => ({ accountId, tag, fromAt: from, toAt: to }));

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
