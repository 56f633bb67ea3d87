import type { Delivery, DeliveryDecision, Journey, JourneyWithHistory } from '../automations.js';
import type { DeliveryFilter, JourneyFilter } from '../history-filters.js';
import type { Page } from '../page.js';
import type { DeliveryOutcome, FailingEndpoint } from '../provider-commands.js';
import type { Connection } from './connection.js';
import type { PageRequest } from './page-request.js';

/** What automations did, journey by journey and delivery by delivery. */
export class HistoryClient {
  constructor(private readonly connection: Connection) {}

  /** Journeys, the newest first. */
  listJourneys(filter: PageRequest & JourneyFilter = {}): Promise<Page<Journey>> {
    return this.connection.json('GET', '/journeys', { query: { ...filter } });
  }

  /** A journey with its reasons, its steps and its deliveries. */
  getJourney(id: string): Promise<JourneyWithHistory> {
    return this.connection.json('GET', `/journeys/${encodeURIComponent(id)}`);
  }

  /** Deliveries by key, such as those that need attention. */
  listDeliveries(filter: PageRequest & DeliveryFilter = {}): Promise<Page<Delivery>> {
    return this.connection.json('GET', '/deliveries', { query: { ...filter } });
  }

  /** Addresses that have failed since they last answered, by address. */
  listFailingEndpoints(page: PageRequest = {}): Promise<Page<FailingEndpoint>> {
    return this.connection.json('GET', '/deliveries/endpoints', { query: { ...page } });
  }

  /** Tells what became of a command that was taken with 202; may be told again. */
  tellOutcome(key: string, outcome: DeliveryOutcome): Promise<void> {
    return this.connection.done('POST', `/deliveries/${encodeURIComponent(key)}/outcome`, { json: outcome });
  }

  /** Decides about a delivery that needs attention or is uncertain (S15, S17). */
  decideDelivery(key: string, decision: DeliveryDecision): Promise<void> {
    return this.connection.done('POST', '/deliveries/decide', { json: { key, decision } });
  }
}
