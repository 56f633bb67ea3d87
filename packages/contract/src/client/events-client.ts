import type {
  BusinessEvent,
  BusinessEventWithReasons,
  DecideMissedEventsRequest,
  DeclareEventRequest,
  EventDeclaration,
  EventFilter,
  EventInput,
  EventsAccepted,
  StartRequest,
  StartResult,
} from '../events.js';
import type { Page } from '../page.js';
import type { Connection } from './connection.js';
import type { PageRequest } from './page-request.js';

/** What happened, what it started, and rules that are started by hand. */
export class EventsClient {
  constructor(private readonly connection: Connection) {}

  /** What happened, the latest first, with what each event started and why not. */
  list(filter: PageRequest & EventFilter = {}): Promise<Page<BusinessEvent>> {
    return this.connection.json('GET', '/events', { query: { ...filter } });
  }

  /** One event with its reasons, condition by condition. */
  get(id: string): Promise<BusinessEventWithReasons> {
    return this.connection.json('GET', `/events/${encodeURIComponent(id)}`);
  }

  /** Sends events of one's own, at most 1 000, all of them or none; known by their ids, so that sending again is safe. */
  send(events: EventInput | readonly EventInput[]): Promise<EventsAccepted> {
    return this.connection.json('POST', '/events', { json: events });
  }

  /** The events of one's own, with what they tell. */
  listDeclarations(): Promise<{ declarations: EventDeclaration[] }> {
    return this.connection.json('GET', '/event-declarations');
  }

  /** Declares what an event `custom.<name>` tells; fields are only ever added. */
  declare(name: string, request: DeclareEventRequest): Promise<EventDeclaration> {
    return this.connection.json('PUT', `/event-declarations/${encodeURIComponent(name)}`, { json: request });
  }

  /** Starts now what was missed, or dismisses it; all of it or nothing (S10). */
  decideMissed(request: DecideMissedEventsRequest): Promise<void> {
    return this.connection.done('POST', '/missed-events/decide', { json: request });
  }

  /** Starts a rule by hand for some accounts. */
  start(automationId: string, request: StartRequest): Promise<StartResult> {
    return this.connection.json('POST', `/automations/${encodeURIComponent(automationId)}/starts`, {
      json: request,
    });
  }
}
