import { Module } from '@nestjs/common';
import { Endpoints } from './endpoints.js';
import { OutgoingMetrics } from './outgoing-metrics.js';
import { OutgoingWorker } from './outgoing-worker.js';
import { WebhookCallsController } from './webhook-calls.controller.js';
import { WebhookEndpointsController } from './webhook-endpoints.controller.js';

/** What Dunwell tells of itself to addresses outside. */
@Module({
  controllers: [WebhookEndpointsController, WebhookCallsController],
  providers: [Endpoints, OutgoingWorker, OutgoingMetrics],
})
export class OutgoingModule {}
