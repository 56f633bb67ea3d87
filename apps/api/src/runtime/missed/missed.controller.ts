import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { DataSource, type EntityManager } from 'typeorm';
import { CurrentWorkspace } from '../../identity/current-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import { isCalendarDate } from '../../platform/http/fields.js';
import { ApiPageOf, readCursor, toPage, type Page } from '../../platform/http/page.js';
import { Requires } from '../../platform/http/requires.js';
import { Evaluator } from '../evaluation/evaluator.js';
import { groupMissed } from './group-missed.js';
import {
  DecideAllMissedBody,
  DecideMissedBody,
  MissedAnswer,
  MissedGroupsAnswer,
  MissedQuery,
} from './missed.dto.js';
import { listMissed } from './missed-matches.js';
import { takeAllOffMissed, takeOffMissed, type MissedDecision } from './take-off-missed.js';

@ApiTags('Missed')
@Controller('missed')
@Requires('work')
export class MissedController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly evaluator: Evaluator,
  ) {}

  @Get()
  @Requires('read')
  @ApiOperation({ summary: 'List matches that were not acted on in time, oldest date first (S10)' })
  @ApiPageOf(MissedAnswer)
  async list(
    @CurrentWorkspace() workspaceId: string,
    @Query() query: MissedQuery,
  ): Promise<Page<MissedAnswer>> {
    const { automationId, because, account, limit } = query;
    const cursor = readCursor(
      query,
      3,
      (date, ...ids) => isCalendarDate(date) && ids.every((id) => isUUID(id)),
    );
    const context = { workspaceId, now: await this.clock.businessNow() };
    const rows = await listMissed(this.dataSource.manager, context, {
      ...{ automationId, because, account },
      after: cursor && {
        date: String(cursor[0]),
        automationId: String(cursor[1]),
        subjectId: String(cursor[2]),
      },
      limit: limit + 1,
    });
    const page = toPage(rows, query, (row) => [row.date, row.automationId, row.subjectId]);
    return { ...page, items: page.items.map(({ subjectId: _, ...item }) => item) };
  }

  @Get('groups')
  @Requires('read')
  @ApiOperation({ summary: 'The same by automation and reason, the largest group first' })
  @ApiOkResponse({ type: MissedGroupsAnswer })
  async groups(@CurrentWorkspace() workspaceId: string): Promise<MissedGroupsAnswer> {
    const context = { workspaceId, now: await this.clock.businessNow() };
    return { groups: await groupMissed(this.dataSource.manager, context) };
  }

  @Post('decide')
  @HttpCode(204)
  @ApiOperation({ summary: 'Run missed matches now, or dismiss them; all of them or none' })
  decide(
    @CurrentWorkspace() workspaceId: string,
    @Body() { items, decision }: DecideMissedBody,
  ): Promise<void> {
    return this.act(workspaceId, decision, (manager) => takeOffMissed(manager, workspaceId, items, decision));
  }

  @Post('decide-all')
  @HttpCode(204)
  @ApiOperation({
    summary: 'The same for every entry under a filter; refused (409) where they are not as many as expected',
  })
  decideAll(
    @CurrentWorkspace() workspaceId: string,
    @Body() { decision, ...which }: DecideAllMissedBody,
  ): Promise<void> {
    return this.act(workspaceId, decision, (manager) =>
      takeAllOffMissed(manager, workspaceId, which, decision),
    );
  }

  /** What is to be run is acted on at once, after the commit that says so. */
  private async act(
    workspaceId: string,
    decision: MissedDecision,
    takeOff: (manager: EntityManager) => Promise<void>,
  ): Promise<void> {
    await this.dataSource.transaction(takeOff);
    if (decision === 'run') await this.evaluator.runWorkspace(workspaceId, await this.clock.businessNow());
  }
}
