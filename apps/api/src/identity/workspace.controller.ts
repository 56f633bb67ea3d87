import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Caller as CallerOfWorkspace } from '../platform/http/app-request.js';
import { Caller, CurrentWorkspace } from './current-caller.js';
import { ChangeWorkspaceBody, WorkspaceAnswer } from './workspace.dto.js';
import { Workspaces } from './workspaces.js';
import { Requires } from '../platform/http/requires.js';

@ApiTags('Workspace')
@Requires('read')
@Controller('workspace')
export class WorkspaceController {
  constructor(private readonly workspaces: Workspaces) {}

  @Get()
  @ApiOperation({ summary: 'Read the workspace that requests are about' })
  @ApiOkResponse({ type: WorkspaceAnswer })
  read(@CurrentWorkspace() workspaceId: string): Promise<WorkspaceAnswer> {
    return this.workspaces.read(workspaceId);
  }

  @Patch()
  @Requires('admin')
  @ApiOperation({ summary: 'Change its name, zone or settings: what is absent stays' })
  @ApiOkResponse({ type: WorkspaceAnswer })
  change(@Caller() caller: CallerOfWorkspace, @Body() change: ChangeWorkspaceBody): Promise<WorkspaceAnswer> {
    return this.workspaces.change(caller, change);
  }
}
