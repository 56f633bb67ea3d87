import type { AccountFilter } from './account-lists.js';
import type { DeliveryFilter, JourneyFilter } from './history-filters.js';
import type { InvoiceFilter } from './invoice-lists.js';
import type { MissedFilter } from './missed.js';

/**
 * The list behind a figure: the path below `/api/v1` and the filter by which the list holds exactly what was counted, so
 * that its sums are the figure to the cent.
 */
export type ListLink =
  | { path: '/accounts'; query: AccountFilter }
  | { path: '/invoices'; query: InvoiceFilter }
  | { path: '/deliveries'; query: DeliveryFilter }
  | { path: '/journeys'; query: JourneyFilter }
  | { path: '/missed'; query: MissedFilter };

/** An amount of one currency and the accounts it is of. */
export interface AmountFigure {
  currency: string;
  /** Minor units. */
  amount: number;
  accounts: number;
  list: ListLink;
}

/** A number of things, such as accounts, and which they are. */
export interface CountFigure {
  count: number;
  list: ListLink;
}
