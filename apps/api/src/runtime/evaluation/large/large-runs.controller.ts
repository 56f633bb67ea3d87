import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Automations } from '../../../automations/automations.js';
import { auditTimes } from '../../../identity/audit/audit-times.js';
import { recordAudit } from '../../../identity/audit/record-audit.js';
import { Caller } from '../../../identity/current-caller.js';
import { Clock } from '../../../platform/clock/clock.js';
import type { Caller as CallerOfWorkspace } from '../../../platform/http/app-request.js';
import { Requires } from '../../../platform/http/requires.js';
import { Evaluator } from '../evaluator.js';
import { decideLargeRun } from './decide-large-run.js';
import { DecideLargeRunBody } from './large-runs.dto.js';

/** Runs that would act on far more than ever wait for a person; `GET /api/v1/attention` lists them. */
@ApiTags('Automations')
@Requires('publish')
@Controller('automations/:id/large-run')
export class LargeRunsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly automations: Automations,
    private readonly evaluator: Evaluator,
    private readonly clock: Clock,
  ) {}

  @Post('decide')
  @HttpCode(204)
  @ApiOperation({ summary: 'Release a run that would act on far more than ever, or dismiss what it found' })
  async decide(
    @Caller() caller: CallerOfWorkspace,
    @Param('id', ParseUUIDPipe) automationId: string,
    @Body() { timeZone, decision }: DecideLargeRunBody,
  ): Promise<void> {
    const { workspaceId } = caller;
    await this.automations.find(workspaceId, automationId);
    await this.dataSource.transaction(async (manager) => {
      const now = await this.clock.businessNow(manager);
      const lane = { workspaceId, automationId, timeZone };
      const matches = await decideLargeRun(manager, lane, { decision, now });
      await recordAudit(manager, { ...caller, ...(await auditTimes(this.clock, manager)) }, [
        {
          action: decision === 'release' ? 'largeRun.released' : 'largeRun.dismissed',
          subject: { kind: 'automation', key: automationId },
          after: { timeZone, matches },
        },
      ]);
    });
    // What was released is acted on at once, after the commit that says so.
    if (decision === 'release') {
      await this.evaluator.runWorkspace(workspaceId, await this.clock.businessNow());
    }
  }
}
