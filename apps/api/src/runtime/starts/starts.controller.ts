import type { StartResult } from '@dunwell/contract';
import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { auditTimes } from '../../identity/audit/audit-times.js';
import { recordAudit, type AuditedChange } from '../../identity/audit/record-audit.js';
import { Caller } from '../../identity/current-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import { invalidRequest } from '../../platform/http/app-error.js';
import type { Caller as CallerOfWorkspace } from '../../platform/http/app-request.js';
import { Requires } from '../../platform/http/requires.js';
import { startByHand, type StartedByHand } from './start-by-hand.js';
import { StartBody, StartsAnswer } from './starts.dto.js';

@ApiTags('Automations')
@Requires('work')
@Controller('automations/:id')
export class StartsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Post('starts')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Start a rule by hand for some accounts',
    description:
      'Only a live rule whose trigger is a start by hand. Entry, exits, holds and entry keys count as they do ' +
      'everywhere; whom the rule does not begin with is answered with the reason.',
  })
  @ApiOkResponse({ type: StartsAnswer })
  async start(
    @Caller() caller: CallerOfWorkspace,
    @Param('id', ParseUUIDPipe) automationId: string,
    @Body() { accounts }: StartBody,
  ): Promise<StartResult> {
    if (accounts.length === 0)
      throw invalidRequest([{ path: 'accounts', code: 'texts', message: 'Name at least one account.' }]);
    return this.dataSource.transaction(async (manager) => {
      const times = await auditTimes(this.clock, manager);
      const businessNow = times.businessAt;
      const result = await startByHand(manager, caller.workspaceId, { automationId, accounts, businessNow });
      await recordAudit(manager, { ...caller, ...times }, toldOf(automationId, result));
      const { started, starts } = result;
      return { started, starts };
    });
  }
}

/** One entry for each journey, under its account. */
const toldOf = (automationId: string, { automation, starts }: StartedByHand): AuditedChange[] =>
  starts
    .filter(({ outcome }) => outcome === 'started')
    .map(({ subject, journeyId }) => ({
      action: 'automation.startedByHand',
      subject: { kind: 'account', key: subject.account },
      after: { automation, automationId, subject: subject.key, journeyId },
    }));
