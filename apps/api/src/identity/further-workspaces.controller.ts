import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { SignedIn } from '../platform/http/signed-in.js';
import { CurrentPerson, type SignedInPerson } from './current-caller.js';
import { FurtherWorkspaces } from './further-workspaces.js';
import { OwnWorkspaceAnswer } from './sessions/sessions.dto.js';
import { CreateWorkspaceBody } from './workspace.dto.js';

@ApiTags('Workspace')
@SignedIn()
@Controller('workspaces')
export class FurtherWorkspacesController {
  constructor(private readonly workspaces: FurtherWorkspaces) {}

  @Post()
  @ApiOperation({ summary: 'Make another workspace, whose admin one becomes; the session stays where it is' })
  @ApiCreatedResponse({ type: OwnWorkspaceAnswer })
  create(
    @CurrentPerson() person: SignedInPerson,
    @Body() body: CreateWorkspaceBody,
  ): Promise<OwnWorkspaceAnswer> {
    return this.workspaces.create(person, body);
  }
}
