import type { Page, WebhookSecret } from '@dunwell/contract';
import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Patch,
  Post,
  Query,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { WebhookSecretAnswer } from '../connectors/webhook/webhook-secret.dto.js';
import { CurrentWorkspace } from '../identity/current-caller.js';
import { ApiPageOf, PageQuery, readIdCursor, toPage } from '../platform/http/page.js';
import { Requires } from '../platform/http/requires.js';
import { Endpoints } from './endpoints.js';
import { AddEndpointBody, ChangeEndpointBody, EndpointAnswer } from './webhook-endpoints.dto.js';

@ApiTags('Webhook endpoints')
@Requires('admin')
@Controller('webhook-endpoints')
export class WebhookEndpointsController {
  constructor(private readonly endpoints: Endpoints) {}

  @Get()
  @ApiOperation({ summary: 'List the addresses that are told what Dunwell did, the newest first' })
  @ApiPageOf(EndpointAnswer)
  async list(
    @CurrentWorkspace() workspaceId: string,
    @Query() query: PageQuery,
  ): Promise<Page<EndpointAnswer>> {
    const before = readIdCursor(query);
    const rows = await this.endpoints.list(workspaceId, { before, limit: query.limit + 1 });
    return toPage(rows, query, ({ id }) => [id]);
  }

  @Post()
  @ApiOperation({ summary: 'Add one: it is told of what happens from now on' })
  @ApiCreatedResponse({ type: EndpointAnswer })
  add(@CurrentWorkspace() workspaceId: string, @Body() body: AddEndpointBody): Promise<EndpointAnswer> {
    return this.endpoints.add(workspaceId, body);
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change one, or switch it on or off' })
  @ApiOkResponse({ type: EndpointAnswer })
  change(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangeEndpointBody,
  ): Promise<EndpointAnswer> {
    return this.endpoints.change(workspaceId, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove one, with its log and what still waits for it' })
  remove(@CurrentWorkspace() workspaceId: string, @Param('id', ParseUUIDPipe) id: string): Promise<void> {
    return this.endpoints.remove(workspaceId, id);
  }

  @Get(':id/secret')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'The secret that its calls are signed with (Standard Webhooks)' })
  @ApiOkResponse({ type: WebhookSecretAnswer })
  secret(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<WebhookSecret> {
    return this.endpoints.secret(workspaceId, id);
  }

  @Post(':id/secret/rotate')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Make a new secret; calls are signed with both for a day' })
  @ApiOkResponse({ type: WebhookSecretAnswer })
  rotate(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<WebhookSecret> {
    return this.endpoints.rotateSecret(workspaceId, id);
  }
}
