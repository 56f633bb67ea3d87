import type { Overview } from '@dunwell/contract';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { CurrentWorkspace } from '../../identity/current-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import { Requires } from '../../platform/http/requires.js';
import { OverviewAnswer } from './overview.dto.js';
import { readOverview } from './overview.js';

@ApiTags('Overview')
@Requires('read')
@Controller('overview')
export class OverviewController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Read what is owed, what automations did and what needs attention, as of business now',
    description: 'Every figure names the list behind it, whose rows add up to it to the cent.',
  })
  @ApiOkResponse({ type: OverviewAnswer })
  read(@CurrentWorkspace() workspaceId: string): Promise<Overview> {
    // One snapshot, or figures read one after the other would not agree while data comes in.
    return this.dataSource.transaction('REPEATABLE READ', async (manager) =>
      readOverview(manager, workspaceId, await this.clock.businessNow(manager)),
    );
  }
}
