import type { InvoiceFilter, InvoiceQuery, InvoiceTotals, ListedInvoice } from '../invoice-lists.js';
import type { Page } from '../page.js';
import type { Connection } from './connection.js';
import type { PageRequest } from './page-request.js';

/** Lists of invoices; one is left out of balances by a hold on it (`HoldsClient.place`). */
export class InvoicesClient {
  constructor(private readonly connection: Connection) {}

  /** Invoices of a filter, in the order asked for. */
  list(query: InvoiceQuery & PageRequest = {}): Promise<Page<ListedInvoice>> {
    return this.connection.json('GET', '/invoices', { query: { ...query } });
  }

  /** What the invoices of a filter add up to, per currency. */
  totals(filter: InvoiceFilter = {}): Promise<InvoiceTotals> {
    return this.connection.json('GET', '/invoices/totals', { query: { ...filter } });
  }
}
