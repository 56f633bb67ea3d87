import { ROLES, type Colleague, type Member, type Role } from '@dunwell/contract';
import { IdField, InstantField, ListOf, OneOf, Text } from '../../platform/http/fields.js';
import { PersonAnswer } from '../sessions/sessions.dto.js';
import { NewPasswordField, PasswordField, PersonNameField } from './person-fields.js';

export class PersonParameter {
  @IdField({ description: 'Somebody who belongs to the workspace.' }) id: string;
}

export class ChangeRoleBody {
  @OneOf({ description: 'What they are to be.', values: ROLES }) role: Role;
}

export class MemberAnswer extends PersonAnswer implements Member {
  @OneOf({ description: 'What they are in the workspace.', values: ROLES }) role: Role;
  @InstantField({ description: 'Since when they belong to it.' }) since: string;
  @InstantField({
    description: 'Their last request, to the minute; null: they are signed in nowhere.',
    nullable: true,
  })
  lastSeenAt: string | null;
}

export class ColleagueAnswer implements Colleague {
  @IdField({ description: 'The person.' }) id: string;
  @Text({ description: 'What they are called.' }) name: string;
  @Text({ description: 'What work is assigned by.' }) email: string;
}

export class ColleaguesAnswer {
  @ListOf(() => ColleagueAnswer, { description: 'By name.' }) colleagues: ColleagueAnswer[];
}

export class RenameBody {
  @PersonNameField({ description: 'What you are called.' }) name: string;
}

export class ChangePasswordBody {
  @PasswordField({ description: 'The one so far.' }) currentPassword: string;
  @NewPasswordField({ description: 'The new one.' }) newPassword: string;
}
