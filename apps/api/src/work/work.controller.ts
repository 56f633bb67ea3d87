import type { WorkCounts } from '@dunwell/contract';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { CurrentWorkspace } from '../identity/current-caller.js';
import { Clock } from '../platform/clock/clock.js';
import { WholeNumber } from '../platform/http/fields.js';
import { Requires } from '../platform/http/requires.js';
import { countWork } from './count-work.js';

class WorkCountsAnswer implements WorkCounts {
  @WholeNumber({ description: 'Open tasks that are due today or before.' }) tasks: number;
  @WholeNumber({ description: 'Holds in force.' }) holds: number;
  @WholeNumber({ description: 'Live automations.' }) automations: number;
  @WholeNumber({ description: 'Matches that were missed.' }) missed: number;
  @WholeNumber({ description: 'What waits for a person.' }) attention: number;
}

@ApiTags('Work')
@Controller('work')
@Requires('read')
export class WorkController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get('counts')
  @ApiOperation({ summary: 'What the navigation shows beside its entries' })
  @ApiOkResponse({ type: WorkCountsAnswer })
  async counts(@CurrentWorkspace() workspaceId: string): Promise<WorkCountsAnswer> {
    return countWork(this.dataSource.manager, { workspaceId, now: await this.clock.businessNow() });
  }
}
