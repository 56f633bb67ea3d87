import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Actor, CurrentWorkspace } from '../../identity/current-caller.js';
import { AppError } from '../../platform/http/app-error.js';
import type { Actor as CallingActor, AppRequest } from '../../platform/http/app-request.js';
import { Requires } from '../../platform/http/requires.js';
import { CountsAnswer } from './counts.dto.js';
import { LiveHub } from './live-hub.js';

const EVENT_STREAM = 'text/event-stream';

@ApiTags('Live')
@Controller()
export class LiveController {
  constructor(private readonly hub: LiveHub) {}

  @Get('counts')
  @Requires('read')
  @ApiOperation({ summary: 'The figures beside the navigation, as of business now' })
  @ApiOkResponse({ type: CountsAnswer })
  counts(@CurrentWorkspace() workspaceId: string): Promise<CountsAnswer> {
    return this.hub.counts(workspaceId);
  }

  @Get('live')
  @Requires('read')
  @ApiOperation({
    summary: 'The same figures whenever they differ, and what was changed, as server-sent events',
    description:
      '`counts` carries the figures, `changed` `{topics}`: accounts, imports, automations, tasks, messages or evaluations, ' +
      'soon after the change was committed. It ends now and then; connect again. Needs `Accept: text/event-stream`.',
  })
  @ApiProduces(EVENT_STREAM)
  @ApiOkResponse({ description: 'Events as they happen.', schema: { type: 'string' } })
  async live(
    @CurrentWorkspace() workspaceId: string,
    @Actor() { id }: CallingActor,
    @Req() request: AppRequest,
    @Res() response: Response,
  ): Promise<void> {
    // Whoever does not know that it never ends would wait for ever.
    if (!(request.get('Accept') ?? '').includes(EVENT_STREAM)) {
      throw new AppError({
        code: 'notAcceptable',
        status: 406,
        message: `This route answers with events that do not end: ask for them with "Accept: ${EVENT_STREAM}".`,
      });
    }
    await this.hub.connect(workspaceId, id, response);
  }
}
