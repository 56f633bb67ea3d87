import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import type { AppRequest } from '../../platform/http/app-request.js';
import { Public } from '../../platform/http/public.js';
import { readSessionCookie } from '../../platform/http/session-cookie.js';
import { readSession } from '../sessions/read-session.js';
import { SessionCookies } from '../sessions/session-cookies.js';
import { SessionAnswer } from '../sessions/sessions.dto.js';
import { Sessions } from '../sessions/sessions.js';
import { visitorOf } from '../sessions/visitor.js';
import { Attempts } from '../throttle/attempts.js';
import { AcceptInvitation } from './accept-invitation.js';
import { AcceptInvitationBody, InvitationDetailsAnswer, LookUpInvitationBody } from './invitations.dto.js';

@ApiTags('Session')
@Public()
@Controller('invitations')
export class AcceptInvitationController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly attempts: Attempts,
    private readonly sessions: Sessions,
    private readonly acceptInvitation: AcceptInvitation,
    private readonly cookies: SessionCookies,
  ) {}

  @Post('look-up')
  @HttpCode(200)
  @ApiOperation({ summary: 'What an invitation is about, to who holds its link' })
  @ApiOkResponse({ type: InvitationDetailsAnswer })
  async lookUp(
    @Body() { token }: LookUpInvitationBody,
    @Req() { ip }: AppRequest,
  ): Promise<InvitationDetailsAnswer> {
    await this.attempts.take({ kind: 'token', address: ip });
    return this.acceptInvitation.lookUp(token);
  }

  @Post('accept')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Accept an invitation, and be signed in to its workspace',
    description:
      'Somebody new chooses a name and a password. Who has an account signs in first and sends the token alone.',
  })
  @ApiOkResponse({ type: SessionAnswer })
  async accept(
    @Body() body: AcceptInvitationBody,
    @Req() request: AppRequest,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionAnswer> {
    const { requestId } = request;
    await this.attempts.take({ kind: 'token', address: request.ip });
    const cookie = readSessionCookie(request);
    const session = cookie === undefined ? undefined : await this.sessions.find(cookie);
    if (session) {
      await this.acceptInvitation.asSignedIn(body.token, session, requestId);
      return readSession(this.dataSource, session);
    }
    const begun = await this.acceptInvitation.asSomebodyNew(body, { ...visitorOf(request), requestId });
    this.cookies.give(response, begun.token);
    return readSession(this.dataSource, begun);
  }
}
