import type { RuleTest, RuleTestInput, RuleTestsResult } from '@dunwell/contract';
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Query,
} from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Caller, CurrentWorkspace } from '../../identity/current-caller.js';
import type { Caller as CallerOfWorkspace } from '../../platform/http/app-request.js';
import { notFound } from '../../platform/http/app-error.js';
import { ApiPageOf, PageQuery, readIdCursor, toPage, type Page } from '../../platform/http/page.js';
import { Requires } from '../../platform/http/requires.js';
import { findAutomation } from '../automation-record.js';
import { listRuleTests } from './rule-test-record.js';
import { RuleTestRuns } from './rule-test-runs.js';
import { RuleTests } from './rule-tests.js';
import {
  CopyRuleTestBody,
  RuleTestAnswer,
  RuleTestBody,
  RuleTestsAnswer,
  RunRuleTestsBody,
  RunSavedTestsBody,
  SaveRuleTestBody,
} from './rule-tests.dto.js';

@ApiTags('Rule tests')
@Requires('edit')
@Controller()
export class RuleTestsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly tests: RuleTests,
    private readonly runs: RuleTestRuns,
  ) {}

  @Get('automations/:id/tests')
  @Requires('read')
  @ApiOperation({ summary: 'List the tests saved with an automation, in the order in which they were made' })
  @ApiPageOf(RuleTestAnswer)
  async list(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) automationId: string,
    @Query() query: PageQuery,
  ): Promise<Page<RuleTest>> {
    const { manager } = this.dataSource;
    if (!(await findAutomation(manager, workspaceId, automationId)))
      throw notFound('automation', automationId);
    const page = { after: readIdCursor(query), limit: query.limit + 1 };
    return toPage(await listRuleTests(manager, { workspaceId, automationId }, page), query, ({ id }) => [id]);
  }

  @Post('automations/:id/tests')
  @ApiOperation({ summary: 'Save a test with an automation; every publish runs it' })
  @ApiCreatedResponse({ type: RuleTestAnswer })
  create(
    @Caller() caller: CallerOfWorkspace,
    @Param('id', ParseUUIDPipe) automationId: string,
    @Body() body: RuleTestBody,
  ): Promise<RuleTest> {
    return this.tests.create(caller, automationId, body);
  }

  @Put('automations/:id/tests/:testId')
  @ApiOperation({ summary: 'Save a test anew; a stale revision is refused (409) with the current one' })
  @ApiOkResponse({ type: RuleTestAnswer })
  save(
    @Caller() caller: CallerOfWorkspace,
    @Param('id', ParseUUIDPipe) automationId: string,
    @Param('testId', ParseUUIDPipe) testId: string,
    @Body() body: SaveRuleTestBody,
  ): Promise<RuleTest> {
    return this.tests.save(caller, { automationId, testId }, body);
  }

  @Delete('automations/:id/tests/:testId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take a test away' })
  @ApiNoContentResponse()
  async remove(
    @Caller() caller: CallerOfWorkspace,
    @Param('id', ParseUUIDPipe) automationId: string,
    @Param('testId', ParseUUIDPipe) testId: string,
  ): Promise<void> {
    await this.tests.remove(caller, { automationId, testId });
  }

  @Post('automations/:id/tests/copy')
  @HttpCode(200)
  @ApiOperation({
    summary: 'An account as an example, anonymised, with what the draft does with it as what is expected',
    description: 'Names, addresses, keys and references are replaced, always alike. Nothing is saved.',
  })
  @ApiOkResponse({ type: RuleTestBody })
  copy(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) automationId: string,
    @Body() body: CopyRuleTestBody,
  ): Promise<RuleTestInput> {
    return this.runs.copy(workspaceId, automationId, body);
  }

  @Post('automations/:id/tests/run')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Run the saved tests on the draft, or on another document; nothing is written (S19)',
  })
  @ApiOkResponse({ type: RuleTestsAnswer })
  runSaved(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) automationId: string,
    @Body() { document }: RunSavedTestsBody,
  ): Promise<RuleTestsResult> {
    return this.runs.runSaved(workspaceId, automationId, document);
  }

  @Post('rule-tests')
  @HttpCode(200)
  @ApiOperation({ summary: 'Run tests on a document, neither of which is saved; nothing is written (S19)' })
  @ApiOkResponse({ type: RuleTestsAnswer })
  run(
    @CurrentWorkspace() workspaceId: string,
    @Body() { document, tests }: RunRuleTestsBody,
  ): Promise<RuleTestsResult> {
    return this.runs.run({ workspaceId, document }, tests);
  }
}
