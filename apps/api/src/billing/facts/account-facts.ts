import type { EntityManager } from 'typeorm';
import type { EntityChange } from '../apply/entity-rules.js';
import { zoneRows, type AccountZone } from '../zones/account-zones.js';
import { loadZones } from '../zones/load-zones.js';
import { detailRows, type AccountDetails } from './account-details.js';
import type { AttributeTypes } from './attribute-types.js';
import { loadAttributes, saveAttributes, type Attributes } from './attributes.js';
import type { Held } from './held.js';
import { noteChanged, type Made, type Writing } from './made-rows.js';
import { deleteRows, insertRows } from './rows.js';
import { heldPeriod, type StatedPeriodRow } from './stated-period.js';
import { ACCOUNT_DETAILS, ACCOUNT_ZONES } from './tables.js';
import { loadTags, saveTags, type Tags } from './tags.js';

/** What is known of an account beside its invoices, money, subscriptions and payment methods. */
export interface AccountFacts {
  accountId: string;
  details: Held<AccountDetails>[];
  zones: AccountZone[];
  tags: Tags;
  attributes: Attributes;
}

interface DetailRow extends StatedPeriodRow<AccountDetails> {
  key: string;
  account_id: string;
  name: string | null;
  email: string | null;
  country: string | null;
  language: string | null;
  payment_url: string | null;
  collection_status: AccountDetails['collectionStatus'];
  service_status: AccountDetails['serviceStatus'];
}

/** Accounts by their keys; those just created have no facts yet and are not in the answer. */
export async function loadAccountFacts(
  manager: EntityManager,
  workspaceId: string,
  keys: readonly string[],
): Promise<Map<string, AccountFacts>> {
  const rows = await manager.query<DetailRow[]>(
    `select accounts.key, account_details.*
     from accounts join account_details using (workspace_id, account_id)
     where workspace_id = $1 and accounts.key = any($2::text[])
     order by from_at`,
    [workspaceId, keys],
  );
  const details = new Map<string, DetailRow[]>();
  for (const row of rows) details.set(row.key, [...(details.get(row.key) ?? []), row]);
  const ids = [...new Set(rows.map((row) => row.account_id))];
  const zones = await loadZones(manager, workspaceId, ids);
  const tags = await loadTags(manager, workspaceId, ids);
  const attributes = await loadAttributes(manager, workspaceId, { subject: 'account', ids });
  return new Map(
    [...details].flatMap(([key, ofAccount]) => {
      const accountId = ofAccount[0]?.account_id;
      if (accountId === undefined) return [];
      const facts = {
        accountId,
        details: ofAccount.map(heldDetails),
        zones: zones.get(accountId) ?? [],
        tags: tags.get(accountId) ?? {},
        attributes: attributes.get(accountId) ?? {},
      };
      return [[key, facts]];
    }),
  );
}

/** Stores the parts that changed. */
export async function saveAccountFacts(
  manager: EntityManager,
  writing: Writing,
  { changes, types }: { changes: readonly EntityChange<AccountFacts>[]; types: AttributeTypes },
): Promise<Made> {
  const { workspaceId } = writing;
  await saveDetails(
    manager,
    workspaceId,
    changes.filter(({ before, after }) => before?.details !== after.details),
  );
  await saveZones(
    manager,
    workspaceId,
    changes.filter(({ before, after }) => before?.zones !== after.zones),
  );
  await saveTags(
    manager,
    writing,
    changes.map(({ before, after }) => ({
      accountId: after.accountId,
      before: before?.tags ?? {},
      after: after.tags,
    })),
  );
  await types.save(manager, workspaceId);
  await saveAttributes(manager, workspaceId, {
    subject: 'account',
    changed: changes.map(({ before, after }) => ({
      subjectId: after.accountId,
      accountId: after.accountId,
      before: before?.attributes ?? {},
      after: after.attributes,
    })),
    types: (name) => types.typeOf(name),
  });
  const ids = idsOfKnown(changes);
  return {
    created: changes.length - ids.length,
    changed: await noteChanged(manager, writing, { table: 'accounts', id: 'account_id', ids }),
  };
}

async function saveDetails(
  manager: EntityManager,
  workspaceId: string,
  changes: readonly EntityChange<AccountFacts>[],
): Promise<void> {
  await deleteRows(manager, ACCOUNT_DETAILS, workspaceId, { by: 'accountId', ids: idsOfKnown(changes) });
  const rows = changes.flatMap(({ after }) => detailRows(after.accountId, after.details));
  await insertRows(manager, ACCOUNT_DETAILS, workspaceId, rows);
}

async function saveZones(
  manager: EntityManager,
  workspaceId: string,
  changes: readonly EntityChange<AccountFacts>[],
): Promise<void> {
  await deleteRows(manager, ACCOUNT_ZONES, workspaceId, { by: 'accountId', ids: idsOfKnown(changes) });
  const rows = changes.flatMap(({ after }) => zoneRows(after.accountId, after.zones));
  await insertRows(manager, ACCOUNT_ZONES, workspaceId, rows);
}

function idsOfKnown(changes: readonly EntityChange<AccountFacts>[]): string[] {
  return changes.filter(({ before }) => before !== null).map(({ after }) => after.accountId);
}

function heldDetails(row: DetailRow): Held<AccountDetails> {
  return heldPeriod(row, {
    name: row.name,
    email: row.email,
    country: row.country,
    language: row.language,
    paymentUrl: row.payment_url,
    collectionStatus: row.collection_status,
    serviceStatus: row.service_status,
  });
}
