import { Module } from '@nestjs/common';
import { CONFIG } from '../config/config.js';
import { Clock } from '../platform/clock/clock.js';
import { CONNECTORS } from './connectors.js';
import { createConnectors } from './create-connectors.js';
import { WebhookSecretController } from './webhook/webhook-secret.controller.js';
import { WebhookSecrets } from './webhook/webhook-secrets.js';

/** What actions do, one connector per kind. */
@Module({
  controllers: [WebhookSecretController],
  providers: [
    WebhookSecrets,
    { provide: CONNECTORS, useFactory: createConnectors, inject: [CONFIG, WebhookSecrets, Clock] },
  ],
  exports: [CONNECTORS],
})
export class ConnectorsModule {}
