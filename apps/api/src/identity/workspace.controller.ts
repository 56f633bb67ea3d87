import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '../platform/http/requires.js';
import { CurrentWorkspace } from './current-caller.js';
import { ChangeWorkspaceBody, WorkspaceAnswer } from './workspace.dto.js';
import { Workspaces } from './workspaces.js';

@ApiTags('Workspace')
@Controller('workspace')
export class WorkspaceController {
  constructor(private readonly workspaces: Workspaces) {}

  @Get()
  @Requires('read')
  @ApiOperation({ summary: 'Read the workspace the key belongs to' })
  @ApiOkResponse({ type: WorkspaceAnswer })
  read(@CurrentWorkspace() workspaceId: string): Promise<WorkspaceAnswer> {
    return this.workspaces.read(workspaceId);
  }

  @Patch()
  @Requires('admin')
  @ApiOperation({ summary: 'Change its name, zone or settings: what is absent stays' })
  @ApiOkResponse({ type: WorkspaceAnswer })
  change(
    @CurrentWorkspace() workspaceId: string,
    @Body() change: ChangeWorkspaceBody,
  ): Promise<WorkspaceAnswer> {
    return this.workspaces.change(workspaceId, change);
  }
}
