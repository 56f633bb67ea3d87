import type { InvoiceSort } from '@dunwell/contract';
import { sql } from '@dunwell/engine';
import type { Order } from './order.js';

const key = sql`invoice.number`;

const ORDERS: Readonly<Record<InvoiceSort, Pick<Order, 'value' | 'type' | 'direction'>>> = {
  number: { value: key, type: 'text', direction: 'asc' },
  dueOn: { value: sql`invoice.due_on`, type: 'date', direction: 'asc' },
  remaining: { value: sql`coalesce(state.remaining, invoice.total)`, type: 'bigint', direction: 'desc' },
};

/** An order of invoices, called `invoice`, with `state` as of now. */
export function invoiceOrder(name: InvoiceSort): Order {
  return { name, key, joins: [], ...ORDERS[name] };
}
