import { Module } from '@nestjs/common';
import { ConnectorsModule } from '../connectors/connectors.module.js';
import { CustomerLinksModule } from '../customer-page/customer-links.module.js';
import { EffectTools } from '../runtime/deliveries/effect-tools.js';
import { DiaryController } from './diary/diary.controller.js';
import { TrialPlaces } from './trial-places.js';
import { TrialsController } from './trials.controller.js';

/** What would happen, would have happened, or will: nothing here writes anything (S19). */
@Module({
  imports: [ConnectorsModule, CustomerLinksModule],
  controllers: [TrialsController, DiaryController],
  providers: [EffectTools, TrialPlaces],
  exports: [EffectTools, TrialPlaces],
})
export class TrialsModule {}
