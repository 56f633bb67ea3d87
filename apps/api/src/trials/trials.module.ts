import { Module } from '@nestjs/common';
import { ConnectorsModule } from '../connectors/connectors.module.js';
import { TrialPlaces } from './trial-places.js';
import { TrialsController } from './trials.controller.js';

/** What would happen, would have happened, or will: nothing here writes anything (S19). */
@Module({
  imports: [ConnectorsModule],
  controllers: [TrialsController],
  providers: [TrialPlaces],
  exports: [TrialPlaces],
})
export class TrialsModule {}
