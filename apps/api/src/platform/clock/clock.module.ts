import { Global, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { ClockController } from './clock.controller.js';
import { Clock } from './clock.js';
import { MinuteJob } from './minute-job.js';
import { TickRegistry } from './tick-registry.js';
import { TickRunner } from './tick-runner.js';

@Global()
@Module({
  imports: [ScheduleModule.forRoot()],
  controllers: [ClockController],
  providers: [Clock, TickRegistry, TickRunner, MinuteJob],
  exports: [Clock, TickRegistry, TickRunner],
})
export class ClockModule {}
