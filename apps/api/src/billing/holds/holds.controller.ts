import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource, type EntityManager } from 'typeorm';
import type { AuditAction } from '@dunwell/contract';
import { Caller, CurrentWorkspace } from '../../identity/current-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Caller as CallerOfWorkspace } from '../../platform/http/app-request.js';
import { ApiPageOf, readIdCursor, toPage, type Page } from '../../platform/http/page.js';
import { auditHold, type AuditedHold } from './audit-hold.js';
import { changeHold, liftHold, placeHold } from './change-holds.js';
import { countHolds } from './count-holds.js';
import { ChangeHoldBody, HoldAnswer, HoldCountsAnswer, HoldsQuery, PlaceHoldBody } from './holds.dto.js';
import { listHolds, readHold } from './list-holds.js';
import type { HoldContext } from './store-hold.js';
import { Requires } from '../../platform/http/requires.js';

@ApiTags('Holds')
@Requires('work')
@Controller('holds')
export class HoldsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Requires('work')
  @ApiOperation({
    summary: 'Place a hold on an account or an invoice; promises and courtesies with their end',
  })
  @ApiCreatedResponse({ type: HoldAnswer })
  place(@Caller() caller: CallerOfWorkspace, @Body() input: PlaceHoldBody): Promise<HoldAnswer> {
    return this.write(caller, 'hold.placed', async (manager, context) => ({
      before: null,
      after: await placeHold(manager, context, { input, author: caller.actor.name }),
    }));
  }

  @Patch(':id')
  @Requires('work')
  @ApiOperation({ summary: 'Extend or shorten a hold, or change its note' })
  @ApiOkResponse({ type: HoldAnswer })
  change(
    @Caller() caller: CallerOfWorkspace,
    @Param('id', ParseUUIDPipe) holdId: string,
    @Body() { until, note }: ChangeHoldBody,
  ): Promise<HoldAnswer> {
    return this.write(caller, 'hold.changed', (manager, context) =>
      changeHold(manager, context, { holdId, until, note }),
    );
  }

  @Post(':id/lift')
  @HttpCode(200)
  @Requires('work')
  @ApiOperation({ summary: 'End a hold now; one that is over stays as it is' })
  @ApiOkResponse({ type: HoldAnswer })
  lift(@Caller() caller: CallerOfWorkspace, @Param('id', ParseUUIDPipe) holdId: string): Promise<HoldAnswer> {
    return this.write(caller, 'hold.lifted', (manager, context) => liftHold(manager, context, holdId));
  }

  @Get()
  @Requires('read')
  @ApiOperation({
    summary: 'List holds, the newest first; how promises to pay stand is found from the facts',
  })
  @ApiPageOf(HoldAnswer)
  async list(@CurrentWorkspace() workspaceId: string, @Query() query: HoldsQuery): Promise<Page<HoldAnswer>> {
    const { account, reason, state, open, limit } = query;
    const before = readIdCursor(query);
    const context = { workspaceId, now: await this.clock.businessNow() };
    const filter = { account, reason, state, open, before, limit: limit + 1 };
    return toPage(await listHolds(this.dataSource.manager, context, filter), query, ({ id }) => [id]);
  }

  @Get('counts')
  @Requires('read')
  @ApiOperation({ summary: 'Count holds under each filter of the list' })
  @ApiOkResponse({ type: HoldCountsAnswer })
  async counts(@CurrentWorkspace() workspaceId: string): Promise<HoldCountsAnswer> {
    return countHolds(this.dataSource.manager, { workspaceId, now: await this.clock.businessNow() });
  }

  private write(
    caller: CallerOfWorkspace,
    action: AuditAction,
    work: (manager: EntityManager, context: HoldContext) => Promise<AuditedHold>,
  ): Promise<HoldAnswer> {
    const { workspaceId } = caller;
    return this.dataSource.transaction(async (manager) => {
      const now = await this.clock.businessNow(manager);
      const context = { workspaceId, now };
      const change = await work(manager, context);
      const authorship = { ...caller, at: this.clock.machineNow(), businessAt: now };
      await auditHold(manager, authorship, action, change);
      return readHold(manager, context, change.after.id);
    });
  }
}
