import type { DeliveryOutcome } from '@dunwell/contract';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { recordAudit } from '../../identity/audit/record-audit.js';
import { Caller } from '../../identity/current-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import { invalidRequest } from '../../platform/http/app-error.js';
import type { Caller as CallerOfWorkspace } from '../../platform/http/app-request.js';
import { Requires } from '../../platform/http/requires.js';
import { EffectTools } from './effect-tools.js';
import { DeliveryOutcomeBody } from './outcome.dto.js';
import { recordOutcome } from './record-outcome.js';

/** Where the workspace's own system tells what became of the commands that it took with 202. */
@ApiTags('Journeys')
@Requires('billing')
@Controller('deliveries/:key/outcome')
export class OutcomeController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly tools: EffectTools,
  ) {}

  @Post()
  @HttpCode(204)
  @ApiOperation({
    summary: 'Tell what became of a command; the key is that of the call, percent-encoded; may be told again',
  })
  async tell(
    @Caller() caller: CallerOfWorkspace,
    @Param('key') key: string,
    @Body() body: DeliveryOutcomeBody,
  ): Promise<void> {
    const told = toldIn(body);
    const { workspaceId } = caller;
    await this.dataSource.transaction(async (manager) => {
      const now = await this.clock.businessNow(manager);
      const isNews = await recordOutcome(manager, this.tools.connectors, { workspaceId, key, told }, now);
      if (!isNews) return;
      await recordAudit(manager, { ...caller, at: this.clock.machineNow(), businessAt: now }, [
        { action: 'delivery.outcomeTold', subject: { kind: 'delivery', key }, after: { ...told } },
      ]);
    });
  }
}

function toldIn({ outcome, code, kind, message }: DeliveryOutcomeBody): DeliveryOutcome {
  if (outcome === 'done' && code === undefined && kind === undefined) {
    return { outcome, ...(message !== undefined && { message }) };
  }
  if (outcome === 'done' || code === undefined) {
    const words =
      outcome === 'done'
        ? 'code and kind say why a command failed; leave them out where it was done.'
        : 'code is required of a failure: why it failed, in the words of your system.';
    throw invalidRequest([{ path: 'code', code: 'outcome', message: words }]);
  }
  return {
    ...{ outcome, code },
    ...(kind !== undefined && { kind }),
    ...(message !== undefined && { message }),
  };
}
