import type { Invitation, Permission } from '@dunwell/contract';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import type { Caller as CallerOfWorkspace } from '../../platform/http/app-request.js';
import { ApiPageOf, PageQuery, readIdCursor, toPage, type Page } from '../../platform/http/page.js';
import { Requires } from '../../platform/http/requires.js';
import { Caller, CurrentWorkspace, OwnPermissions } from '../current-caller.js';
import { listInvitations, type StoredInvitation } from './invitation-store.js';
import { InvitationAnswer, InvitationParameter, InviteBody, NewInvitationAnswer } from './invitations.dto.js';
import { Invitations } from './invitations.js';

@ApiTags('People')
@Requires('admin')
@Controller('invitations')
export class InvitationsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly invitations: Invitations,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Invite somebody; another invitation of the same address replaces the former',
    description: 'The link leaves by mail. Where it did not, the answer has it, once: hand it over by hand.',
  })
  @ApiCreatedResponse({ type: NewInvitationAnswer })
  async invite(
    @Caller() caller: CallerOfWorkspace,
    @OwnPermissions() permissions: readonly Permission[],
    @Body() body: InviteBody,
  ): Promise<NewInvitationAnswer> {
    const invited = await this.invitations.invite({ ...caller, permissions }, body);
    const { mail, link } = invited;
    return { ...answerOf(invited), mail, link };
  }

  @Get()
  @ApiOperation({ summary: 'List invitations that can still be accepted, the newest first' })
  @ApiPageOf(InvitationAnswer)
  async list(
    @CurrentWorkspace() workspaceId: string,
    @Query() query: PageQuery,
  ): Promise<Page<InvitationAnswer>> {
    const invitations = await listInvitations(this.dataSource, workspaceId, {
      before: readIdCursor(query),
      limit: query.limit + 1,
      now: this.clock.machineNow(),
    });
    return toPage(invitations.map(answerOf), query, ({ id }) => [id]);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Withdraw an invitation: its link ends' })
  async withdraw(@Caller() caller: CallerOfWorkspace, @Param() { id }: InvitationParameter): Promise<void> {
    await this.invitations.withdraw(caller, id);
  }
}

const answerOf = (invitation: StoredInvitation): Invitation => {
  const { id, email, role, invitedBy, createdAt, expiresAt } = invitation;
  return {
    id,
    email,
    role,
    invitedBy,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  };
};
