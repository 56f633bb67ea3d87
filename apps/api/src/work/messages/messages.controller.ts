import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { CurrentWorkspace } from '../../identity/current-caller.js';
import { ApiPageOf, readCursor, toPage, type CursorKey, type Page } from '../../platform/http/page.js';
import { listMessages } from './list-messages.js';
import { MessageAnswer, MessagesQuery } from './messages.dto.js';

@ApiTags('Messages')
@Controller('messages')
export class MessagesController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  @ApiOperation({ summary: 'List messages as they were sent, the latest first' })
  @ApiPageOf(MessageAnswer)
  async list(
    @CurrentWorkspace() workspaceId: string,
    @Query() query: MessagesQuery,
  ): Promise<Page<MessageAnswer>> {
    const cursor = readCursor(query, 2, isPlace);
    const messages = await listMessages(this.dataSource.manager, workspaceId, {
      account: query.account,
      before: cursor && { sentAt: new Date(Number(cursor[0])), delivery: String(cursor[1]) },
      limit: query.limit + 1,
    });
    return toPage(messages, query, ({ sentAt, delivery }) => [Date.parse(sentAt), delivery]);
  }
}

const YEAR_10000 = Date.UTC(10_000, 0);

function isPlace(...[sentAt, delivery]: CursorKey): boolean {
  return (
    Number.isInteger(sentAt) &&
    Number(sentAt) >= 0 &&
    Number(sentAt) < YEAR_10000 &&
    typeof delivery === 'string'
  );
}
