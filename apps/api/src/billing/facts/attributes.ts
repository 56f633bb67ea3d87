import type { AttributeValue } from '@dunwell/contract';
import type { EntityManager } from 'typeorm';
import type { AttributeType } from '../apply/apply-context.js';
import { withGaps, type Held } from './held.js';
import { deleteRows, insertRows, type StoredInstant } from './rows.js';
import { ATTRIBUTE_PERIODS } from './tables.js';

export type AttributeSubject = 'account' | 'invoice';

/** An attribute over time; null is the time without it. */
export type AttributeHistory = Held<{ value: AttributeValue | null }>[];

type StoredPeriod = Omit<AttributeHistory[number], 'stated'>;

/** All attributes of one subject by their names. */
export type Attributes = Readonly<Record<string, AttributeHistory>>;

export const NO_ATTRIBUTE: AttributeHistory = withGaps<{ value: AttributeValue | null }>([], { value: null });

interface StoredAttribute {
  subject_id: string;
  name: string;
  from_at: StoredInstant;
  to_at: StoredInstant;
  text_value: string | null;
  number_value: number | null;
  boolean_value: boolean | null;
  date_value: string | null;
}

export async function loadAttributes(
  manager: EntityManager,
  workspaceId: string,
  { subject, ids }: { subject: AttributeSubject; ids: readonly string[] },
): Promise<Map<string, Attributes>> {
  const rows = await manager.query<StoredAttribute[]>(
    `select subject_id, name, from_at, to_at, text_value, number_value, boolean_value, date_value
     from attribute_periods where workspace_id = $1 and subject = $2 and subject_id = any($3::uuid[])`,
    [workspaceId, subject, ids],
  );
  const periods = new Map<string, Map<string, StoredPeriod[]>>();
  for (const row of rows) {
    const ofSubject = periods.get(row.subject_id) ?? new Map<string, StoredPeriod[]>();
    periods.set(row.subject_id, ofSubject);
    ofSubject.set(row.name, [
      ...(ofSubject.get(row.name) ?? []),
      { from: Number(row.from_at), to: Number(row.to_at), value: { value: storedValue(row) } },
    ]);
  }
  return new Map(
    [...periods].map(([id, byName]) => [
      id,
      Object.fromEntries([...byName].map(([name, held]) => [name, withGaps(held, { value: null })])),
    ]),
  );
}

/** Stores the attributes of subjects anew, those without any included. */
export async function saveAttributes(
  manager: EntityManager,
  workspaceId: string,
  {
    subject,
    changed,
    types,
  }: {
    subject: AttributeSubject;
    changed: readonly { subjectId: string; accountId: string; before: Attributes; after: Attributes }[];
    types: (name: string) => AttributeType;
  },
): Promise<void> {
  const rewritten = changed.filter(({ before, after }) => before !== after);
  await deleteRows(manager, ATTRIBUTE_PERIODS, workspaceId, {
    by: 'subjectId',
    ids: rewritten.filter(({ before }) => Object.keys(before).length > 0).map(({ subjectId }) => subjectId),
  });
  const rows = rewritten.flatMap(({ subjectId, accountId, after }) =>
    Object.entries(after).flatMap(([name, history]) =>
      history.flatMap(({ from, to, value: { value } }) => {
        if (value === null) return [];
        const type = types(name);
        return {
          subject,
          subjectId,
          accountId,
          name,
          fromAt: from,
          toAt: to,
          textValue: type === 'text' ? value : null,
          numberValue: type === 'number' ? value : null,
          booleanValue: type === 'boolean' ? value : null,
          dateValue: type === 'date' ? value : null,
        };
      }),
    ),
  );
  await insertRows(manager, ATTRIBUTE_PERIODS, workspaceId, rows);
}

function storedValue(row: StoredAttribute): AttributeValue | null {
  return row.text_value ?? row.number_value ?? row.boolean_value ?? row.date_value;
}
