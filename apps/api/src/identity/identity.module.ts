import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessGuard } from './access/access.guard.js';
import { FirstStart } from './first-start.js';
import { ApiKey } from './keys/api-key.entity.js';
import { ApiKeys } from './keys/api-keys.js';
import { OwnSessions } from './sessions/own-sessions.js';
import { SessionCookies } from './sessions/session-cookies.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { Sessions } from './sessions/sessions.js';
import { SignIn } from './sessions/sign-in.js';
import { Attempts } from './throttle/attempts.js';
import { WorkspaceZone } from './workspace-zone.entity.js';
import { WorkspaceZoneListeners } from './workspace-zone-listeners.js';
import { WorkspaceController } from './workspace.controller.js';
import { Workspace } from './workspace.entity.js';
import { Workspaces } from './workspaces.js';

@Module({
  imports: [TypeOrmModule.forFeature([Workspace, WorkspaceZone, ApiKey])],
  controllers: [WorkspaceController, SessionsController],
  providers: [
    ApiKeys,
    Attempts,
    Sessions,
    OwnSessions,
    SessionCookies,
    SignIn,
    FirstStart,
    Workspaces,
    WorkspaceZoneListeners,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [Workspaces, WorkspaceZoneListeners],
})
export class IdentityModule {}
