import type { AccountQuery } from './account-lists.js';
import type { InvoiceQuery } from './invoice-lists.js';

/** A list somebody keeps under a name: the screen it belongs to and what it asks for. */
export type ViewQuery =
  { screen: 'accounts'; query: AccountQuery } | { screen: 'invoices'; query: InvoiceQuery };

/** An entry of `GET /api/v1/views?screen=`: one's own and those shared in the workspace, by name. */
export type SavedView = ViewQuery & {
  id: string;
  name: string;
  /** Everybody in the workspace sees it. */
  shared: boolean;
  /** Whoever asks made it. */
  mine: boolean;
  createdBy: string;
};

/** `POST /api/v1/views`: 201 with a `SavedView`. */
export type SaveViewRequest = ViewQuery & { name: string; shared?: boolean };

/** `PATCH /api/v1/views/{id}`: what is absent stays; its screen never changes. Only whoever made it may. */
export interface ChangeViewRequest {
  name?: string;
  shared?: boolean;
  query?: AccountQuery | InvoiceQuery;
}
