import { Module } from '@nestjs/common';
import { AnnounceEvents } from './events/announce-events.js';
import { CustomEventsController } from './events/custom-events.controller.js';
import { IdentityModule } from '../identity/identity.module.js';
import { HoldsController } from './holds/holds.controller.js';
import { AccountsController } from './http/accounts.controller.js';
import { BillingFactsController } from './http/billing-facts.controller.js';
import { BillingWritesController } from './http/billing-writes.controller.js';
import { BillingWrites } from './http/billing-writes.js';
import { InvoicesController } from './lists/invoices.controller.js';
import { BillingTimelines } from './timeline/billing-timelines.js';
import { ImportsModule } from './imports/imports.module.js';
import { FollowWorkspaceZone } from './zones/follow-workspace-zone.js';

/** Accounts and their money, over time. It knows nothing of automations. */
@Module({
  imports: [IdentityModule, ImportsModule],
  controllers: [
    BillingWritesController,
    AccountsController,
    InvoicesController,
    BillingFactsController,
    HoldsController,
    CustomEventsController,
  ],
  providers: [BillingWrites, BillingTimelines, AnnounceEvents, FollowWorkspaceZone],
  exports: [BillingTimelines, ImportsModule],
})
export class BillingModule {}
