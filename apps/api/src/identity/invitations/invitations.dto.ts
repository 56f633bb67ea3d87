import {
  ROLES,
  type AcceptInvitationRequest,
  type Invitation,
  type InvitationDetails,
  type InvitationMail,
  type NewInvitation,
  type Role,
} from '@dunwell/contract';
import { Flag, IdField, InstantField, OneOf, Text } from '../../platform/http/fields.js';
import { EmailField, NewPasswordField, PersonNameField, TokenField } from '../people/person-fields.js';

export class InviteBody {
  @EmailField({ description: 'Who is invited.' }) email: string;
  @OneOf({ description: 'What they are to be.', values: ROLES }) role: Role;
}

export class InvitationParameter {
  @IdField({ description: 'An invitation of the workspace.' }) id: string;
}

export class InvitationAnswer implements Invitation {
  @IdField({ description: 'The invitation.' }) id: string;
  @Text({ description: 'Who is invited.' }) email: string;
  @OneOf({ description: 'What they are to be.', values: ROLES }) role: Role;
  @Text({ description: 'The name of the person or key that invites.' }) invitedBy: string;
  @InstantField({ description: 'When they were invited.' }) createdAt: string;
  @InstantField({ description: 'Until when it can be accepted.' }) expiresAt: string;
}

export class NewInvitationAnswer extends InvitationAnswer implements NewInvitation {
  @OneOf({ description: 'What became of the mail.', values: ['sent', 'failed', 'noMailServer'] })
  mail: InvitationMail;
  @Text({
    description: 'To hand over by hand where no mail left; told now and never again. null: it was sent.',
    nullable: true,
  })
  link: string | null;
}

export class LookUpInvitationBody {
  @TokenField({ description: 'What stands behind `#token=` in the link.' }) token: string;
}

export class InvitationDetailsAnswer implements InvitationDetails {
  @Text({ description: 'Who is invited.' }) email: string;
  @OneOf({ description: 'What they are to be.', values: ROLES }) role: Role;
  @Text({ description: 'What the company is called.' }) workspace: string;
  @Text({ description: 'Who invites.' }) invitedBy: string;
  @Flag({ description: 'There is a person with this address: they sign in, then accept.' })
  hasAccount: boolean;
}

export class AcceptInvitationBody extends LookUpInvitationBody implements AcceptInvitationRequest {
  @PersonNameField({ description: 'Of somebody new: what they are called.', optional: true }) name?: string;
  @NewPasswordField({ description: 'Of somebody new: the password they choose.', optional: true })
  password?: string;
}
