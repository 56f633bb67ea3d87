import type { MissedMatch } from '@dunwell/contract';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { DataSource } from 'typeorm';
import { CurrentWorkspace } from '../../identity/current-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import { isCalendarDate } from '../../platform/http/fields.js';
import { readCursor, toPage, type Page } from '../../platform/http/page.js';
import { Evaluator } from '../evaluation/evaluator.js';
import { DecideMissedBody, MissedQuery } from './missed.dto.js';
import { listMissed, takeOffMissed } from './missed-matches.js';

@ApiTags('Missed')
@Controller('missed')
export class MissedController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly evaluator: Evaluator,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List matches that were not acted on in time, oldest date first (S10)' })
  async list(
    @CurrentWorkspace() workspaceId: string,
    @Query() query: MissedQuery,
  ): Promise<Page<MissedMatch>> {
    const cursor = readCursor(query, 2, (date, id) => isCalendarDate(date) && isUUID(id));
    const rows = await listMissed(this.dataSource.manager, workspaceId, {
      automationId: query.automationId,
      because: query.because,
      limit: query.limit + 1,
      ...(cursor && { after: { date: String(cursor[0]), subjectId: String(cursor[1]) } }),
    });
    const page = toPage(rows, query, ({ date, subjectId }) => [date, subjectId]);
    return { ...page, items: page.items.map(({ subjectId: _, ...item }) => item) };
  }

  @Post('decide')
  @HttpCode(204)
  @ApiOperation({ summary: 'Run missed matches now, or dismiss them; all of them or none' })
  async decide(
    @CurrentWorkspace() workspaceId: string,
    @Body() { items, decision }: DecideMissedBody,
  ): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      for (const item of items) {
        await takeOffMissed(manager, workspaceId, item, decision === 'run' ? 'pending' : 'dismissed');
      }
    });
    if (decision === 'run') await this.evaluator.runWorkspace(workspaceId, await this.clock.businessNow());
  }
}
