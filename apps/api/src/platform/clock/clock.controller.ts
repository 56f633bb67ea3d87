import { Body, Controller, Get, Inject, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CONFIG, type ProcessConfig } from '../../config/config.js';
import { AppError } from '../http/app-error.js';
import { ClockAnswer, MoveClockBody, MoveClockQuery } from './clock.dto.js';
import { Clock } from './clock.js';
import { TickRunner } from './tick-runner.js';
import { Requires } from '../http/requires.js';

@ApiTags('Clock')
@Requires('read')
@Controller('clock')
export class ClockController {
  constructor(
    private readonly clock: Clock,
    private readonly runner: TickRunner,
    @Inject(CONFIG) private readonly config: ProcessConfig,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Tell business now' })
  @ApiOkResponse({ type: ClockAnswer })
  async read(): Promise<ClockAnswer> {
    const setTo = await this.clock.setTo();
    return { now: setTo ?? this.clock.machineNow(), set: setTo !== undefined };
  }

  @Put()
  @Requires('admin')
  @ApiOperation({
    summary: 'Move business now forwards and do what has become due',
    description: 'For tests and simulations; refused in production. It moves for every workspace.',
  })
  @ApiOkResponse({ type: ClockAnswer })
  async move(
    @Body() { now }: MoveClockBody,
    @Query() { drain = false }: MoveClockQuery,
  ): Promise<ClockAnswer> {
    if (this.config.production) {
      throw new AppError({
        code: 'clockIsReal',
        status: 403,
        message: 'With NODE_ENV=production business time is real time and cannot be moved.',
      });
    }
    await this.clock.set(now);
    await (drain ? this.runner.drain() : this.runner.run());
    return { now, set: true };
  }
}
