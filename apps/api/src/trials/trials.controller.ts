import type { BacktestLine } from '@dunwell/contract';
import { Body, Controller, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { DataSource } from 'typeorm';
import { CONNECTORS, type Connectors } from '../connectors/connectors.js';
import { CurrentWorkspace } from '../identity/current-caller.js';
import type { AppRequest } from '../platform/http/app-request.js';
import { sendNdjson } from '../platform/http/send-ndjson.js';
import { toAppError } from '../platform/http/to-app-error.js';
import { toExpected, toProblem } from '../platform/http/to-problem.js';
import { Log } from '../platform/logging/log.js';
import { runBacktest } from './backtest/run-backtest.js';
import { BacktestBody, trialSource } from './trials.dto.js';

const NDJSON = 'application/x-ndjson';

@ApiTags('Trials')
@Controller()
export class TrialsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly log: Log,
    @Inject(CONNECTORS) private readonly connectors: Connectors,
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
  @ApiOkResponse({ description: 'Entries, then the totals.', schema: { type: 'string' } })
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
      { connectors: this.connectors, isStillWanted },
    );
    await sendNdjson(response, this.tellingProblems(lines, request.requestId), { whenReaderLeaves: 'stop' });
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
