import type { SavedView } from '@dunwell/contract';
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Patch,
  Post,
  Query,
} from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Actor, CurrentWorkspace } from '../../identity/current-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Actor as CallingActor } from '../../platform/http/app-request.js';
import { Requires } from '../../platform/http/requires.js';
import { changeView, listViews, removeView, saveView } from './saved-views.js';
import { ChangeViewBody, SavedViewAnswer, SavedViewsAnswer, SaveViewBody, ViewsQuery } from './views.dto.js';

@ApiTags('Views')
@Requires('work')
@Controller('views')
export class ViewsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Requires('read')
  @ApiOperation({ summary: "List one's own views of a screen and the shared ones, by name" })
  @ApiOkResponse({ type: SavedViewsAnswer })
  async list(
    @CurrentWorkspace() workspaceId: string,
    @Actor() actor: CallingActor,
    @Query() { screen }: ViewsQuery,
  ): Promise<{ views: SavedView[] }> {
    return { views: await listViews(this.dataSource.manager, { workspaceId, actor }, screen) };
  }

  @Post()
  @ApiOperation({ summary: 'Keep a list under a name' })
  @ApiCreatedResponse({ type: SavedViewAnswer })
  async save(
    @CurrentWorkspace() workspaceId: string,
    @Actor() actor: CallingActor,
    @Body() body: SaveViewBody,
  ): Promise<SavedView> {
    const now = await this.clock.businessNow();
    return this.dataSource.transaction((manager) => saveView(manager, { workspaceId, actor }, body, now));
  }

  @Patch(':id')
  @ApiOperation({ summary: "Change one's own view; what is absent stays" })
  @ApiOkResponse({ type: SavedViewAnswer })
  change(
    @CurrentWorkspace() workspaceId: string,
    @Actor() actor: CallingActor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangeViewBody,
  ): Promise<SavedView> {
    return this.dataSource.transaction((manager) => changeView(manager, { workspaceId, actor }, id, body));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: "Forget one's own view" })
  remove(
    @CurrentWorkspace() workspaceId: string,
    @Actor() actor: CallingActor,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<void> {
    return this.dataSource.transaction((manager) => removeView(manager, { workspaceId, actor }, id));
  }
}
