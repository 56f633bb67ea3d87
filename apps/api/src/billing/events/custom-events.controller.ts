import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import {
  ApiBody,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import { CUSTOM_EVENT_NAME } from '@dunwell/language';
import { DataSource } from 'typeorm';
import { auditTimes } from '../../identity/audit/audit-times.js';
import { recordAudit } from '../../identity/audit/record-audit.js';
import { Caller, CurrentWorkspace } from '../../identity/current-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import { AppError, type RequestProblem } from '../../platform/http/app-error.js';
import type { Caller as CallerOfWorkspace } from '../../platform/http/app-request.js';
import { readBody } from '../../platform/http/read-body.js';
import { Requires } from '../../platform/http/requires.js';
import { MOST_ROWS, refusedRows } from '../http/billing-writes.js';
import { checkDeclaration } from './check-declaration.js';
import {
  DeclareEventBody,
  EventBody,
  EventDeclarationAnswer,
  EventDeclarationsAnswer,
  EventsAcceptedAnswer,
} from './custom-events.dto.js';
import { declaredEvents, lockDeclaration, saveDeclaration } from './event-declarations.js';
import { sendEvents, type SentEvent } from './send-events.js';

const EVENT = { $ref: getSchemaPath(EventBody) };

@ApiTags('Events')
@Requires('read')
@Controller()
export class CustomEventsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get('event-declarations')
  @ApiOperation({ summary: 'List the events of your own, with what they tell' })
  @ApiOkResponse({ type: EventDeclarationsAnswer })
  async declarations(@CurrentWorkspace() workspaceId: string): Promise<EventDeclarationsAnswer> {
    const declared = await declaredEvents(this.dataSource.manager, workspaceId);
    return { declarations: Object.entries(declared).map(([name, payload]) => answerOf(name, payload)) };
  }

  @Put('event-declarations/:name')
  @Requires('edit')
  @ApiOperation({ summary: 'Declare what an event of your own tells, before rules use it (S18)' })
  @ApiOkResponse({ type: EventDeclarationAnswer })
  async declare(
    @Caller() caller: CallerOfWorkspace,
    @Param('name') name: string,
    @Body() body: DeclareEventBody,
  ): Promise<EventDeclarationAnswer> {
    if (!CUSTOM_EVENT_NAME.test(name)) throw unfitName(name);
    const { workspaceId } = caller;
    return this.dataSource.transaction(async (manager) => {
      const times = await auditTimes(this.clock, manager);
      const now = times.businessAt;
      const before = await lockDeclaration(manager, workspaceId, { name, now });
      const { payload, problems } = checkDeclaration(body.payload, before);
      if (problems.length > 0) throw refusedDeclaration(problems);
      await saveDeclaration(manager, workspaceId, { name, payload, now });
      await recordAudit(manager, { ...caller, ...times }, [
        {
          action: 'event.declared',
          subject: { kind: 'billing', key: name },
          before: { fields: Object.keys(before) },
          after: { fields: Object.keys(payload) },
        },
      ]);
      return answerOf(name, payload);
    });
  }

  @Post('events')
  @Requires('billing')
  @HttpCode(200)
  @ApiExtraModels(EventBody)
  @ApiOperation({
    summary: 'Send events of your own, one or a list',
    description:
      `A list has at most ${MOST_ROWS} events and is one transaction: all are taken over or none. An event is known by ` +
      'its id: sent again, it starts nothing more. What it starts is looked up within a minute.',
  })
  @ApiBody({ schema: { oneOf: [EVENT, { type: 'array', items: EVENT, maxItems: MOST_ROWS }] } })
  @ApiOkResponse({ type: EventsAcceptedAnswer })
  async send(@Caller() caller: CallerOfWorkspace, @Body() body: unknown): Promise<EventsAcceptedAnswer> {
    const { workspaceId } = caller;
    const events = readEvents(body);
    return this.dataSource.transaction(async (manager) => {
      const times = await auditTimes(this.clock, manager);
      const sent = await sendEvents(manager, { workspaceId, now: times.businessAt }, events);
      // Thrown inside the transaction: all or nothing.
      if (sent.kind === 'refused') throw refusedRows(sent.problems);
      const { accepted, known } = sent.accepted;
      if (accepted > 0) {
        await recordAudit(manager, { ...caller, ...times }, [
          {
            action: 'billing.written',
            subject: { kind: 'billing', key: 'events' },
            after: { created: accepted, unchanged: known },
          },
        ]);
      }
      return sent.accepted;
    });
  }
}

const answerOf = (name: string, payload: object): EventDeclarationAnswer => ({
  name,
  payload: payload as EventDeclarationAnswer['payload'],
});

function readEvents(body: unknown): SentEvent[] {
  const values: unknown[] = Array.isArray(body) ? body : [body];
  if (values.length > MOST_ROWS) {
    const message = `A list has at most ${MOST_ROWS} events, this one ${values.length}.`;
    throw refusedRows([{ path: '', code: 'tooManyRows', message }]);
  }
  const problems: RequestProblem[] = [];
  const events = values.flatMap((value, index): SentEvent[] => {
    const path = Array.isArray(body) ? `[${index}]` : '';
    const read = readBody(EventBody, value, path);
    if (read.kind === 'row') return [{ path, input: read.input }];
    problems.push(...read.problems);
    return [];
  });
  if (problems.length > 0) throw refusedRows(problems);
  return events;
}

const unfitName = (name: string): AppError =>
  new AppError({
    code: 'eventName',
    status: 422,
    message: `“${name}” cannot be an event of your own: it begins with custom. and a letter, as custom.trialExtended does.`,
  });

function refusedDeclaration(problems: readonly RequestProblem[]): AppError {
  const message = problems[0]?.message ?? '';
  return new AppError({ code: 'declarationRefused', status: 422, message, problems });
}
