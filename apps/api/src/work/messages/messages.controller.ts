import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { CurrentWorkspace } from '../../identity/current-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import { notFound } from '../../platform/http/app-error.js';
import { isStorable } from '../../platform/http/fields.js';
import { ApiPageOf, readCursor, toPage, type Page } from '../../platform/http/page.js';
import { Requires } from '../../platform/http/requires.js';
import { isInstantAndText } from '../instant-cursor.js';
import { listMessages } from './list-messages.js';
import { MessageAnswer, MessagesQuery, MessageWithContentAnswer } from './messages.dto.js';
import { readMessage } from './read-message.js';

@ApiTags('Messages')
@Controller('messages')
@Requires('read')
export class MessagesController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'List e-mails of automations with what became of them, the latest first',
    description:
      'Those that were never sent, since their journey ended or somebody skipped them, by their state.',
  })
  @ApiPageOf(MessageAnswer)
  async list(
    @CurrentWorkspace() workspaceId: string,
    @Query() query: MessagesQuery,
  ): Promise<Page<MessageAnswer>> {
    const { limit, cursor: _, ...filter } = query;
    const cursor = readCursor(query, 2, isInstantAndText);
    const context = { workspaceId, now: await this.clock.businessNow() };
    const messages = await listMessages(this.dataSource.manager, context, {
      ...filter,
      before: cursor && { at: new Date(Number(cursor[0])), delivery: String(cursor[1]) },
      limit: limit + 1,
    });
    const page = toPage(messages, query, ({ at, delivery }) => [Date.parse(at), delivery]);
    return { ...page, items: page.items.map(({ text: _text, html: _html, ...message }) => message) };
  }

  @Get(':key')
  @ApiOperation({ summary: 'Read a message with its text, its HTML and its attempts' })
  @ApiOkResponse({ type: MessageWithContentAnswer })
  async read(
    @CurrentWorkspace() workspaceId: string,
    @Param('key') key: string,
  ): Promise<MessageWithContentAnswer> {
    const context = { workspaceId, now: await this.clock.businessNow() };
    const message = isStorable(key) ? await readMessage(this.dataSource.manager, context, key) : null;
    if (message === null) throw notFound('message', key);
    return message;
  }
}
