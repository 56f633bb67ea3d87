import { identifier, sql, type SqlFragment } from '@dunwell/engine';

/**
 * The names of subjects as people know them (kind, own key, key of their account), of rows named `name` that have
 * workspace_id, subject_id and account_id.
 */
export function subjectReference(name: string): SqlFragment {
  const row = identifier(name);
  return sql`
  (select json_build_object(
     'kind', found.kind, 'key', found.key,
     'account', (select a.key from accounts a where a.workspace_id = ${row}.workspace_id and a.account_id = ${row}.account_id))
   from (
     select 'account' as kind, key from accounts s
       where s.workspace_id = ${row}.workspace_id and s.account_id = ${row}.subject_id
     union all
     select 'invoice', number from invoices s
       where s.workspace_id = ${row}.workspace_id and s.invoice_id = ${row}.subject_id
     union all
     select 'subscription', key from subscriptions s
       where s.workspace_id = ${row}.workspace_id and s.subscription_id = ${row}.subject_id
     union all
     select 'paymentMethod', key from payment_methods s
       where s.workspace_id = ${row}.workspace_id and s.payment_method_id = ${row}.subject_id
   ) found)`;
}
