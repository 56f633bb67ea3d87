import type { Delivery, DeliveryDecision, Journey, JourneyWithHistory, MissedMatch } from '../automations.js';
import type { DeliveryFilter, JourneyFilter, MissedFilter } from '../history-filters.js';
import type { Message, Task, TaskStatus } from '../effects.js';
import type { Page } from '../page.js';
import type { Connection } from './connection.js';
import type { PageRequest } from './page-request.js';

/** A missed match, as far as it has to be named. */
export interface MissedItem {
  automationId: string;
  date: string;
  /** Account key, invoice number, subscription or payment method key. */
  subject: string;
}

/** What automations did, what they could not do, and what an operator decides about it. */
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

  /** Decides about a delivery that needs attention or is uncertain (S15, S17). */
  decideDelivery(key: string, decision: DeliveryDecision): Promise<void> {
    return this.connection.done('POST', '/deliveries/decide', { json: { key, decision } });
  }

  /** Matches that were not acted on in time, the oldest date first (S10). */
  listMissed(filter: PageRequest & MissedFilter = {}): Promise<Page<MissedMatch>> {
    return this.connection.json('GET', '/missed', { query: { ...filter } });
  }

  /** Acts on missed matches now, or takes them off the list; at most 200, all of them or none (S10). */
  decideMissed(items: readonly MissedItem[], decision: 'run' | 'dismiss'): Promise<void> {
    return this.connection.done('POST', '/missed/decide', { json: { items, decision } });
  }

  /** Messages as they were sent, the latest first. */
  listMessages(filter: PageRequest & { account?: string } = {}): Promise<Page<Message>> {
    return this.connection.json('GET', '/messages', { query: { ...filter } });
  }

  /** Tasks that automations made, the latest first. */
  listTasks(filter: PageRequest & { account?: string; status?: TaskStatus } = {}): Promise<Page<Task>> {
    return this.connection.json('GET', '/tasks', { query: { ...filter } });
  }
}
