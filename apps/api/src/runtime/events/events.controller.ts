import type { BusinessEventWithReasons } from '@dunwell/contract';
import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { DataSource } from 'typeorm';
import { CurrentWorkspace } from '../../identity/current-caller.js';
import { parseInstant } from '../../platform/clock/parse-instant.js';
import { notFound } from '../../platform/http/app-error.js';
import { ApiPageOf, readCursor, toPage, type Page } from '../../platform/http/page.js';
import { Requires } from '../../platform/http/requires.js';
import { EventAnswer, EventsQuery, EventWithReasonsAnswer } from './events.dto.js';
import { explainEvent } from './explain-event.js';
import { listEvents } from './list-events.js';

@ApiTags('Events')
@Requires('read')
@Controller('events')
export class EventsController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  @ApiOperation({ summary: 'List what happened, latest first, with what each event started and why not' })
  @ApiPageOf(EventAnswer)
  async list(
    @CurrentWorkspace() workspaceId: string,
    @Query() query: EventsQuery,
  ): Promise<Page<EventAnswer>> {
    const { cursor: _, limit, ...filter } = query;
    const after = readCursor(query, 2, (at, id) => parseInstant(String(at)) !== undefined && isUUID(id));
    const events = await listEvents(this.dataSource.manager, workspaceId, {
      ...filter,
      limit: limit + 1,
      ...(after && { after: { at: new Date(String(after[0])), id: String(after[1]) } }),
    });
    return toPage(events, query, ({ at, id }) => [at, id]);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read an event with what it came to, every condition explained' })
  @ApiOkResponse({ type: EventWithReasonsAnswer })
  async find(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<BusinessEventWithReasons> {
    const event = await explainEvent(this.dataSource.manager, workspaceId, id);
    if (!event) throw notFound('event', id);
    return event;
  }
}
