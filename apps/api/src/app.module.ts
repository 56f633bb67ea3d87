import { Module, type DynamicModule } from '@nestjs/common';
import { BillingModule } from './billing/billing.module.js';
import type { ProcessConfig } from './config/config.js';
import { LiveModule } from './console/live/live.module.js';
import { CustomerPageModule } from './customer-page/customer-page.module.js';
import { AutomationSummariesModule } from './console/automations/automation-summaries.module.js';
import { FiguresModule } from './console/figures.module.js';
import { DemoModule } from './demo/demo.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { OutgoingModule } from './outgoing/outgoing.module.js';
import { PlatformModule } from './platform/platform.module.js';
import { RetentionModule } from './retention/retention.module.js';
import { RuntimeModule } from './runtime/runtime.module.js';
import { TrialsModule } from './trials/trials.module.js';
import { WorkModule } from './work/work.module.js';

/** The whole of Dunwell; API and worker processes differ only in whether they listen. */
@Module({})
export class AppModule {
  static forProcess(config: ProcessConfig): DynamicModule {
    return {
      module: AppModule,
      // Identity first: its guard decides who comes in before any other guard looks.
      imports: [
        IdentityModule,
        PlatformModule.forProcess(config),
        // Before billing, whose accounts/:key would take accounts/totals for a key.
        FiguresModule,
        BillingModule,
        RuntimeModule,
        TrialsModule,
        CustomerPageModule,
        LiveModule,
        WorkModule,
        OutgoingModule,
        RetentionModule,
        AutomationSummariesModule,
        DemoModule,
      ],
    };
  }
}
