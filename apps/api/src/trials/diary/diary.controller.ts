import type { DiaryResult } from '@dunwell/contract';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { CurrentWorkspace } from '../../identity/current-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import { Requires } from '../../platform/http/requires.js';
import { EffectTools } from '../../runtime/deliveries/effect-tools.js';
import { TrialPlaces } from '../trial-places.js';
import { trialSource } from '../trials.dto.js';
import { DiaryAnswer, DiaryBody } from './diary.dto.js';
import { runDiary } from './run-diary.js';

@ApiTags('Trials')
@Requires('edit')
@Controller('diaries')
export class DiaryController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly places: TrialPlaces,
    private readonly tools: EffectTools,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'What one account would live through from a date on, day by day (S19)',
    description:
      'Every date is evaluated, those who enter are played on, and what happens is told in words: balances, holds, ' +
      'decisions, messages, waits, ends. Facts may be assumed by `whatIf`. Nothing is written.',
  })
  @ApiOkResponse({ description: 'One entry per date.', type: DiaryAnswer })
  async write(@CurrentWorkspace() workspaceId: string, @Body() body: DiaryBody): Promise<DiaryResult> {
    const { account, from, days, whatIf } = body;
    const request = { ...trialSource(body), account, from, days, ...(whatIf && { whatIf }) };
    const { tools } = this;
    const now = await this.clock.businessNow();
    return this.places.during(() => runDiary(this.dataSource, workspaceId, request, { tools, now }));
  }
}
