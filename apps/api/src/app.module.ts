import { Module, type DynamicModule } from '@nestjs/common';
import { BillingModule } from './billing/billing.module.js';
import type { ProcessConfig } from './config/config.js';
import { DemoModule } from './demo/demo.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { PlatformModule } from './platform/platform.module.js';
import { RuntimeModule } from './runtime/runtime.module.js';
import { TrialsModule } from './trials/trials.module.js';

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
        BillingModule,
        RuntimeModule,
        TrialsModule,
        DemoModule,
      ],
    };
  }
}
