import type { MissedMatch } from '@dunwell/contract';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { DataSource } from 'typeorm';
import { auditTimes } from '../../identity/audit/audit-times.js';
import { recordAudit, type AuditedChange } from '../../identity/audit/record-audit.js';
import { Caller, CurrentWorkspace } from '../../identity/current-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import { groupBy } from '../../platform/group-by.js';
import type { Caller as CallerOfWorkspace } from '../../platform/http/app-request.js';
import { isCalendarDate } from '../../platform/http/fields.js';
import { readCursor, toPage, type Page } from '../../platform/http/page.js';
import { Evaluator } from '../evaluation/evaluator.js';
import { DecideMissedBody, MissedQuery } from './missed.dto.js';
import { listMissed, takeOffMissed } from './missed-matches.js';
import { Requires } from '../../platform/http/requires.js';

@ApiTags('Missed')
@Requires('read')
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
      limit: query.limit + 1,
      ...(cursor && { after: { date: String(cursor[0]), subjectId: String(cursor[1]) } }),
    });
    const page = toPage(rows, query, ({ date, subjectId }) => [date, subjectId]);
    return { ...page, items: page.items.map(({ subjectId: _, ...item }) => item) };
  }

  @Post('decide')
  @Requires('work')
  @HttpCode(204)
  @ApiOperation({ summary: 'Run missed matches now, or dismiss them; all of them or none' })
  async decide(
    @Caller() caller: CallerOfWorkspace,
    @Body() { items, decision }: DecideMissedBody,
  ): Promise<void> {
    const { workspaceId } = caller;
    await this.dataSource.transaction(async (manager) => {
      for (const item of items) {
        await takeOffMissed(manager, workspaceId, item, decision === 'run' ? 'pending' : 'dismissed');
      }
      await recordAudit(
        manager,
        { ...caller, ...(await auditTimes(this.clock, manager)) },
        toldOf(items, decision),
      );
    });
    if (decision === 'run') await this.evaluator.runWorkspace(workspaceId, await this.clock.businessNow());
  }
}

/** One entry for each automation, with its subjects. */
function toldOf(items: DecideMissedBody['items'], decision: DecideMissedBody['decision']): AuditedChange[] {
  const byAutomation = groupBy(items, ({ automationId }) => automationId);
  return [...byAutomation].map(([key, some]) => ({
    action: decision === 'run' ? 'missed.run' : 'missed.dismissed',
    subject: { kind: 'automation', key },
    after: { items: some.map(({ date, subject }) => ({ date, subject })) },
  }));
}
