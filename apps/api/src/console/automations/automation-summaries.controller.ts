import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { CurrentWorkspace } from '../../identity/current-caller.js';
import { Workspaces } from '../../identity/workspaces.js';
import { Clock } from '../../platform/clock/clock.js';
import { notFound } from '../../platform/http/app-error.js';
import { ApiPageOf, readIdCursor, toPage, type Page } from '../../platform/http/page.js';
import { Requires } from '../../platform/http/requires.js';
import { AutomationSummariesQuery, AutomationSummaryAnswer } from './automation-summaries.dto.js';
import { listSummaries, type SummaryContext } from './list-summaries.js';

@ApiTags('Automations')
@Controller('automation-summaries')
@Requires('read')
export class AutomationSummariesController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly workspaces: Workspaces,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List automations with their sentence and their figures, in order of creation' })
  @ApiPageOf(AutomationSummaryAnswer)
  async list(
    @CurrentWorkspace() workspaceId: string,
    @Query() query: AutomationSummariesQuery,
  ): Promise<Page<AutomationSummaryAnswer>> {
    const summaries = await listSummaries(this.dataSource.manager, await this.context(workspaceId), {
      status: query.status,
      after: readIdCursor(query),
      limit: query.limit + 1,
    });
    return toPage(summaries, query, ({ id }) => [id]);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read one of them' })
  @ApiOkResponse({ type: AutomationSummaryAnswer })
  async read(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) automationId: string,
  ): Promise<AutomationSummaryAnswer> {
    const [summary] = await listSummaries(this.dataSource.manager, await this.context(workspaceId), {
      automationId,
      limit: 1,
    });
    if (summary === undefined) throw notFound('automation', automationId);
    return summary;
  }

  private async context(workspaceId: string): Promise<SummaryContext> {
    const { timeZone } = await this.workspaces.read(workspaceId);
    return { workspaceId, now: await this.clock.businessNow(), timeZone };
  }
}
