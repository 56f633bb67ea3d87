import { Module } from '@nestjs/common';
import { AutomationsModule } from '../automations/automations.module.js';
import { BillingModule } from '../billing/billing.module.js';
import { ConnectorsModule } from '../connectors/connectors.module.js';
import { CustomerLinksModule } from '../customer-page/customer-links.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { RuntimeAccountUse } from './account-use.js';
import { DeliveryWorker } from './deliveries/delivery-worker.js';
import { EffectTools } from './deliveries/effect-tools.js';
import { FollowContactCap } from './deliveries/follow-contact-cap.js';
import { OutcomeController } from './deliveries/outcome.controller.js';
import { EndpointsController } from './endpoints/endpoints.controller.js';
import { EvaluationDaysController } from './evaluation/days/days.controller.js';
import { EvaluationsController } from './evaluation/evaluations.controller.js';
import { Evaluator } from './evaluation/evaluator.js';
import { EventIntake } from './events/event-intake.js';
import { EventsController } from './events/events.controller.js';
import { MissedEventsController } from './events/missed-events.controller.js';
import { LargeRunsController } from './evaluation/large/large-runs.controller.js';
import { FiguresController } from './figures/figures.controller.js';
import { HistoryController } from './history/history.controller.js';
import { JourneyWorker } from './looks/journey-worker.js';
import { PracticeTick } from './practice/practice-tick.js';
import { RuntimeMetrics } from './metrics/runtime-metrics.js';
import { MissedController } from './missed/missed.controller.js';
import { StartsController } from './starts/starts.controller.js';

/** What published automations do: evaluations, journeys, deliveries, and what can be told of them. */
@Module({
  imports: [IdentityModule, BillingModule, AutomationsModule, ConnectorsModule, CustomerLinksModule],
  controllers: [
    EvaluationsController,
    EvaluationDaysController,
    EventsController,
    MissedEventsController,
    LargeRunsController,
    FiguresController,
    HistoryController,
    MissedController,
    OutcomeController,
    EndpointsController,
    StartsController,
  ],
  // In the order in which their ticks run: what practice brings about counts, journeys go on, then others enter (S1);
  // what all of them ask for is then delivered.
  providers: [
    EffectTools,
    FollowContactCap,
    PracticeTick,
    JourneyWorker,
    Evaluator,
    EventIntake,
    DeliveryWorker,
    RuntimeAccountUse,
    RuntimeMetrics,
  ],
})
export class RuntimeModule {}
