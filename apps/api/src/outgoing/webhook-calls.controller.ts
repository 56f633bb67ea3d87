import type { Page, WebhookCallWithAttempts } from '@dunwell/contract';
import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { CurrentWorkspace } from '../identity/current-caller.js';
import { Clock } from '../platform/clock/clock.js';
import { conflict, notFound } from '../platform/http/app-error.js';
import { ApiPageOf, readIdCursor, toPage } from '../platform/http/page.js';
import { Requires } from '../platform/http/requires.js';
import { findCall, insertTestCall, listCalls } from './calls.js';
import { Endpoints } from './endpoints.js';
import { OutgoingWorker } from './outgoing-worker.js';
import { CallAnswer, CallsQuery, CallWithAttemptsAnswer } from './webhook-endpoints.dto.js';

@ApiTags('Webhook endpoints')
@Requires('admin')
@Controller('webhook-endpoints/:id')
export class WebhookCallsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly endpoints: Endpoints,
    private readonly worker: OutgoingWorker,
  ) {}

  @Post('test')
  @HttpCode(200)
  @ApiOperation({ summary: 'Call it now with an event that says nothing, whether it is switched on or not' })
  @ApiOkResponse({ type: CallWithAttemptsAnswer })
  async test(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) endpointId: string,
  ): Promise<WebhookCallWithAttempts> {
    const callId = await this.dataSource.transaction(async (manager) => {
      await this.endpoints.find(manager, workspaceId, endpointId);
      const now = await this.clock.businessNow(manager);
      return insertTestCall(manager, { workspaceId, endpointId }, now);
    });
    return this.attempt({ workspaceId, endpointId, callId });
  }

  @Get('calls')
  @ApiOperation({ summary: 'List what it was told, the latest first' })
  @ApiPageOf(CallAnswer)
  async list(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) endpointId: string,
    @Query() query: CallsQuery,
  ): Promise<Page<CallAnswer>> {
    const { manager } = this.dataSource;
    const before = readIdCursor(query);
    await this.endpoints.find(manager, workspaceId, endpointId);
    const calls = await listCalls(
      manager,
      { workspaceId, endpointId },
      { before, limit: query.limit + 1, ...(query.status && { status: query.status }) },
    );
    return toPage(calls, query, ({ id }) => [id]);
  }

  @Get('calls/:call')
  @ApiOperation({ summary: 'One call with its body and every attempt' })
  @ApiOkResponse({ type: CallWithAttemptsAnswer })
  async find(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) endpointId: string,
    @Param('call', ParseUUIDPipe) callId: string,
  ): Promise<WebhookCallWithAttempts> {
    const call = await findCall(this.dataSource.manager, { workspaceId, endpointId, callId });
    if (!call) throw notFound('call', callId);
    return call;
  }

  @Post('calls/:call/resend')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Make an attempt now, whatever became of those before, under the same webhook-id',
  })
  @ApiOkResponse({ type: CallWithAttemptsAnswer })
  async resend(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) endpointId: string,
    @Param('call', ParseUUIDPipe) callId: string,
  ): Promise<WebhookCallWithAttempts> {
    await this.find(workspaceId, endpointId, callId);
    return this.attempt({ workspaceId, endpointId, callId });
  }

  private async attempt(call: {
    workspaceId: string;
    endpointId: string;
    callId: string;
  }): Promise<WebhookCallWithAttempts> {
    const { workspaceId, endpointId, callId } = call;
    if (!(await this.worker.attemptNow(workspaceId, callId))) {
      throw conflict('callUnderWay', 'An attempt of this call is under way. Look again in a moment.');
    }
    return this.find(workspaceId, endpointId, callId);
  }
}
