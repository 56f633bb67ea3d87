import type { ApiKey as Contract, Permission } from '@dunwell/contract';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller as CallerOfWorkspace } from '../../platform/http/app-request.js';
import { ApiPageOf, PageQuery, readIdCursor, toPage, type Page } from '../../platform/http/page.js';
import { Requires } from '../../platform/http/requires.js';
import { Caller, CurrentWorkspace, OwnPermissions } from '../current-caller.js';
import { ApiKeyAnswer, ApiKeyParameter, CreateApiKeyBody, NewApiKeyAnswer } from './api-keys.dto.js';
import type { ApiKey } from './api-key.entity.js';
import { KeyAdmin } from './key-admin.js';

@ApiTags('Keys')
@Requires('admin')
@Controller('api-keys')
export class ApiKeysController {
  constructor(private readonly keys: KeyAdmin) {}

  @Post()
  @ApiOperation({ summary: 'Make a key for a program; its token is in this answer and never again' })
  @ApiCreatedResponse({ type: NewApiKeyAnswer })
  async create(
    @Caller() caller: CallerOfWorkspace,
    @OwnPermissions() own: readonly Permission[],
    @Body() { name, permissions, expiresAt }: CreateApiKeyBody,
  ): Promise<NewApiKeyAnswer> {
    const { key, token } = await this.keys.create(
      { ...caller, permissions: own },
      { name, permissions, expiresAt },
    );
    return { ...answerOf(key), token };
  }

  @Get()
  @ApiOperation({ summary: 'List keys that have not been revoked, the newest first' })
  @ApiPageOf(ApiKeyAnswer)
  async list(
    @CurrentWorkspace() workspaceId: string,
    @Query() query: PageQuery,
  ): Promise<Page<ApiKeyAnswer>> {
    const keys = await this.keys.list(workspaceId, {
      before: readIdCursor(query),
      limit: query.limit + 1,
    });
    return toPage(keys.map(answerOf), query, ({ id }) => [id]);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke a key: it lets nobody in from now on' })
  async revoke(@Caller() caller: CallerOfWorkspace, @Param() { id }: ApiKeyParameter): Promise<void> {
    await this.keys.revoke(caller, id);
  }
}

const answerOf = (key: ApiKey): Contract => ({
  id: key.id,
  name: key.name,
  begins: key.begins,
  permissions: key.permissions,
  createdBy: key.createdBy,
  createdAt: key.createdAt.toISOString(),
  lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  expiresAt: key.expiresAt?.toISOString() ?? null,
});
