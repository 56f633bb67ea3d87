import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Caller, CurrentWorkspace } from '../../identity/current-caller.js';
import { boundsOf, workspaceCalendar } from '../../identity/workspace-calendar.js';
import { Clock } from '../../platform/clock/clock.js';
import { notFound } from '../../platform/http/app-error.js';
import type { Caller as CallerOfWorkspace } from '../../platform/http/app-request.js';
import { ApiPageOf, readCursor, readIdCursor, toPage, type Page } from '../../platform/http/page.js';
import { Requires } from '../../platform/http/requires.js';
import { auditDecision } from '../deliveries/audit-decision.js';
import { decideDeliveries } from '../deliveries/decide-deliveries.js';
import { EffectTools } from '../deliveries/effect-tools.js';
import { listDeliveries } from './deliveries.js';
import { DeliveryAnswer, JourneyAnswer, JourneyWithHistoryAnswer } from './history-answers.dto.js';
import { DeliveriesQuery, DeliveryDecisionBody, JourneysQuery } from './history.dto.js';
import { findJourney, listJourneys } from './journeys.js';

@ApiTags('Journeys')
@Requires('read')
@Controller()
export class HistoryController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly tools: EffectTools,
  ) {}

  @Get('journeys')
  @ApiOperation({ summary: 'List journeys, newest first' })
  @ApiPageOf(JourneyAnswer)
  async journeys(
    @CurrentWorkspace() workspaceId: string,
    @Query() query: JourneysQuery,
  ): Promise<Page<JourneyAnswer>> {
    const { automationId, account, date, status, limit } = query;
    const after = readIdCursor(query);
    const filter = { automationId, account, date, status, after, limit: limit + 1 };
    const journeys = await listJourneys(this.dataSource.manager, workspaceId, filter);
    return toPage(journeys, query, ({ id }) => [id]);
  }

  @Get('journeys/:id')
  @ApiOperation({ summary: 'Read a journey with its reasons, its steps and its deliveries' })
  @ApiOkResponse({ type: JourneyWithHistoryAnswer })
  async journey(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<JourneyWithHistoryAnswer> {
    const journey = await findJourney(this.dataSource.manager, workspaceId, id);
    if (!journey) throw notFound('journey', id);
    return journey;
  }

  @Get('deliveries')
  @ApiOperation({ summary: 'List deliveries, such as those that need attention' })
  @ApiPageOf(DeliveryAnswer)
  async deliveries(
    @CurrentWorkspace() workspaceId: string,
    @Query() query: DeliveriesQuery,
  ): Promise<Page<DeliveryAnswer>> {
    const { cursor: _, finishedOn, limit, ...filter } = query;
    const after = readCursor(query, 1)?.[0];
    const { manager } = this.dataSource;
    const deliveries = await listDeliveries(manager, workspaceId, {
      ...filter,
      limit: limit + 1,
      ...(finishedOn !== undefined && {
        finishedBetween: boundsOf(await workspaceCalendar(manager, workspaceId), finishedOn),
      }),
      ...(after !== undefined && { after: String(after) }),
    });
    return toPage(deliveries, query, ({ key }) => [key]);
  }

  @Post('deliveries/decide')
  @Requires('work')
  @HttpCode(204)
  @ApiOperation({ summary: 'Decide about a delivery that needs attention or is uncertain' })
  async decide(
    @Caller() caller: CallerOfWorkspace,
    @Body() { key, decision }: DeliveryDecisionBody,
  ): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const now = await this.clock.businessNow(manager);
      await decideDeliveries(
        manager,
        this.tools.connectors,
        caller.workspaceId,
        { keys: [key], decision },
        now,
      );
      const authorship = { ...caller, at: this.clock.machineNow(), businessAt: now };
      await auditDecision(manager, authorship, { keys: [key], decision });
    });
  }
}
