import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { DataSource } from 'typeorm';
import { Public } from '../../platform/http/public.js';
import { SignedIn } from '../../platform/http/signed-in.js';
import { CurrentPerson, type SignedInPerson } from '../current-caller.js';
import { OwnSessions } from './own-sessions.js';
import { readSession } from './read-session.js';
import { SessionCookies } from './session-cookies.js';
import {
  ChangeWorkspaceBody,
  OpenSessionsAnswer,
  SessionAnswer,
  SessionParameter,
  SignInBody,
} from './sessions.dto.js';
import { SignIn } from './sign-in.js';
import { visitorOf } from './visitor.js';

@ApiTags('Session')
@SignedIn()
@Controller()
export class SessionsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly signIn: SignIn,
    private readonly ownSessions: OwnSessions,
    private readonly cookies: SessionCookies,
  ) {}

  @Post('session')
  @Public()
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign in by email and password; the answer sets the cookie of the session' })
  @ApiOkResponse({ type: SessionAnswer })
  async begin(
    @Body() body: SignInBody,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionAnswer> {
    const begun = await this.signIn.signIn(body, visitorOf(request));
    this.cookies.give(response, begun.token);
    return readSession(this.dataSource, begun);
  }

  @Get('session')
  @ApiOperation({ summary: 'Who is signed in, where, and what they may do there' })
  @ApiOkResponse({ type: SessionAnswer })
  read(@CurrentPerson() person: SignedInPerson): Promise<SessionAnswer> {
    return readSession(this.dataSource, person);
  }

  @Delete('session')
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out here' })
  async end(
    @CurrentPerson() person: SignedInPerson,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.ownSessions.end(person);
    this.cookies.takeBack(response);
  }

  @Post('session/workspace')
  @HttpCode(200)
  @ApiOperation({ summary: "Change to another of one's workspaces; other sessions stay where they are" })
  @ApiOkResponse({ type: SessionAnswer })
  async changeWorkspace(
    @CurrentPerson() person: SignedInPerson,
    @Body() { workspaceId }: ChangeWorkspaceBody,
  ): Promise<SessionAnswer> {
    await this.ownSessions.changeWorkspace(person.sessionId, workspaceId);
    return readSession(this.dataSource, person);
  }

  @Get('sessions')
  @ApiOperation({ summary: 'Where one is signed in, the latest first' })
  @ApiOkResponse({ type: OpenSessionsAnswer })
  async list(@CurrentPerson() { personId, sessionId }: SignedInPerson): Promise<OpenSessionsAnswer> {
    const sessions = await this.ownSessions.list(personId);
    return {
      sessions: sessions.map(({ id, userAgent, signedInAt, lastSeenAt }) => ({
        id,
        current: id === sessionId,
        userAgent,
        signedInAt: signedInAt.toISOString(),
        lastSeenAt: lastSeenAt.toISOString(),
      })),
    };
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out on one device' })
  async endOne(@CurrentPerson() person: SignedInPerson, @Param() { id }: SessionParameter): Promise<void> {
    await this.ownSessions.endOne(person, id);
  }

  @Delete('sessions')
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out everywhere, here too' })
  async endAll(
    @CurrentPerson() person: SignedInPerson,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.ownSessions.endAll(person);
    this.cookies.takeBack(response);
  }
}
