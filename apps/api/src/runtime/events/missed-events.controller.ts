import type { MissedEventItem } from '@dunwell/contract';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { auditTimes } from '../../identity/audit/audit-times.js';
import { recordAudit, type AuditedChange } from '../../identity/audit/record-audit.js';
import { Caller } from '../../identity/current-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import { groupBy } from '../../platform/group-by.js';
import type { Caller as CallerOfWorkspace } from '../../platform/http/app-request.js';
import { Requires } from '../../platform/http/requires.js';
import { decideMissedEvents } from './decide-missed-events.js';
import { DecideMissedEventsBody } from './missed-events.dto.js';

@ApiTags('Missed')
@Requires('work')
@Controller('missed-events')
export class MissedEventsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Post('decide')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Start now what an event was too late for, or dismiss it; all of it or nothing (S10)',
    description: 'What waits is listed by `GET /api/v1/events?outcome=missed`.',
  })
  async decide(
    @Caller() caller: CallerOfWorkspace,
    @Body() { items, decision }: DecideMissedEventsBody,
  ): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const times = await auditTimes(this.clock, manager);
      const businessNow = times.businessAt;
      await decideMissedEvents(manager, caller.workspaceId, { items, decision, businessNow });
      await recordAudit(manager, { ...caller, ...times }, toldOf(items, decision));
    });
  }
}

/** One entry for each automation, with its events. */
function toldOf(items: readonly MissedEventItem[], decision: 'run' | 'dismiss'): AuditedChange[] {
  return [...groupBy(items, ({ automationId }) => automationId)].map(([key, some]) => ({
    action: decision === 'run' ? 'missed.run' : 'missed.dismissed',
    subject: { kind: 'automation', key },
    after: { items: some.map(({ eventId, subject }) => ({ event: eventId, subject })) },
  }));
}
