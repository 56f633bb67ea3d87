import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource, type EntityManager } from 'typeorm';
import { Actor, CurrentWorkspace } from '../../identity/current-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Actor as CallingActor } from '../../platform/http/app-request.js';
import { ApiPageOf, readIdCursor, toPage, type Page } from '../../platform/http/page.js';
import { Requires } from '../../platform/http/requires.js';
import { changeHold, liftHold, placeHold } from './change-holds.js';
import { countHolds } from './count-holds.js';
import type { HoldFacts } from './hold-facts.js';
import { ChangeHoldBody, HoldAnswer, HoldCountsAnswer, HoldsQuery, PlaceHoldBody } from './holds.dto.js';
import { listHolds, readHold } from './list-holds.js';
import type { HoldContext } from './store-hold.js';

@ApiTags('Holds')
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
  @Requires('work')
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
  @Requires('work')
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
    workspaceId: string,
    work: (manager: EntityManager, context: HoldContext) => Promise<HoldFacts>,
  ): Promise<HoldAnswer> {
    return this.dataSource.transaction(async (manager) => {
      const context = { workspaceId, now: await this.clock.businessNow(manager) };
      const { id } = await work(manager, context);
      return readHold(manager, context, id);
    });
  }
}
