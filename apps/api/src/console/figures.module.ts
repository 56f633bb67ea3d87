import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { TrialsModule } from '../trials/trials.module.js';
import { AccountHistoryController } from './account-history/account-history.controller.js';
import { AccountPageController } from './account-page/account-page.controller.js';
import { AccountListsController } from './accounts/accounts.controller.js';
import { OverviewController } from './overview/overview.controller.js';
import { ViewsController } from './views/views.controller.js';

/** Figures, lists and pages that take more than one part of the house to make. */
@Module({
  imports: [IdentityModule, TrialsModule],
  controllers: [
    OverviewController,
    AccountListsController,
    AccountPageController,
    AccountHistoryController,
    ViewsController,
  ],
})
export class FiguresModule {}
