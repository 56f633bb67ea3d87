import type { BacktestLine, TestRunResult, WhyNotResult } from '@dunwell/contract';
import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import { CurrentWorkspace } from '../identity/current-caller.js';
import { Clock } from '../platform/clock/clock.js';
import type { AppRequest } from '../platform/http/app-request.js';
import { sendNdjson } from '../platform/http/send-ndjson.js';
import { toAppError } from '../platform/http/to-app-error.js';
import { toExpected, toProblem } from '../platform/http/to-problem.js';
import { Log } from '../platform/logging/log.js';
import { EffectTools } from '../runtime/deliveries/effect-tools.js';
import { BACKTEST_LINE_CLASSES, BACKTEST_LINES } from './answers/backtest.dto.js';
import {
  ComparisonExplanationAnswer,
  GroupExplanationAnswer,
  NotExplanationAnswer,
} from './answers/explanation.dto.js';
import { unionByKind } from './answers/one-by-kind.js';
import { TestRunAnswer } from './answers/test-run.dto.js';
import { TRACE_STEP_CLASSES } from './answers/trace-step.dto.js';
import { TRIAL_EFFECT_CLASSES } from './answers/trial-effect.dto.js';
import { WhyNotAnswer } from './answers/why-not.dto.js';
import { runBacktest } from './backtest/run-backtest.js';
import { testRun } from './test-run/test-run.js';
import { TrialPlaces } from './trial-places.js';
import { BacktestBody, TestRunBody, trialSource, WhyNotQuery } from './trials.dto.js';
import { whyNot } from './why-not/why-not.js';
import { Requires } from '../platform/http/requires.js';

const NDJSON = 'application/x-ndjson';

@ApiTags('Trials')
@ApiExtraModels(
  ComparisonExplanationAnswer,
  GroupExplanationAnswer,
  NotExplanationAnswer,
  ...TRACE_STEP_CLASSES,
  ...TRIAL_EFFECT_CLASSES,
)
@Requires('edit')
@Controller()
export class TrialsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly places: TrialPlaces,
    private readonly tools: EffectTools,
  ) {}

  @Post('backtests')
  @HttpCode(200)
  @ApiOperation({
    summary: 'What would have happened on every date of a past period (S19)',
    description:
      'Answered while it is computed, as NDJSON: one `{kind: "entry"}` for each entry in order of date, account and ' +
      'subject, last `{kind: "totals"}`, or `{kind: "problem"}` where it could not go on. Nothing is written.',
  })
  @ApiProduces(NDJSON)
  @ApiExtraModels(...BACKTEST_LINE_CLASSES)
  @ApiOkResponse({ description: 'Each line is one of these.', schema: unionByKind(BACKTEST_LINES) })
  async backtest(
    @CurrentWorkspace() workspaceId: string,
    @Body() body: BacktestBody,
    @Req() request: AppRequest,
    @Res() response: Response,
  ): Promise<void> {
    const { from, to } = body;
    const isStillWanted = (): boolean => !response.destroyed;
    const lines = runBacktest(
      this.dataSource,
      workspaceId,
      { ...trialSource(body), from, to },
      { tools: this.tools, isStillWanted },
    );
    await this.places.during(() =>
      sendNdjson(response, this.tellingProblems(lines, request.requestId), { whenReaderLeaves: 'stop' }),
    );
  }

  @Post('test-runs')
  @HttpCode(200)
  @ApiOperation({
    summary: 'What would happen to some accounts as of any date, every decision explained (S19)',
    description:
      'Conditions with their reasons, the steps reached with waits played through, messages as they would be sent. ' +
      'Facts may be assumed by `whatIf`. Nothing is written.',
  })
  @ApiOkResponse({
    description: 'Each subject of the accounts, in the order asked for.',
    type: TestRunAnswer,
  })
  async testRun(@CurrentWorkspace() workspaceId: string, @Body() body: TestRunBody): Promise<TestRunResult> {
    const { accounts, asOf, whatIf, event } = body;
    const assumed = { ...(whatIf && { whatIf }), ...(event && { event }) };
    const request = { ...trialSource(body), accounts, asOf, ...assumed };
    const { tools } = this;
    const now = await this.clock.businessNow();
    return this.places.during(() => testRun(this.dataSource, workspaceId, request, { tools, now }));
  }

  @Get('automations/:id/why-not')
  @Requires('read')
  @ApiOperation({
    summary: 'Why an account does not enter an automation, and on what date it will if nothing changes',
  })
  @ApiOkResponse({ description: 'Each subject of the account.', type: WhyNotAnswer })
  async whyNot(
    @CurrentWorkspace() workspaceId: string,
    @Param('id', ParseUUIDPipe) automationId: string,
    @Query() { account }: WhyNotQuery,
  ): Promise<WhyNotResult> {
    const now = await this.clock.businessNow();
    return this.places.during(() => whyNot(this.dataSource, workspaceId, { automationId, account, now }));
  }

  /** What goes wrong before the first line refuses the request; afterwards a line has to tell it. */
  private async *tellingProblems(
    lines: AsyncGenerator<BacktestLine>,
    requestId: string,
  ): AsyncGenerator<BacktestLine> {
    let hasBegun = false;
    try {
      for await (const line of lines) {
        hasBegun = true;
        yield line;
      }
    } catch (error) {
      if (!hasBegun) throw error;
      if (!toAppError(error)) this.log.error('A backtest failed.', error, { requestId });
      yield { kind: 'problem', problem: toProblem(toExpected(error), requestId) };
    }
  }
}
