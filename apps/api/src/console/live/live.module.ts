import { Module } from '@nestjs/common';
import { LiveController } from './live.controller.js';
import { LiveHub } from './live-hub.js';
import { LIVE_TIMES, USUAL_LIVE_TIMES } from './live-times.js';

/** What changes while somebody looks. */
@Module({
  controllers: [LiveController],
  providers: [LiveHub, { provide: LIVE_TIMES, useValue: USUAL_LIVE_TIMES }],
})
export class LiveModule {}
