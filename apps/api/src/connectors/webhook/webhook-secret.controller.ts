import { Controller, Get, Header, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, CurrentWorkspace } from '../../identity/current-caller.js';
import type { Caller as CallerOfWorkspace } from '../../platform/http/app-request.js';
import { WebhookSecretAnswer } from './webhook-secret.dto.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { Requires } from '../../platform/http/requires.js';

@ApiTags('Webhooks')
@Requires('admin')
@Controller('webhook-secret')
export class WebhookSecretController {
  constructor(private readonly secrets: WebhookSecrets) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'The secret that webhook calls are signed with (Standard Webhooks)' })
  @ApiOkResponse({ type: WebhookSecretAnswer })
  current(@CurrentWorkspace() workspaceId: string): Promise<WebhookSecretAnswer> {
    return this.secrets.current(workspaceId);
  }

  @Post('rotate')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Make a new secret; calls are signed with both for a day' })
  @ApiOkResponse({ type: WebhookSecretAnswer })
  rotate(@Caller() caller: CallerOfWorkspace): Promise<WebhookSecretAnswer> {
    return this.secrets.rotate(caller);
  }
}
