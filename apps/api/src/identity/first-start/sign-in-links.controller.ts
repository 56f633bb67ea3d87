import type { FirstPersonRequest } from '@dunwell/contract';
import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import type { AppRequest } from '../../platform/http/app-request.js';
import { Public } from '../../platform/http/public.js';
import { EmailField, NewPasswordField, PersonNameField, TokenField } from '../people/person-fields.js';
import { readSession } from '../sessions/read-session.js';
import { SessionCookies } from '../sessions/session-cookies.js';
import { SessionAnswer } from '../sessions/sessions.dto.js';
import { visitorOf } from '../sessions/visitor.js';
import { Attempts } from '../throttle/attempts.js';
import { FirstPerson } from './first-person.js';

export class FirstPersonBody implements FirstPersonRequest {
  @TokenField({ description: 'What stands behind `#token=` in the link.' }) token: string;
  @PersonNameField({ description: 'What you are called.' }) name: string;
  @EmailField({ description: 'What you sign in with.' }) email: string;
  @NewPasswordField({ description: 'The password you choose.' }) password: string;
}

@ApiTags('Session')
@Public()
@Controller('sign-in-links')
export class SignInLinksController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly attempts: Attempts,
    private readonly firstPerson: FirstPerson,
    private readonly cookies: SessionCookies,
  ) {}

  @Post('use')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Sign up as the first person, by the link that the first start prints',
    description:
      'That person becomes admin of every workspace there is; afterwards no such link lets anybody in.',
  })
  @ApiOkResponse({ type: SessionAnswer })
  async use(
    @Body() { token, ...details }: FirstPersonBody,
    @Req() request: AppRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionAnswer> {
    const visitor = visitorOf(request);
    await this.attempts.take({ kind: 'token', address: visitor.address });
    const { userAgent } = visitor;
    const begun = await this.firstPerson.signUp(token, details, {
      userAgent,
      requestId: request.requestId,
    });
    this.cookies.give(response, begun.token);
    return readSession(this.dataSource, begun);
  }
}
