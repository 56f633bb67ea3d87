import { sql, type SqlFragment } from '@dunwell/engine';
import type { NowSql } from './now-sql.js';
import { partOf } from './part-of.js';

/** Accounts with a text in their key, or in the name, email or a tag they have now. */
export function isFoundBy(text: string, { workspaceSql, atSql }: NowSql): SqlFragment {
  return sql`account.account_id in (
      select known.account_id from accounts known
      where known.workspace_id = ${workspaceSql} and ${partOf(sql`known.key`, text)}
      union all
      select named.account_id from account_details named
      where named.workspace_id = ${workspaceSql} and named.from_at <= ${atSql} and named.to_at > ${atSql}
        and (${partOf(sql`named.name`, text)} or ${partOf(sql`named.email`, text)})
      union all
      select tagged.account_id from account_tags tagged
      where tagged.workspace_id = ${workspaceSql} and tagged.from_at <= ${atSql} and tagged.to_at > ${atSql}
        and ${partOf(sql`tagged.tag`, text)}
    )`;
}
