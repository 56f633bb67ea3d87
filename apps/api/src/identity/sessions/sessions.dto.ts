import {
  PERMISSIONS,
  ROLES,
  type OpenSession,
  type OwnWorkspace,
  type Permission,
  type Person,
  type Role,
  type Session,
  type SignInRequest,
} from '@dunwell/contract';
import {
  Flag,
  IdField,
  InstantField,
  ListOf,
  Nested,
  OneOf,
  Text,
  Texts,
} from '../../platform/http/fields.js';
import { EmailField, PasswordField } from '../people/person-fields.js';

export class SignInBody implements SignInRequest {
  @EmailField({ description: 'Upper and lower case are the same.' }) email: string;
  @PasswordField({ description: 'The password.' }) password: string;
}

export class ChangeWorkspaceBody {
  @IdField({ description: 'One of the workspaces the person belongs to.' }) workspaceId: string;
}

export class SessionParameter {
  @IdField({ description: 'One of the sessions.' }) id: string;
}

export class PersonAnswer implements Person {
  @IdField({ description: 'The person.' }) id: string;
  @Text({ description: 'Their address, in lower case.' }) email: string;
  @Text({ description: 'What they are called.' }) name: string;
}

export class OwnWorkspaceAnswer implements OwnWorkspace {
  @IdField({ description: 'The workspace.' }) id: string;
  @Text({ description: 'What the company is called.' }) name: string;
  @OneOf({ description: 'What the person is in it.', values: ROLES }) role: Role;
}

export class SessionAnswer implements Session {
  @Nested(() => PersonAnswer, { description: 'Who is signed in.' }) person: PersonAnswer;
  @Nested(() => OwnWorkspaceAnswer, {
    description: 'The workspace that requests are about; null: the person belongs to none any more.',
    nullable: true,
  })
  workspace: OwnWorkspaceAnswer | null;
  @Texts({ description: `What the person may do in it: ${PERMISSIONS.join(', ')}.` })
  permissions: Permission[];
  @ListOf(() => OwnWorkspaceAnswer, { description: 'Every workspace the person can change to, by name.' })
  workspaces: OwnWorkspaceAnswer[];
}

export class OpenSessionAnswer implements OpenSession {
  @IdField({ description: 'The session.' }) id: string;
  @Flag({ description: 'The one that asks.' }) current: boolean;
  @Text({ description: 'What the browser calls itself.', nullable: true }) userAgent: string | null;
  @InstantField({ description: 'When it began.' }) signedInAt: string;
  @InstantField({ description: 'Its last request, to the minute.' }) lastSeenAt: string;
}

export class OpenSessionsAnswer {
  @ListOf(() => OpenSessionAnswer, { description: 'The latest first.' }) sessions: OpenSessionAnswer[];
}
