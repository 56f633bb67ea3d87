import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { CONNECTORS, type Connectors } from '../../connectors/connectors.js';
import { Caller, CurrentWorkspace } from '../../identity/current-caller.js';
import type { Caller as CallerOfWorkspace } from '../../platform/http/app-request.js';
import { Clock } from '../../platform/clock/clock.js';
import { ApiPageOf, readCursor, toPage, type Page } from '../../platform/http/page.js';
import { Requires } from '../../platform/http/requires.js';
import { auditDecision } from '../../runtime/deliveries/audit-decision.js';
import { decideDeliveries } from '../../runtime/deliveries/decide-deliveries.js';
import { isInstantAndText } from '../instant-cursor.js';
import {
  AttentionAnswer,
  AttentionGroupsAnswer,
  AttentionQueryParameters,
  DecideAttentionBody,
} from './attention.dto.js';
import { groupAttention } from './group-attention.js';
import { listAttention } from './list-attention.js';

@ApiTags('Needs attention')
@Controller('attention')
@Requires('read')
export class AttentionController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    @Inject(CONNECTORS) private readonly connectors: Connectors,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List what waits for a person, the latest first',
    description:
      'Deliveries that could not be carried out, messages that may or may not have arrived, promises broken within the ' +
      'last 30 days that nobody has seen to, evaluations that failed.',
  })
  @ApiPageOf(AttentionAnswer)
  async list(
    @CurrentWorkspace() workspaceId: string,
    @Query() query: AttentionQueryParameters,
  ): Promise<Page<AttentionAnswer>> {
    const { limit, cursor: _, ...filter } = query;
    const cursor = readCursor(query, 2, isInstantAndText);
    const context = { workspaceId, now: await this.clock.businessNow() };
    const items = await listAttention(this.dataSource.manager, context, {
      ...filter,
      before: cursor && { since: new Date(Number(cursor[0])), id: String(cursor[1]) },
      limit: limit + 1,
    });
    return toPage(items, query, ({ since, id }) => [Date.parse(since), id]);
  }

  @Get('groups')
  @ApiOperation({ summary: 'The same by kind, reason and step, the largest group first' })
  @ApiOkResponse({ type: AttentionGroupsAnswer })
  async groups(@CurrentWorkspace() workspaceId: string): Promise<AttentionGroupsAnswer> {
    const context = { workspaceId, now: await this.clock.businessNow() };
    return { groups: await groupAttention(this.dataSource.manager, context) };
  }

  @Post('decide')
  @HttpCode(204)
  @Requires('work')
  @ApiOperation({ summary: 'Decide about deliveries; all of them or none (S15, S17)' })
  async decide(
    @Caller() caller: CallerOfWorkspace,
    @Body() { deliveries, decision }: DecideAttentionBody,
  ): Promise<void> {
    const keys = [...new Set(deliveries)];
    await this.dataSource.transaction(async (manager) => {
      const now = await this.clock.businessNow(manager);
      await decideDeliveries(manager, this.connectors, caller.workspaceId, { keys, decision }, now);
      const authorship = { ...caller, at: this.clock.machineNow(), businessAt: now };
      await auditDecision(manager, authorship, { keys, decision });
    });
  }
}
