import type {
  Automation,
  AutomationWithDraft,
  Backlog,
  CreateAutomationRequest,
  PublishRequest,
  SaveDraftRequest,
  ValidateRequest,
} from '@dunwell/contract';
import type { AutomationDocument, Problem } from '@dunwell/language';
import { ApiProperty } from '@nestjs/swagger';
import { Flag, IdField, JsonObject, ListOf, OneOf, Text, WholeNumber } from '../platform/http/fields.js';
import { PageQuery } from '../platform/http/page.js';
import { RuleTestBody } from './tests/rule-tests.dto.js';
import { MOST_RULE_TESTS } from './tests/rule-tests.js';

const DOCUMENT = 'The automation document; unfinished ones are welcome in a draft.';

/** Revisions and versions are PostgreSQL integers. */
const MOST = 2_147_483_647;

export class ValidateBody implements ValidateRequest {
  @JsonObject({ description: 'The document to check, as strictly as for publishing.' })
  document: unknown;
}

export class CreateAutomationBody implements CreateAutomationRequest {
  @JsonObject({ description: DOCUMENT })
  document: unknown;

  @ListOf(() => RuleTestBody, {
    description: 'Tests that come with it, as an export has them.',
    optional: true,
    maxItems: MOST_RULE_TESTS,
  })
  tests?: RuleTestBody[];
}

export class SaveDraftBody implements SaveDraftRequest {
  @WholeNumber({ description: 'The revision the change started from.', min: 1, max: MOST })
  revision: number;

  @JsonObject({ description: DOCUMENT })
  document: unknown;
}

export class PublishBody implements PublishRequest {
  @WholeNumber({
    description: 'Refused when the draft has moved on since.',
    optional: true,
    min: 1,
    max: MOST,
  })
  revision?: number;

  @Text({ description: 'Why, for the list of versions.', optional: true, maxLength: 2000 })
  note?: string;

  @OneOf({
    description: 'What becomes of those who would have entered on the date before the first (S12).',
    values: ['skip', 'include'],
  })
  backlog: Backlog;
}

export class AutomationsQuery extends PageQuery {
  @Text({ description: 'Only automations of this name.', optional: true, maxLength: 200 })
  name?: string;
}

export class ExportQuery {
  @WholeNumber({ description: 'The draft when absent.', optional: true, inQuery: true, min: 1, max: MOST })
  version?: number;
}

export class AutomationAnswer implements Automation {
  @IdField({ description: 'The automation.' })
  id: string;

  @Text({ description: 'The name in its draft.' })
  name: string;

  @OneOf({ description: 'Where it stands (S16).', values: ['draft', 'live', 'paused', 'archived'] })
  status: Automation['status'];

  @WholeNumber({ description: 'Raised by each save of the draft.' })
  revision: number;

  @WholeNumber({ description: 'The version that decides, or did when it was paused.', nullable: true })
  liveVersion: number | null;

  @Flag({ description: 'The draft says something else than the live version.' })
  draftDiffers: boolean;

  @Text({ description: 'When it was created.' })
  createdAt: string;

  @Text({ description: 'When the draft was last saved.' })
  updatedAt: string;
}

export class AutomationWithDraftAnswer extends AutomationAnswer implements AutomationWithDraft {
  @JsonObject({ description: 'The draft.' })
  draft: AutomationDocument;
}

export class ValidateAnswer {
  @ApiProperty({
    description: 'What is wrong or worth knowing; publishing is refused by errors.',
    type: 'array',
    items: { type: 'object' },
  })
  problems: Problem[];

  @Text({ description: 'The document in words; null where it cannot be read.', nullable: true })
  sentence: string | null;
}
