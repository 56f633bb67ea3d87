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
import { answerOf } from './hold-answer.js';
import { listHolds } from './hold-facts.js';
import { ChangeHoldBody, HoldAnswer, HoldsQuery, PlaceHoldBody } from './holds.dto.js';
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
  @ApiOperation({ summary: 'Place a hold on an account or an invoice' })
  @ApiCreatedResponse({ type: HoldAnswer })
  place(@Caller() caller: CallerOfWorkspace, @Body() input: PlaceHoldBody): Promise<HoldAnswer> {
    return this.write(caller, 'hold.placed', async (manager, context) => ({
      before: null,
      after: await placeHold(manager, context, { input, author: caller.actor.name }),
    }));
  }

  @Patch(':id')
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
  @ApiOperation({ summary: 'End a hold now; one that is over stays as it is' })
  @ApiOkResponse({ type: HoldAnswer })
  lift(@Caller() caller: CallerOfWorkspace, @Param('id', ParseUUIDPipe) holdId: string): Promise<HoldAnswer> {
    return this.write(caller, 'hold.lifted', (manager, context) => liftHold(manager, context, holdId));
  }

  @Get()
  @Requires('read')
  @ApiOperation({ summary: 'List holds, the newest first' })
  @ApiPageOf(HoldAnswer)
  async list(@CurrentWorkspace() workspaceId: string, @Query() query: HoldsQuery): Promise<Page<HoldAnswer>> {
    const before = readIdCursor(query);
    const holds = await listHolds(this.dataSource.manager, workspaceId, {
      account: query.account,
      openAt: query.open ? await this.clock.businessNow() : undefined,
      before,
      limit: query.limit + 1,
    });
    return toPage(holds.map(answerOf), query, ({ id }) => [id]);
  }

  private async write(
    caller: CallerOfWorkspace,
    action: AuditAction,
    work: (manager: EntityManager, context: HoldContext) => Promise<AuditedHold>,
  ): Promise<HoldAnswer> {
    const { workspaceId } = caller;
    return this.dataSource.transaction(async (manager) => {
      const now = await this.clock.businessNow(manager);
      const change = await work(manager, { workspaceId, now });
      const authorship = { ...caller, at: this.clock.machineNow(), businessAt: now };
      await auditHold(manager, authorship, action, change);
      return answerOf(change.after);
    });
  }
}
