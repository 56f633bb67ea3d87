import type { SubjectFacts } from '@dunwell/engine';
import { fieldKey, type FactValue } from '@dunwell/language';
import type { EntityManager } from 'typeorm';
import { factColumn, factStatement, type FactQuery } from './fact-statement.js';

/** A subject's facts with the names people know it by. */
export interface ReadSubject extends SubjectFacts {
  accountKey: string;
  /** The account's key, the invoice's number, the subscription's or payment method's key. */
  subjectKey: string;
  /** The account's name. */
  name: string | null;
  /** The account's last change of facts that these facts have seen. */
  changeNo: number;
}

type Row = Record<string, FactValue> & {
  subject_id: string;
  account_id: string;
  account_key: string;
  subject_key: string;
  name: string | null;
  change_no: number;
  currency: string;
  streak_id: string | null;
  strict_since: string | null;
  term_ends_on: string | null;
  expires_on: string | null;
};

/** One page of subjects with their facts at the moment, in the order of their ids, in one statement. */
export async function readSubjects(manager: EntityManager, query: FactQuery): Promise<ReadSubject[]> {
  const { text, values } = factStatement(query);
  const rows = await manager.query<Row[]>(text, values);
  const keys = query.fields.map(({ field, params }) => fieldKey(field, params));
  return rows.map((row) => ({
    subjectId: row.subject_id,
    accountId: row.account_id,
    accountKey: row.account_key,
    subjectKey: row.subject_key,
    name: row.name,
    changeNo: row.change_no,
    currency: row.currency,
    values: Object.fromEntries(keys.map((key, index) => [key, setValue(row[factColumn(index)] ?? null)])),
    episode: {
      streakId: row.streak_id,
      strictSince: row.strict_since,
      termEndsOn: row.term_ends_on,
      expiresOn: row.expires_on,
    },
  }));
}

/** An empty list counts as not set (S17). */
const setValue = (value: FactValue): FactValue => (Array.isArray(value) && value.length === 0 ? null : value);
