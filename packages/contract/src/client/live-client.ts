import type { CustomerLink } from '../customer-page.js';
import type { Counts, LiveEvent } from '../live.js';
import type { Connection } from './connection.js';

/** What changes while somebody looks. */
export class LiveClient {
  constructor(private readonly connection: Connection) {}

  /** The figures beside the navigation, once. */
  counts(): Promise<Counts> {
    return this.connection.json('GET', '/counts');
  }

  /** The same whenever they differ, and what was changed; ends with the connection: call again to go on. */
  async *events(signal?: AbortSignal): AsyncGenerator<LiveEvent> {
    for await (const { event, data } of this.connection.events('GET', '/live', { signal })) {
      if (event !== 'counts' && event !== 'changed') continue;
      const told: unknown = JSON.parse(data);
      yield { event, data: told } as LiveEvent;
    }
  }

  /** The link to a customer's own page, as a message would carry it now. */
  customerLink(account: string): Promise<CustomerLink> {
    return this.connection.json('GET', `/accounts/${encodeURIComponent(account)}/customer-link`);
  }
}
