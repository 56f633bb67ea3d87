import type { TagInput } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { publishTagsForGood } from '../events/tagged-for-good.js';
import { setBetween } from '../facts/held.js';
import {
  firstTagDifference,
  loadTags,
  saveTags,
  tagHistory,
  type TagHistory,
  type Tags,
} from '../facts/tags.js';
import { applyBatch } from './apply-batch.js';
import type { ApplyContext, RowOutcome } from './apply-context.js';
import type { EntityChange, EntityRules, RowContext } from './entity-rules.js';

interface TaggedAccount {
  accountId: string;
  tags: Tags;
}

/** Tags accounts for stretches of time; `to` is exclusive (S23). */
export async function applyTags(
  manager: EntityManager,
  context: ApplyContext,
  inputs: readonly TagInput[],
): Promise<RowOutcome[]> {
  const { workspaceId } = context;
  const rules: EntityRules<TagInput, TaggedAccount> = {
    noun: 'tags of account',
    keyField: 'account',
    statementOf: ({ account, tag, from, effectiveAt }) =>
      JSON.stringify([account, tag, from ?? effectiveAt ?? null]),
    load: (_, keys) => loadTaggedAccounts(manager, workspaceId, keys),
    apply: applyTag,
    save: async (_, changes) => {
      const tags = changes.map(({ account, before, after }) => ({
        account,
        accountId: after.accountId,
        before: before?.tags ?? {},
        after: after.tags,
      }));
      await publishTagsForGood(manager, context, tags);
      return saveTags(manager, context, tags);
    },
    effect: ({ account, before, after }: EntityChange<TaggedAccount>) => ({
      // Of a new account nothing was decided yet (S10).
      earliestAt: account.isNew ? Infinity : firstTagDifference(before?.tags ?? {}, after.tags),
      movesMoney: false,
    }),
  };
  return applyBatch(manager, context, { rules, inputs });
}

function applyTag(
  before: TaggedAccount | null,
  input: TagInput,
  { account, check, zones }: RowContext,
): TaggedAccount | undefined {
  const tag = check.text('tag', input.tag, 200);
  const from = check.instant('from', input.from === undefined ? input.effectiveAt : input.from, zones);
  const to = check.instant('to', input.to, zones) ?? Infinity;
  if (!check.passed() || !tag) return undefined;
  const tags = before?.tags ?? {};
  const history = tagHistory(tags, tag);
  const start = from === undefined ? startOfRunning(history, to) : (from ?? -Infinity);
  if (start >= to) {
    check.refuse('to', 'beforeFrom', 'to must lie after from: the tag is on from one up to the other.');
    return undefined;
  }
  const changed = tagBetween(history, start, to);
  if (before !== null && firstTagDifference({ [tag]: history }, { [tag]: changed }) === Infinity)
    return before;
  return { accountId: account.accountId, tags: { ...tags, [tag]: changed } };
}

/** Without a start, the tag that is on when it is to end is meant; else it was on always. */
function startOfRunning(history: TagHistory, to: number): number {
  const running = history.find(
    ({ from, to: end, value }) => value.on && from < to && (to < end || end === Infinity),
  );
  return running?.from ?? -Infinity;
}

/** The same start is the same tagging: its end is replaced. */
function tagBetween(history: TagHistory, from: number, to: number): TagHistory {
  const same = history.find((period) => period.value.on && period.from === from);
  const without =
    same === undefined ? history : setBetween(history, 'on', false, { from: same.from, to: same.to });
  return setBetween(without, 'on', true, { from, to });
}

/** Accounts with all their tags, by the keys of the accounts. */
async function loadTaggedAccounts(
  manager: EntityManager,
  workspaceId: string,
  keys: readonly string[],
): Promise<Map<string, TaggedAccount>> {
  const accounts = await manager.query<{ key: string; account_id: string }[]>(
    'select key, account_id from accounts where workspace_id = $1 and key = any($2::text[])',
    [workspaceId, keys],
  );
  const ids = accounts.map((row) => row.account_id);
  const tags = await loadTags(manager, workspaceId, ids);
  return new Map(
    accounts.map(({ key, account_id }) => [key, { accountId: account_id, tags: tags.get(account_id) ?? {} }]),
  );
}
