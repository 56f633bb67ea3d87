import type { EntityManager } from 'typeorm';
import type { ApplyContext } from '../apply/apply-context.js';
import type { LockedAccount } from '../apply/lock-accounts.js';
import { valueAt } from '../facts/held.js';
import { tagHistory, type Tags } from '../facts/tags.js';
import { insertEvents } from './publish-events.js';

/** The tags of an account before and after a write. */
export interface ChangedTags {
  account: LockedAccount;
  before: Tags;
  after: Tags;
}

/**
 * Publishes tags that a write put on for good, without saying since when: the first value of an undated fact holds always
 * (S23), so no instant of theirs tells that the account was tagged just now. New accounts come with their tags.
 */
export async function publishTagsForGood(
  manager: EntityManager,
  { workspaceId, now, assumed }: ApplyContext,
  changes: readonly ChangedTags[],
): Promise<void> {
  if (assumed) return;
  const tagged = changes
    .filter(({ account }) => !account.isNew)
    .flatMap(({ account, before, after }) =>
      tagsPutOnForGood(before, after, now.getTime()).map((tag) => ({
        name: 'account.tagged',
        key: `account.tagged/account=${account.accountId}/tag=${tag}/always`,
        accountId: account.accountId,
        subjectKind: null,
        subjectIds: [],
        at: now,
        payload: { tag },
      })),
    );
  tagged.sort((a, b) => (a.key < b.key ? -1 : 1));
  await insertEvents(manager, { workspaceId, now }, tagged);
}

function tagsPutOnForGood(before: Tags, after: Tags, now: number): string[] {
  if (before === after) return [];
  return Object.keys(after).filter((tag) => {
    const history = tagHistory(after, tag);
    return (
      valueAt(history, -Infinity).on && valueAt(history, now).on && !valueAt(tagHistory(before, tag), now).on
    );
  });
}
