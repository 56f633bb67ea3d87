import { Controller, Get, Header, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace } from '../../identity/current-caller.js';
import { WebhookSecretAnswer } from './webhook-secret.dto.js';
import { WebhookSecrets } from './webhook-secrets.js';

@ApiTags('Webhooks')
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
  rotate(@CurrentWorkspace() workspaceId: string): Promise<WebhookSecretAnswer> {
    return this.secrets.rotate(workspaceId);
  }
}
