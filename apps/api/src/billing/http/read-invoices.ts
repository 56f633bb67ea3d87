import type { EntityManager } from 'typeorm';
import type { InvoiceAnswer } from './answers.dto.js';

interface InvoiceRow {
  key: string;
  currency: string;
  number: string;
  issued_on: string;
  due_on: string;
  total: number;
  status: string | null;
  remaining: number | null;
  past_due: boolean | null;
  left_out: boolean | null;
}

/** Invoices in the order of their numbers, of one account or all. */
export async function listInvoices(
  manager: EntityManager,
  { workspaceId, now }: { workspaceId: string; now: Date },
  query: { account: string | undefined; pastDue: boolean; after: string | undefined; limit: number },
): Promise<InvoiceAnswer[]> {
  const rows = await manager.query<InvoiceRow[]>(
    `select key, currency, number, issued_on, due_on, total, status, remaining, past_due, left_out
     from invoices
     join accounts using (workspace_id, account_id)
     left join lateral (
       select status, remaining, past_due, left_out from invoice_timeline states
       where states.workspace_id = $1 and states.invoice_id = invoices.invoice_id
         and states.from_at <= $2 and $2 < states.to_at
     ) states on true
     where workspace_id = $1 and ($3::text is null or key = $3) and ($4::text is null or number > $4)
       and (not $5 or past_due)
     order by number limit $6`,
    [workspaceId, now.toISOString(), query.account ?? null, query.after ?? null, query.pastDue, query.limit],
  );
  return rows.map((row) => ({
    account: row.key,
    number: row.number,
    issuedOn: row.issued_on,
    dueOn: row.due_on,
    total: row.total,
    currency: row.currency,
    // Of an import still running the timeline comes at its end.
    status: row.status ?? 'open',
    remaining: row.remaining ?? row.total,
    pastDue: row.past_due ?? false,
    leftOut: row.left_out ?? false,
  }));
}
