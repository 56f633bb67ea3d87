import type { HoldInput } from '../billing.js';
import type { Hold, HoldChange, HoldCounts, HoldFilter } from '../holds.js';
import type { Page } from '../page.js';
import type { Connection } from './connection.js';
import type { PageRequest } from './page-request.js';

/** Pauses on accounts and invoices: promises to pay, disputes, courtesy (S14). */
export class HoldsClient {
  constructor(private readonly connection: Connection) {}

  /** Places a hold on an account or one of its invoices. */
  place(hold: HoldInput): Promise<Hold> {
    return this.connection.json('POST', '/holds', { json: hold });
  }

  /** Extends or shortens a hold, or changes its note. */
  change(id: string, change: HoldChange): Promise<Hold> {
    return this.connection.json('PATCH', `/holds/${encodeURIComponent(id)}`, { json: change });
  }

  /** Ends a hold now; one that is over stays as it is. */
  lift(id: string): Promise<Hold> {
    return this.connection.json('POST', `/holds/${encodeURIComponent(id)}/lift`);
  }

  /** Holds, the newest first. */
  list(filter: PageRequest & HoldFilter = {}): Promise<Page<Hold>> {
    return this.connection.json('GET', '/holds', { query: { ...filter } });
  }

  /** How many holds there are under each filter. */
  getCounts(): Promise<HoldCounts> {
    return this.connection.json('GET', '/holds/counts');
  }
}
