import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { AccountTotals, BulkAccountsResult } from '@dunwell/contract';
import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import { accountTotals, cursorOf, nowSql, placeIn, type NowSql } from '../../billing/billing-reader.js';
import { Actor, CurrentWorkspace } from '../../identity/current-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Actor as CallingActor } from '../../platform/http/app-request.js';
import { ApiPageOf, toPage, type Page } from '../../platform/http/page.js';
import { Requires } from '../../platform/http/requires.js';
import { accountsCsv } from './accounts-csv.js';
import {
  AccountFilterFields,
  AccountQueryFields,
  AccountsQuery,
  AccountTotalsAnswer,
  ListedAccountAnswer,
} from './accounts.dto.js';
import { bulkAccounts } from './bulk-accounts.js';
import { BulkAccountsAnswer, BulkAccountsBody } from './bulk.dto.js';
import { doneOnce } from './done-once.js';
import { accountList, listPage } from './list-page.js';
import { readBulkRequest } from './read-bulk-request.js';
import { selectAccounts } from './select-accounts.js';

const CSV = 'text/csv';

/** Accounts as lists; one of them is billing's and the account page's. */
@ApiTags('Accounts')
@Requires('read')
@Controller('accounts')
export class AccountListsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List accounts, with their balances and what stands around them, as of business now',
  })
  @ApiPageOf(ListedAccountAnswer)
  async list(
    @CurrentWorkspace() workspaceId: string,
    @Query() query: AccountsQuery,
  ): Promise<Page<ListedAccountAnswer>> {
    const { limit, cursor: _, ...asked } = query;
    const list = accountList(asked, await this.now(workspaceId));
    const { order } = list;
    const after = placeIn(order, query);
    const rows = await listPage(this.dataSource.manager, list, { after, limit: limit + 1 });
    const page = toPage(rows, query, ({ place }) => cursorOf(order, place));
    return { ...page, items: page.items.map(({ place: _place, ...account }) => account) };
  }

  @Get('totals')
  @ApiOperation({ summary: 'What the accounts of a filter owe together, per currency' })
  @ApiOkResponse({ type: AccountTotalsAnswer })
  async totals(
    @CurrentWorkspace() workspaceId: string,
    @Query() filter: AccountFilterFields,
  ): Promise<AccountTotals> {
    const now = await this.now(workspaceId);
    return accountTotals(this.dataSource.manager, now, selectAccounts(filter, now));
  }

  @Get('export')
  @ApiOperation({ summary: 'Download the accounts of a filter' })
  @ApiProduces(CSV)
  @ApiOkResponse({ description: 'A CSV file.', schema: { type: 'string' } })
  async export(
    @CurrentWorkspace() workspaceId: string,
    @Query() query: AccountQueryFields,
    @Res() response: Response,
  ): Promise<void> {
    const { include: _, ...asked } = query;
    const list = accountList(asked, await this.now(workspaceId));
    response.type(CSV).attachment('accounts.csv');
    await pipeline(Readable.from(accountsCsv(this.dataSource.manager, list)), response);
  }

  @Post('bulk')
  @Requires('work')
  @HttpCode(200)
  @ApiOperation({ summary: 'Tag or hold many accounts: all of them or none' })
  @ApiOkResponse({ type: BulkAccountsAnswer })
  bulk(
    @CurrentWorkspace() workspaceId: string,
    @Actor() { name: author }: CallingActor,
    @Body() body: BulkAccountsBody,
  ): Promise<BulkAccountsResult> {
    const request = readBulkRequest(body);
    return this.dataSource.transaction(async (manager) => {
      const now = await this.clock.businessNow(manager);
      const { requestId } = request;
      return doneOnce(manager, { workspaceId, requestId, request, now }, () =>
        bulkAccounts(manager, { workspaceId, now, author }, request),
      );
    });
  }

  private async now(workspaceId: string): Promise<NowSql> {
    return nowSql(workspaceId, await this.clock.businessNow());
  }
}
