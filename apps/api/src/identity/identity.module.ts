import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessGuard } from './access/access.guard.js';
import { AuditController } from './audit/audit.controller.js';
import { FirstPerson } from './first-start/first-person.js';
import { FirstStart } from './first-start/first-start.js';
import { SignInLinksController } from './first-start/sign-in-links.controller.js';
import { ForgetWhatIsOver } from './forget-what-is-over.js';
import { FurtherWorkspaces } from './further-workspaces.js';
import { FurtherWorkspacesController } from './further-workspaces.controller.js';
import { AcceptInvitation } from './invitations/accept-invitation.js';
import { AcceptInvitationController } from './invitations/accept-invitation.controller.js';
import { InvitationMails } from './invitations/invitation-mails.js';
import { Invitations } from './invitations/invitations.js';
import { InvitationsController } from './invitations/invitations.controller.js';
import { ContactCapListeners } from './contact-cap-listeners.js';
import { ApiKey } from './keys/api-key.entity.js';
import { ApiKeys } from './keys/api-keys.js';
import { ApiKeysController } from './keys/api-keys.controller.js';
import { KeyAdmin } from './keys/key-admin.js';
import { AccountMails } from './mail/account-mails.js';
import { OwnPassword } from './passwords/own-password.js';
import { PasswordResetMails } from './passwords/password-reset-mails.js';
import { PasswordResets } from './passwords/password-resets.js';
import { PasswordResetsController } from './passwords/password-resets.controller.js';
import { MeController } from './people/me.controller.js';
import { Members } from './people/members.js';
import { OwnName } from './people/own-name.js';
import { PeopleController } from './people/people.controller.js';
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

/** Who may do what, where: people and programs, what lets them in, and the log of what they changed. */
@Module({
  imports: [TypeOrmModule.forFeature([Workspace, WorkspaceZone, ApiKey])],
  controllers: [
    SessionsController,
    SignInLinksController,
    PasswordResetsController,
    AcceptInvitationController,
    MeController,
    WorkspaceController,
    FurtherWorkspacesController,
    PeopleController,
    InvitationsController,
    ApiKeysController,
    AuditController,
  ],
  providers: [
    AcceptInvitation,
    AccountMails,
    ApiKeys,
    Attempts,
    ContactCapListeners,
    FirstPerson,
    FirstStart,
    ForgetWhatIsOver,
    FurtherWorkspaces,
    InvitationMails,
    Invitations,
    KeyAdmin,
    Members,
    OwnName,
    OwnPassword,
    OwnSessions,
    PasswordResetMails,
    PasswordResets,
    SessionCookies,
    Sessions,
    SignIn,
    Workspaces,
    WorkspaceZoneListeners,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [Workspaces, ContactCapListeners, WorkspaceZoneListeners],
})
export class IdentityModule {}
