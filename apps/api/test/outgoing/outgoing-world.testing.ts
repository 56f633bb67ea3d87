import type { ServerResponse } from 'node:http';
import type {
  OutgoingEvent,
  Page,
  WebhookCall,
  WebhookCallWithAttempts,
  WebhookEndpoint,
  WebhookEndpointInput,
} from '@dunwell/contract';
import { DataSource } from 'typeorm';
import { CONFIG } from '../../src/config/config.js';
import { receiver, type Received, type Receiver } from '../../src/connectors/webhook/receiver.testing.js';
import { OutgoingWorker } from '../../src/outgoing/outgoing-worker.js';
import { recordEvents } from '../../src/outgoing/record-events.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { TickRegistry } from '../../src/platform/clock/tick-registry.js';
import { Log } from '../../src/platform/logging/log.js';
import { Announcements } from '../../src/platform/notify/announcements.js';
import { startTestApp, type TestApp } from '../support/start-test-app.js';

export const NOW = '2026-03-02T09:00:00Z';

/** What a receiver got, its body read. */
export interface Told {
  type: string;
  timestamp: string;
  data: Record<string, unknown>;
}

export const toldBy = ({ body }: Received): Told => JSON.parse(body) as Told;

/** An application and a web server that notes what it is called with; calls are made when told. */
export class OutgoingWorld {
  /** What the receiver answers from now on. */
  answer: (response: ServerResponse) => void = (response) => response.end('thanks');

  private constructor(
    readonly app: TestApp,
    readonly receiver: Receiver,
  ) {}

  static async open(config: { allowPrivateNetworks?: boolean } = {}): Promise<OutgoingWorld> {
    const app = await startTestApp({ now: NOW, config: { allowPrivateNetworks: true, ...config } });
    const world: OutgoingWorld = new OutgoingWorld(app, await receiver((response) => world.answer(response)));
    return world;
  }

  answers(status: number, headers: Record<string, string> = {}): void {
    this.answer = (response) => response.writeHead(status, headers).end(`answer ${status}`);
  }

  async endpoint(input: Partial<WebhookEndpointInput> = {}): Promise<WebhookEndpoint> {
    const { body } = await this.app.http
      .post('/api/v1/webhook-endpoints')
      .send({ url: this.receiver.url, events: ['journey.entered'], ...input })
      .expect(201);
    return body as WebhookEndpoint;
  }

  async changed(id: string, change: object): Promise<WebhookEndpoint> {
    const { body } = await this.app.http.patch(`/api/v1/webhook-endpoints/${id}`).send(change).expect(200);
    return body as WebhookEndpoint;
  }

  async endpoints(): Promise<WebhookEndpoint[]> {
    const { body } = await this.app.http.get('/api/v1/webhook-endpoints').expect(200);
    return (body as Page<WebhookEndpoint>).items;
  }

  /** Something happens, once; nobody is woken by it, so that tests say when calls are made. */
  async happens(key: string, event: OutgoingEvent = 'journey.entered'): Promise<void> {
    const now = await this.app.app.get(Clock).businessNow();
    const { workspaceId } = this.app;
    await this.app.dataSource.transaction((manager) =>
      recordEvents(manager, { workspaceId, event, now }, [key], (keys) =>
        Promise.resolve(keys.map((one) => ({ key: one, data: { one } }))),
      ),
    );
  }

  /** As another process has it. */
  anotherWorker(): OutgoingWorker {
    const { app } = this.app;
    return new OutgoingWorker(
      app.get(DataSource),
      app.get(Clock),
      new TickRegistry(),
      app.get(Announcements),
      app.get(Log),
      app.get(CONFIG),
    );
  }

  /** Makes what is due, to the end. */
  async drain(now?: string): Promise<void> {
    if (now !== undefined) await this.app.clock.set(now);
    const tick = this.app.app.get(TickRegistry).ticks.find(({ name }) => name === 'outgoing');
    do await tick!.run(new Date());
    while (!(await tick!.drained!()));
  }

  async calls(endpoint: string, query = ''): Promise<WebhookCall[]> {
    const { body } = await this.app.http
      .get(`/api/v1/webhook-endpoints/${endpoint}/calls${query}`)
      .expect(200);
    return (body as Page<WebhookCall>).items;
  }

  async post(path: string): Promise<WebhookCallWithAttempts> {
    const answer = await this.app.http.post(`/api/v1/webhook-endpoints/${path}`);
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.body as WebhookCallWithAttempts;
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.receiver.close();
  }
}
