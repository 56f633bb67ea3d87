import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { DataSource, type EntityManager } from 'typeorm';
import type { MissedItem } from '@dunwell/contract';
import { auditTimes } from '../../identity/audit/audit-times.js';
import { recordAudit, type AuditedChange } from '../../identity/audit/record-audit.js';
import { Caller, CurrentWorkspace } from '../../identity/current-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import { groupBy } from '../../platform/group-by.js';
import type { Caller as CallerOfWorkspace } from '../../platform/http/app-request.js';
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
@Requires('read')
@Controller('missed')
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
  @Requires('work')
  @HttpCode(204)
  @ApiOperation({ summary: 'Run missed matches now, or dismiss them; all of them or none' })
  decide(@Caller() caller: CallerOfWorkspace, @Body() { items, decision }: DecideMissedBody): Promise<void> {
    return this.act(caller, decision, (manager) =>
      takeOffMissed(manager, caller.workspaceId, items, decision),
    );
  }

  @Post('decide-all')
  @Requires('work')
  @HttpCode(204)
  @ApiOperation({
    summary: 'The same for every entry under a filter; refused (409) where they are not as many as expected',
  })
  decideAll(
    @Caller() caller: CallerOfWorkspace,
    @Body() { decision, ...which }: DecideAllMissedBody,
  ): Promise<void> {
    return this.act(caller, decision, (manager) =>
      takeAllOffMissed(manager, caller.workspaceId, which, decision),
    );
  }

  /** What is to be run is acted on at once, after the commit that says so. */
  private async act(
    caller: CallerOfWorkspace,
    decision: MissedDecision,
    takeOff: (manager: EntityManager) => Promise<MissedItem[]>,
  ): Promise<void> {
    const { workspaceId } = caller;
    await this.dataSource.transaction(async (manager) => {
      const taken = await takeOff(manager);
      const authorship = { ...caller, ...(await auditTimes(this.clock, manager)) };
      await recordAudit(manager, authorship, toldOf(taken, decision));
    });
    if (decision === 'run') await this.evaluator.runWorkspace(workspaceId, await this.clock.businessNow());
  }
}

/** One entry for each automation, with its subjects. */
function toldOf(items: readonly MissedItem[], decision: MissedDecision): AuditedChange[] {
  const byAutomation = groupBy(items, ({ automationId }) => automationId);
  return [...byAutomation].map(([key, some]) => ({
    action: decision === 'run' ? 'missed.run' : 'missed.dismissed',
    subject: { kind: 'automation', key },
    after: { items: some.map(({ date, subject }) => ({ date, subject })) },
  }));
}
