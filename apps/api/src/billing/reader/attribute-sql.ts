import { sql, type SqlFragment } from '@dunwell/engine';
import type { AttributeType } from '@dunwell/language';
import { value, type FactSql, type MomentSql } from './fact-sql.js';

/** The attributes declared in a workspace, by owner and name (S18). */
export type AttributeTypes = Record<'account' | 'invoice', Record<string, AttributeType>>;

const COLUMN: Readonly<Record<AttributeType, SqlFragment>> = {
  text: sql`text_value`,
  number: sql`number_value`,
  boolean: sql`boolean_value`,
  date: sql`date_value`,
};

const OWNER_ID: Readonly<Record<keyof AttributeTypes, SqlFragment>> = {
  account: sql`account.account_id`,
  invoice: sql`invoice.invoice_id`,
};

/** The attribute a field id such as `account.attributes.seats` names, or null where the workspace has none of it. */
export function attributeFact(id: string, types: AttributeTypes, { atSql }: MomentSql): FactSql | null {
  const attribute = parseAttributeId(id);
  if (!attribute) return null;
  const { owner, name } = attribute;
  const type = Object.hasOwn(types[owner], name) ? types[owner][name] : undefined;
  if (!type) return null;
  return value(sql`(
    select attribute.${COLUMN[type]}
    from attribute_periods attribute
    where attribute.workspace_id = account.workspace_id and attribute.subject = ${owner}
      and attribute.subject_id = ${OWNER_ID[owner]} and attribute.name = ${name}
      and attribute.from_at <= ${atSql} and attribute.to_at > ${atSql}
  )`);
}

const OWNERS = ['account', 'invoice'] as const;

function parseAttributeId(id: string): { owner: keyof AttributeTypes; name: string } | null {
  for (const owner of OWNERS) {
    const prefix = `${owner}.attributes.`;
    if (id.startsWith(prefix)) return { owner, name: id.slice(prefix.length) };
  }
  return null;
}
