import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { CurrentWorkspace } from '../../identity/current-caller.js';
import { ApiPageOf, PageQuery, readCursor, toPage, type Page } from '../../platform/http/page.js';
import { Requires } from '../../platform/http/requires.js';
import { FailingEndpointAnswer } from './endpoints.dto.js';
import { listEndpoints } from './list-endpoints.js';

@ApiTags('Journeys')
@Requires('read')
@Controller('deliveries/endpoints')
export class EndpointsController {
  constructor(private readonly dataSource: DataSource) {}

  @Get()
  @ApiOperation({ summary: 'List addresses that keep failing, and until when they are left alone' })
  @ApiPageOf(FailingEndpointAnswer)
  async list(
    @CurrentWorkspace() workspaceId: string,
    @Query() query: PageQuery,
  ): Promise<Page<FailingEndpointAnswer>> {
    const after = readCursor(query, 1)?.[0];
    const endpoints = await listEndpoints(this.dataSource.manager, workspaceId, {
      after: after === undefined ? undefined : String(after),
      limit: query.limit + 1,
    });
    return toPage(endpoints, query, ({ endpoint }) => [endpoint]);
  }
}
