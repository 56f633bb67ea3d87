import { Controller, Get, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { findAutomation, type AutomationRecord } from '../../automations/automation-record.js';
import { CurrentWorkspace } from '../../identity/current-caller.js';
import { Workspaces } from '../../identity/workspaces.js';
import { Clock } from '../../platform/clock/clock.js';
import { startOfLastDates } from '../../platform/clock/days-before.js';
import { notFound } from '../../platform/http/app-error.js';
import { Requires } from '../../platform/http/requires.js';
import { NextRunAnswer, StepFiguresAnswer } from './figures.dto.js';
import { nextRunReach } from './next-run-reach.js';
import { stepFigures } from './step-figures.js';

/** For how many dates of the workspace what became of steps is counted. */
const COUNTED_DATES = 30;

@ApiTags('Automations')
@Controller('automations/:id')
@Requires('read')
export class FiguresController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly workspaces: Workspaces,
  ) {}

  @Get('next-run')
  @ApiOperation({ summary: 'Whom the next run of each zone reaches if nothing changes until then' })
  @ApiOkResponse({ type: NextRunAnswer })
  async nextRun(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) automationId: string,
  ): Promise<NextRunAnswer> {
    const automation = await this.existing(workspaceId, automationId);
    return nextRunReach(this.dataSource.manager, workspaceId, automation, await this.clock.businessNow());
  }

  @Get('steps')
  @ApiOperation({ summary: 'What stands at each step, and what became of it in the last 30 dates' })
  @ApiOkResponse({ type: StepFiguresAnswer })
  async steps(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) automationId: string,
  ): Promise<StepFiguresAnswer> {
    const { manager } = this.dataSource;
    await this.existing(workspaceId, automationId);
    const { timeZone } = await this.workspaces.read(workspaceId);
    const since = startOfLastDates(await this.clock.businessNow(), COUNTED_DATES, timeZone);
    const steps = await stepFigures(manager, { workspaceId, automationId, since });
    return { since: since.toISOString(), steps };
  }

  private async existing(workspaceId: string, automationId: string): Promise<AutomationRecord> {
    const automation = await findAutomation(this.dataSource.manager, workspaceId, automationId);
    if (automation === null) throw notFound('automation', automationId);
    return automation;
  }
}
