import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ApiKey } from './api-key.entity.js';
import { ApiKeyGuard } from './api-key.guard.js';
import { ApiKeys } from './api-keys.js';
import { FirstStart } from './first-start.js';
import { WorkspaceZone } from './workspace-zone.entity.js';
import { WorkspaceZoneListeners } from './workspace-zone-listeners.js';
import { WorkspaceController } from './workspace.controller.js';
import { Workspace } from './workspace.entity.js';
import { Workspaces } from './workspaces.js';

@Module({
  imports: [TypeOrmModule.forFeature([Workspace, WorkspaceZone, ApiKey])],
  controllers: [WorkspaceController],
  providers: [
    ApiKeys,
    FirstStart,
    Workspaces,
    WorkspaceZoneListeners,
    { provide: APP_GUARD, useClass: ApiKeyGuard },
  ],
  exports: [Workspaces, WorkspaceZoneListeners],
})
export class IdentityModule {}
