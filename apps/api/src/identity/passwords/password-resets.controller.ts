import type { NewPasswordRequest } from '@dunwell/contract';
import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { AppRequest } from '../../platform/http/app-request.js';
import { Public } from '../../platform/http/public.js';
import { EmailField, NewPasswordField, TokenField } from '../people/person-fields.js';
import { PasswordResets } from './password-resets.js';

export class RequestPasswordResetBody {
  @EmailField({ description: 'Whose password was forgotten.' }) email: string;
}

export class NewPasswordBody implements NewPasswordRequest {
  @TokenField({ description: 'What stands behind `#token=` in the link.' }) token: string;
  @NewPasswordField({ description: 'The new password.' }) password: string;
}

@ApiTags('Session')
@Public()
@Controller('password-resets')
export class PasswordResetsController {
  constructor(private readonly resets: PasswordResets) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({
    summary: 'Ask for a link to set a new password',
    description:
      'Answers the same whether or not somebody has the address. Without a mail server the link is on the console.',
  })
  async request(@Body() { email }: RequestPasswordResetBody, @Req() { ip }: AppRequest): Promise<void> {
    await this.resets.request(email, ip);
  }

  @Post('confirm')
  @HttpCode(204)
  @ApiOperation({ summary: 'Set a new password by such a link, once; every session of the person ends' })
  async confirm(@Body() body: NewPasswordBody, @Req() { ip, requestId }: AppRequest): Promise<void> {
    await this.resets.confirm(body, { address: ip, requestId });
  }
}
