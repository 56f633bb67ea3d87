import type { AccountInput } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import { publishTagsForGood } from '../events/tagged-for-good.js';
import { loadAccountFacts, saveAccountFacts, type AccountFacts } from '../facts/account-facts.js';
import { NO_DETAILS, type AccountDetails } from '../facts/account-details.js';
import { AttributeTypes } from '../facts/attribute-types.js';
import { changeAttributes, firstAttributeDifference } from '../facts/change-attributes.js';
import { always, firstDifference } from '../facts/held.js';
import { firstTagDifference, setTag, type Tags } from '../facts/tags.js';
import {
  firstDateThatDiffers,
  followWorkspace,
  takeOwnZone,
  type AccountZone,
} from '../zones/account-zones.js';
import { applyBatch } from './apply-batch.js';
import type { ApplyContext, RowOutcome } from './apply-context.js';
import { NO_CHANGE, type FactChange } from './changed-accounts.js';
import { changeFields } from './change-fields.js';
import { checkAccount } from './check-account.js';
import type { EntityChange, EntityRules, RowContext } from './entity-rules.js';

/** Creates and changes accounts (S3: the currency never changes; S21: zones; S23: since when the rest holds). */
export async function applyAccounts(
  manager: EntityManager,
  context: ApplyContext,
  inputs: readonly AccountInput[],
): Promise<RowOutcome[]> {
  const types = await AttributeTypes.load(manager, context, 'account');
  const rules: EntityRules<AccountInput, AccountFacts> = {
    noun: 'account',
    keyField: 'account',
    statementOf: ({ account, effectiveAt = '' }) => JSON.stringify([account, effectiveAt]),
    createsAccounts: true,
    load: (_, keys) => loadAccountFacts(manager, context.workspaceId, keys),
    apply: (before, input, row) => applyAccount(before, input, { row, types }),
    save: async (_, changes) => {
      await publishTagsForGood(manager, context, changes.map(tagsOf));
      return saveAccountFacts(manager, context, { changes, types });
    },
    effect: (change) => effectOf(change, context.now.getTime()),
  };
  return applyBatch(manager, context, { rules, inputs });
}

const tagsOf = ({ account, before, after }: EntityChange<AccountFacts>) => ({
  account,
  before: before?.tags ?? {},
  after: after.tags,
});

function applyAccount(
  before: AccountFacts | null,
  input: AccountInput,
  { row, types }: { row: RowContext; types: AttributeTypes },
): AccountFacts | undefined {
  const { account, check, now } = row;
  const effectiveAt = check.instant('effectiveAt', input.effectiveAt, row.zones) ?? undefined;
  checkAccount(check, input);
  types.check(check, input.attributes ?? {});
  if (!check.passed()) return undefined;

  const facts = before ?? {
    accountId: account.accountId,
    details: always(NO_DETAILS),
    zones: account.zones,
    tags: {},
    attributes: {},
  };
  const since = { effectiveAt, now, isNew: before === null };
  const after: AccountFacts = {
    accountId: account.accountId,
    details: changeFields(
      facts.details,
      detailsOf(input),
      before === null ? { ...since, now: -Infinity } : since,
    ),
    zones: changeZones(facts.zones, input, { row, isNew: before === null }),
    tags: input.tags === undefined ? facts.tags : replaceTags(facts.tags, input.tags, since),
    attributes: changeAttributes(facts.attributes, input.attributes ?? {}, since),
  };
  account.zones = after.zones;
  if (before === null) return after;
  const changed = (['details', 'zones', 'tags', 'attributes'] as const).some(
    (part) => after[part] !== before[part],
  );
  return changed ? after : before;
}

interface Since {
  effectiveAt: number | undefined;
  now: number;
  isNew: boolean;
}

function detailsOf(input: AccountInput): Partial<AccountDetails> {
  const { name, email, country, language, paymentUrl, collectionStatus, serviceStatus } = input;
  return { name, email, country, language, paymentUrl, collectionStatus, serviceStatus };
}

/** A new account has its zone on every date; a later change takes effect by S21, never on a date that has begun. */
function changeZones(
  zones: AccountZone[],
  { timeZone, effectiveAt }: AccountInput,
  { row, isNew }: { row: RowContext; isNew: boolean },
): AccountZone[] {
  const now = new Date(row.now);
  if (timeZone === undefined) return zones;
  if (timeZone === null) {
    return zones.at(-1)?.own === false ? zones : followWorkspace(zones, row.account.workspaceZones, now);
  }
  if (isNew) return [{ fromDate: '-infinity', timeZone, own: true }];
  const changed = takeOwnZone(zones, timeZone, { now, notBefore: effectiveAt?.slice(0, 10) });
  return firstDateThatDiffers(zones, changed) === null ? zones : changed;
}

/** The set is complete: a tag that is not in it ends. An account's first tags held always. */
function replaceTags(tags: Tags, complete: readonly string[], { effectiveAt, now }: Since): Tags {
  const since = effectiveAt ?? (Object.keys(tags).length === 0 ? -Infinity : now);
  let changed = tags;
  for (const tag of new Set([...Object.keys(tags), ...complete])) {
    changed = setTag(changed, tag, {
      on: complete.includes(tag),
      since,
      again: effectiveAt !== undefined,
    });
  }
  return changed;
}

function effectOf({ before, after }: EntityChange<AccountFacts>, now: number): FactChange {
  if (before === null) return NO_CHANGE;
  const zoneDate = firstDateThatDiffers(before.zones, after.zones);
  return {
    earliestAt: Math.min(
      firstDifference(before.details, after.details),
      firstTagDifference(before.tags, after.tags),
      firstAttributeDifference(before.attributes, after.attributes),
      zoneDate === null ? Infinity : now,
    ),
    movesMoney: zoneDate !== null,
  };
}
