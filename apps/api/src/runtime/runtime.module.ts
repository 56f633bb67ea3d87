import { Module } from '@nestjs/common';
import { AutomationsModule } from '../automations/automations.module.js';
import { BillingModule } from '../billing/billing.module.js';
import { ConnectorsModule } from '../connectors/connectors.module.js';
import { CustomerLinksModule } from '../customer-page/customer-links.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { RuntimeAccountUse } from './account-use.js';
import { DeliveryWorker } from './deliveries/delivery-worker.js';
import { EffectTools } from './deliveries/effect-tools.js';
import { EvaluationDaysController } from './evaluation/days/days.controller.js';
import { EvaluationsController } from './evaluation/evaluations.controller.js';
import { Evaluator } from './evaluation/evaluator.js';
import { FiguresController } from './figures/figures.controller.js';
import { HistoryController } from './history/history.controller.js';
import { JourneyWorker } from './looks/journey-worker.js';
import { RuntimeMetrics } from './metrics/runtime-metrics.js';
import { MissedController } from './missed/missed.controller.js';

/** What published automations do: evaluations, journeys, deliveries, and what can be told of them. */
@Module({
  imports: [IdentityModule, BillingModule, AutomationsModule, ConnectorsModule, CustomerLinksModule],
  controllers: [
    EvaluationsController,
    EvaluationDaysController,
    FiguresController,
    HistoryController,
    MissedController,
  ],
  // In the order in which their ticks run: journeys go on, then others enter (S1); what both ask for is then delivered.
  providers: [EffectTools, JourneyWorker, Evaluator, DeliveryWorker, RuntimeAccountUse, RuntimeMetrics],
})
export class RuntimeModule {}
