import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource, type EntityManager } from 'typeorm';
import { Actor, CurrentWorkspace } from '../../identity/current-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Actor as CallingActor } from '../../platform/http/app-request.js';
import { ApiPageOf, readIdCursor, toPage, type Page } from '../../platform/http/page.js';
import { changeHold, liftHold, placeHold } from './change-holds.js';
import { listHolds, type HoldFacts } from './hold-facts.js';
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
  place(
    @CurrentWorkspace() workspaceId: string,
    @Actor() actor: CallingActor,
    @Body() input: PlaceHoldBody,
  ): Promise<HoldAnswer> {
    return this.write(workspaceId, (manager, context) =>
      placeHold(manager, context, { input, author: actor.name }),
    );
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Extend or shorten a hold, or change its note' })
  @ApiOkResponse({ type: HoldAnswer })
  change(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) holdId: string,
    @Body() { until, note }: ChangeHoldBody,
  ): Promise<HoldAnswer> {
    return this.write(workspaceId, (manager, context) =>
      changeHold(manager, context, { holdId, until, note }),
    );
  }

  @Post(':id/lift')
  @HttpCode(200)
  @ApiOperation({ summary: 'End a hold now; one that is over stays as it is' })
  @ApiOkResponse({ type: HoldAnswer })
  lift(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) holdId: string,
  ): Promise<HoldAnswer> {
    return this.write(workspaceId, (manager, context) => liftHold(manager, context, holdId));
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
    workspaceId: string,
    work: (manager: EntityManager, context: HoldContext) => Promise<HoldFacts>,
  ): Promise<HoldAnswer> {
    const hold = await this.dataSource.transaction(async (manager) =>
      work(manager, { workspaceId, now: await this.clock.businessNow(manager) }),
    );
    return answerOf(hold);
  }
}

function answerOf(hold: HoldFacts): HoldAnswer {
  const { id, account, invoice, reason, leaveOut, fromAt, untilAt, liftedAt, note, author, promisedAmount } =
    hold;
  return {
    id,
    account,
    invoice,
    reason,
    leaveOut,
    from: new Date(fromAt).toISOString(),
    until: untilAt === Infinity ? null : new Date(untilAt).toISOString(),
    liftedAt: liftedAt === null ? null : new Date(liftedAt).toISOString(),
    note,
    author,
    promisedAmount,
  };
}
