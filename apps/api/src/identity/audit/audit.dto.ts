import {
  AUDIT_ACTIONS,
  AUDIT_ACTORS,
  AUDIT_SUBJECTS,
  type AuditAction,
  type AuditActor,
  type AuditEntry,
  type AuditSubject,
} from '@dunwell/contract';
import { IdField, InstantField, JsonObject, Nested, OneOf, Text } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/page.js';

const optional = true;
const nullable = true;

export class AuditLogQuery extends PageQuery {
  @IdField({ description: 'Only what this person or key did.', optional }) actorId?: string;
  @OneOf({ description: 'Only this.', values: AUDIT_ACTIONS, optional }) action?: AuditAction;
  @OneOf({ description: 'Only what such things were about.', values: AUDIT_SUBJECTS, optional })
  subject?: AuditSubject;
  @Text({ description: "The subject's key.", optional }) key?: string;
  @InstantField({ description: 'At or after this instant.', optional }) from?: Date;
  @InstantField({ description: 'Before this instant.', optional }) to?: Date;
  @Text({ description: 'Words in names, keys and values.', optional, maxLength: 200 }) search?: string;
}

export class AuditActorAnswer {
  @OneOf({ description: 'What acted.', values: AUDIT_ACTORS }) kind: AuditActor;
  @IdField({ description: 'Its id.', nullable }) id: string | null;
  @Text({ description: 'What it was called then.' }) name: string;
}

export class AuditSubjectAnswer {
  @OneOf({ description: 'What it is.', values: AUDIT_SUBJECTS }) kind: AuditSubject;
  @Text({ description: "Your own key where there is one, else Dunwell's id." }) key: string;
}

export class AuditEntryAnswer implements AuditEntry {
  @IdField({ description: 'The entry.' }) id: string;
  @InstantField({ description: 'When it was done, in machine time (S1).' }) at: string;
  @InstantField({ description: 'When it was done, in business time (S1).' }) businessAt: string;
  @Nested(() => AuditActorAnswer, { description: 'Who did it.' }) actor: AuditActorAnswer;
  @OneOf({ description: 'What was done.', values: AUDIT_ACTIONS }) action: AuditAction;
  @Nested(() => AuditSubjectAnswer, { description: 'What it was done to.' }) subject: AuditSubjectAnswer;
  @JsonObject({ description: 'What was; null where it is new.', nullable }) before: Record<
    string,
    unknown
  > | null;
  @JsonObject({ description: 'What is; null where it is gone.', nullable }) after: Record<
    string,
    unknown
  > | null;
  @Text({ description: 'The request that did it.', nullable }) requestId: string | null;
}
