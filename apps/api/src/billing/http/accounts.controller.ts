import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { CurrentWorkspace } from '../../identity/current-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import { notFound } from '../../platform/http/app-error.js';
import { InstantField, Text } from '../../platform/http/fields.js';
import { Requires } from '../../platform/http/requires.js';
import { AccountDetailsAnswer, AttributesAnswer, StreaksAnswer, TimelineAnswer } from './answers.dto.js';
import { findAccount } from './read-accounts.js';
import { accountByKey, readStreaks, readTimeline } from './read-timeline.js';

export class AccountParameter {
  @Text({ description: "The account's key.", maxLength: 200 })
  key: string;
}

export class TimelineQuery {
  @InstantField({ description: 'Periods that end after this instant.', optional: true })
  from?: Date;

  @InstantField({ description: 'Periods that begin before this instant.', optional: true })
  to?: Date;
}

@ApiTags('Billing')
@Requires('read')
@Controller()
export class AccountsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get('accounts/:key')
  @ApiOperation({ summary: 'Read an account: details, balances, zone, tags, attributes, streak' })
  @ApiOkResponse({ type: AccountDetailsAnswer })
  async read(
    @CurrentWorkspace() workspaceId: string,
    @Param() { key }: AccountParameter,
  ): Promise<AccountDetailsAnswer> {
    const now = await this.clock.businessNow();
    const account = await findAccount(this.dataSource.manager, { workspaceId, now }, key);
    if (account === null) throw notFound('account', key);
    return account;
  }

  @Get('accounts/:key/timeline')
  @ApiOperation({ summary: 'Read what an account owed, owes and, if nothing changes, will owe' })
  @ApiOkResponse({ type: TimelineAnswer })
  async timeline(
    @CurrentWorkspace() workspaceId: string,
    @Param() { key }: AccountParameter,
    @Query() { from, to }: TimelineQuery,
  ): Promise<TimelineAnswer> {
    const { accountId, currency } = await this.find(workspaceId, key);
    const periods = await readTimeline(this.dataSource.manager, { workspaceId, accountId }, { from, to });
    return { account: key, currency, periods };
  }

  @Get('accounts/:key/streaks')
  @ApiOperation({ summary: 'List the streaks of an account' })
  @ApiOkResponse({ type: StreaksAnswer })
  async streaks(
    @CurrentWorkspace() workspaceId: string,
    @Param() { key }: AccountParameter,
  ): Promise<StreaksAnswer> {
    const { accountId } = await this.find(workspaceId, key);
    return { account: key, streaks: await readStreaks(this.dataSource.manager, { workspaceId, accountId }) };
  }

  @Get('attributes')
  @ApiOperation({ summary: 'List the attributes that were declared by their first write' })
  @ApiOkResponse({ type: AttributesAnswer })
  async attributes(@CurrentWorkspace() workspaceId: string): Promise<AttributesAnswer> {
    return {
      attributes: await this.dataSource.query<AttributesAnswer['attributes']>(
        'select subject, name, type from attribute_definitions where workspace_id = $1 order by subject, name',
        [workspaceId],
      ),
    };
  }

  private async find(workspaceId: string, key: string): Promise<{ accountId: string; currency: string }> {
    const account = await accountByKey(this.dataSource.manager, workspaceId, key);
    if (account === null) throw notFound('account', key);
    return account;
  }
}
