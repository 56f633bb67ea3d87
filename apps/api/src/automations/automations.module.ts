import { Module } from '@nestjs/common';
import { ConnectorsModule } from '../connectors/connectors.module.js';
import { TrialsModule } from '../trials/trials.module.js';
import { Automations } from './automations.js';
import { AutomationsController } from './automations.controller.js';
import { RuleTestRuns } from './tests/rule-test-runs.js';
import { RuleTests } from './tests/rule-tests.js';
import { RuleTestsController } from './tests/rule-tests.controller.js';

@Module({
  imports: [ConnectorsModule, TrialsModule],
  controllers: [AutomationsController, RuleTestsController],
  providers: [Automations, RuleTests, RuleTestRuns],
  exports: [Automations],
})
export class AutomationsModule {}
