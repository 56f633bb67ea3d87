import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CONFIG } from '../config/config.js';
import { Clock } from '../platform/clock/clock.js';
import { CONNECTORS } from './connectors.js';
import { createConnectors } from './create-connectors.js';
import { TasksController } from './create-task/tasks.controller.js';
import { MessagesController } from './email/messages.controller.js';
import { WebhookSecretController } from './webhook/webhook-secret.controller.js';
import { WebhookSecrets } from './webhook/webhook-secrets.js';

/** What actions do, one connector per kind, and what they leave behind. */
@Module({
  controllers: [MessagesController, TasksController, WebhookSecretController],
  providers: [
    WebhookSecrets,
    {
      provide: CONNECTORS,
      useFactory: createConnectors,
      inject: [CONFIG, WebhookSecrets, Clock, DataSource],
    },
  ],
  exports: [CONNECTORS],
})
export class ConnectorsModule {}
