import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { AccountListsController } from './accounts/accounts.controller.js';
import { OverviewController } from './overview/overview.controller.js';
import { ViewsController } from './views/views.controller.js';

/** Figures, lists and pages that take more than one part of the house to make. */
@Module({
  imports: [IdentityModule],
  controllers: [OverviewController, AccountListsController, ViewsController],
})
export class FiguresModule {}
