import type { ExportResult } from '@dunwell/contract';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Caller, CurrentWorkspace } from '../identity/current-caller.js';
import type { Caller as CallerOfWorkspace } from '../platform/http/app-request.js';
import { ApiPageOf, readIdCursor, toPage, type Page } from '../platform/http/page.js';
import { listAutomations, toAutomation } from './automation-record.js';
import { Automations } from './automations.js';
import {
  AutomationAnswer,
  AutomationsQuery,
  AutomationWithDraftAnswer,
  CreateAutomationBody,
  ExportQuery,
  SaveDraftBody,
  ValidateAnswer,
  ValidateBody,
} from './automations.dto.js';
import { Requires } from '../platform/http/requires.js';
import { listRuleTests } from './tests/rule-test-record.js';

@ApiTags('Automations')
@Requires('read')
@Controller('automations')
export class AutomationsController {
  constructor(
    private readonly automations: Automations,
    private readonly dataSource: DataSource,
  ) {}

  @Post('validate')
  @Requires('edit')
  @HttpCode(200)
  @ApiOperation({ summary: 'Check a document as strictly as for publishing, without saving it' })
  @ApiOkResponse({ type: ValidateAnswer })
  validate(@CurrentWorkspace() workspaceId: string, @Body() body: ValidateBody): Promise<ValidateAnswer> {
    return this.automations.validate(workspaceId, body.document);
  }

  @Post()
  @Requires('edit')
  @ApiOperation({ summary: 'Create an automation from a draft; nothing is evaluated before it is published' })
  @ApiCreatedResponse({ type: AutomationAnswer })
  create(@Caller() caller: CallerOfWorkspace, @Body() body: CreateAutomationBody): Promise<AutomationAnswer> {
    return this.automations.create(caller, body.document, body.tests);
  }

  @Get()
  @ApiOperation({ summary: 'List automations in order of creation' })
  @ApiPageOf(AutomationAnswer)
  async list(
    @CurrentWorkspace() workspaceId: string,
    @Query() query: AutomationsQuery,
  ): Promise<Page<AutomationAnswer>> {
    const after = readIdCursor(query);
    const records = await listAutomations(this.dataSource.manager, workspaceId, {
      name: query.name,
      after,
      limit: query.limit + 1,
    });
    return toPage(records.map(toAutomation), query, ({ id }) => [id]);
  }

  @Get(':id')
  @ApiOperation({ summary: 'Read an automation with its draft' })
  @ApiOkResponse({ type: AutomationWithDraftAnswer })
  find(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<AutomationWithDraftAnswer> {
    return this.automations.find(workspaceId, id);
  }

  @Put(':id/draft')
  @Requires('edit')
  @ApiOperation({ summary: 'Save the draft; a stale revision is refused (409) with the current one' })
  @ApiOkResponse({ type: AutomationAnswer })
  saveDraft(
    @Caller() caller: CallerOfWorkspace,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: SaveDraftBody,
  ): Promise<AutomationAnswer> {
    return this.automations.saveDraft(caller, id, body);
  }

  @Post(':id/pause')
  @Requires('publish')
  @HttpCode(200)
  @ApiOperation({ summary: 'Stop evaluating; dates while paused are neither evaluated nor missed (S10)' })
  @ApiOkResponse({ type: AutomationAnswer })
  pause(
    @Caller() caller: CallerOfWorkspace,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<AutomationAnswer> {
    return this.automations.changeStatus(caller, id, 'pause');
  }

  @Post(':id/resume')
  @Requires('publish')
  @HttpCode(200)
  @ApiOperation({ summary: 'Go on with the version that was live; begins with the next date' })
  @ApiOkResponse({ type: AutomationAnswer })
  resume(
    @Caller() caller: CallerOfWorkspace,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<AutomationAnswer> {
    return this.automations.changeStatus(caller, id, 'resume');
  }

  @Post(':id/archive')
  @Requires('publish')
  @HttpCode(200)
  @ApiOperation({ summary: 'Stop for good and end the journeys inside (S16)' })
  @ApiOkResponse({ type: AutomationAnswer })
  archive(
    @Caller() caller: CallerOfWorkspace,
    @Param('id', ParseUUIDPipe) id: string,
  ): Promise<AutomationAnswer> {
    return this.automations.changeStatus(caller, id, 'archive');
  }

  @Get(':id/export')
  @ApiOperation({ summary: 'The draft, with its tests, or a version as the JSON it was given as' })
  async export(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { version }: ExportQuery,
  ): Promise<ExportResult> {
    const document = await this.automations.document(workspaceId, id, version);
    if (version !== undefined) return { automationId: id, version, document };
    const saved = await listRuleTests(this.dataSource.manager, { workspaceId, automationId: id });
    const tests = saved.map(({ name, facts, from, days, expected }) => ({
      name,
      facts,
      from,
      days,
      expected,
    }));
    return { automationId: id, version: null, document, ...(tests.length > 0 && { tests }) };
  }
}
