import type { HistoryEntry } from '@dunwell/contract';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { CurrentWorkspace } from '../../identity/current-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import { parseInstant } from '../../platform/clock/parse-instant.js';
import { ApiPageOf, readCursor, toPage, type Page } from '../../platform/http/page.js';
import { Requires } from '../../platform/http/requires.js';
import { AccountParameter } from '../account-page/account-page.dto.js';
import { HistoryEntryAnswer, HistoryQueryFields } from './account-history.dto.js';
import { accountHistory, type HistoryPlace } from './account-history.js';

@ApiTags('Accounts')
@Requires('read')
@Controller('accounts/:key/history')
export class AccountHistoryController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List what happened to an account: facts, decisions, messages, tasks; the latest first',
  })
  @ApiPageOf(HistoryEntryAnswer)
  async list(
    @CurrentWorkspace() workspaceId: string,
    @Param() { key }: AccountParameter,
    @Query() query: HistoryQueryFields,
  ): Promise<Page<HistoryEntry>> {
    const now = await this.clock.businessNow();
    const entries = await accountHistory(this.dataSource.manager, {
      workspaceId,
      key,
      now,
      group: query.group,
      before: placeIn(query),
      limit: query.limit + 1,
    });
    return toPage(entries, query, ({ at, id }) => [at, id]);
  }
}

function placeIn(query: HistoryQueryFields): HistoryPlace | undefined {
  const isInstant = (value: unknown): boolean =>
    typeof value === 'string' && parseInstant(value) !== undefined;
  const cursor = readCursor(query, 2, (at, id) => isInstant(at) && typeof id === 'string');
  return cursor && { at: new Date(String(cursor[0])), id: String(cursor[1]) };
}
