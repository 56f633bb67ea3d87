import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CONFIG } from '../config/config.js';
import { IdentityModule } from '../identity/identity.module.js';
import { Clock } from '../platform/clock/clock.js';
import { CONNECTORS } from './connectors.js';
import { createConnectors } from './create-connectors.js';
import { createMailTransport, MAIL_TRANSPORT } from './email/create-mail-transport.js';
import { TestMessageController } from './email/test-message.controller.js';
import { WebhookSecretController } from './webhook/webhook-secret.controller.js';
import { WebhookSecrets } from './webhook/webhook-secrets.js';

/** What actions do, one connector per kind. */
@Module({
  imports: [IdentityModule],
  controllers: [TestMessageController, WebhookSecretController],
  providers: [
    WebhookSecrets,
    { provide: MAIL_TRANSPORT, useFactory: createMailTransport, inject: [CONFIG] },
    {
      provide: CONNECTORS,
      useFactory: createConnectors,
      inject: [CONFIG, MAIL_TRANSPORT, WebhookSecrets, Clock, DataSource],
    },
  ],
  exports: [CONNECTORS],
})
export class ConnectorsModule {}
