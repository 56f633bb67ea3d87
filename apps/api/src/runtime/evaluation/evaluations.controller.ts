import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { findAutomation } from '../../automations/automation-record.js';
import { Automations } from '../../automations/automations.js';
import { PublishBody } from '../../automations/automations.dto.js';
import { zonesInUse } from '../../billing/billing-reader.js';
import { Caller, CurrentWorkspace } from '../../identity/current-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Caller as CallerOfWorkspace } from '../../platform/http/app-request.js';
import { notFound } from '../../platform/http/app-error.js';
import { isCalendarDate } from '../../platform/http/fields.js';
import { ApiPageOf, PageQuery, readCursor, toPage, type Page } from '../../platform/http/page.js';
import { countBacklog } from './count-backlog.js';
import { refuseDateNotDue, tooLongAgo } from './evaluate-date.js';
import { EvaluateAnswer, EvaluateBody, EvaluationAnswer, PublishAnswer } from './evaluations.dto.js';
import { Evaluator } from './evaluator.js';
import { listEvaluations } from './list-evaluations.js';
import { Requires } from '../../platform/http/requires.js';

/** More zones than the world has. */
const EVERY_ZONE = 1_000;

@ApiTags('Automations')
@Requires('read')
@Controller('automations/:id')
export class EvaluationsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly automations: Automations,
    private readonly evaluator: Evaluator,
    private readonly clock: Clock,
  ) {}

  @Post('publish')
  @Requires('publish')
  @HttpCode(200)
  @ApiOperation({ summary: 'Put the draft live as an immutable version; refused (422) while it has errors' })
  @ApiOkResponse({ type: PublishAnswer })
  async publish(
    @Caller() caller: CallerOfWorkspace,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: PublishBody,
  ): Promise<PublishAnswer> {
    const { workspaceId } = caller;
    const published = await this.automations.publish(caller, id, body);
    const { automation, version, publishedAt, document } = published;
    return {
      automation,
      version: { version, publishedAt: publishedAt.toISOString(), note: body.note ?? null },
      backlog: await countBacklog(
        this.dataSource.manager,
        workspaceId,
        { automationId: id, document, publishedAt },
        body.backlog,
      ),
    };
  }

  @Post('evaluations')
  @Requires('publish')
  @HttpCode(200)
  @ApiOperation({ summary: 'Evaluate a date that is due now; what was evaluated stays as it is (S10)' })
  @ApiOkResponse({ type: EvaluateAnswer })
  async evaluate(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { date }: EvaluateBody,
  ): Promise<EvaluateAnswer> {
    const { manager } = this.dataSource;
    const now = await this.clock.businessNow();
    const automation = await findAutomation(manager, workspaceId, id);
    if (!automation) throw notFound('automation', id);
    const before = await listEvaluations(manager, workspaceId, id, { date, limit: EVERY_ZONE });
    if (before.length === 0) {
      const zones = await zonesInUse(manager, workspaceId, date);
      await refuseDateNotDue(manager, workspaceId, automation, { date, zones, now });
    }
    await this.evaluator.runWorkspace(workspaceId, now);
    const finished = new Set(
      before.filter(({ status }) => status === 'finished').map(({ timeZone }) => timeZone),
    );
    const evaluations = await listEvaluations(manager, workspaceId, id, { date, limit: EVERY_ZONE });
    if (evaluations.length === 0) throw tooLongAgo(date);
    return {
      evaluations: evaluations.map((one) => ({ ...one, alreadyDone: finished.has(one.timeZone) })),
    };
  }

  @Get('evaluations')
  @ApiOperation({ summary: 'List what was evaluated, newest date first, as a funnel' })
  @ApiPageOf(EvaluationAnswer)
  async list(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<Page<EvaluationAnswer>> {
    await this.automations.find(workspaceId, id);
    const cursor = readCursor(query, 2, isCalendarDate);
    const evaluations = await listEvaluations(this.dataSource.manager, workspaceId, id, {
      limit: query.limit + 1,
      ...(cursor && { after: { date: String(cursor[0]), timeZone: String(cursor[1]) } }),
    });
    return toPage(evaluations, query, ({ date, timeZone }) => [date, timeZone]);
  }
}
