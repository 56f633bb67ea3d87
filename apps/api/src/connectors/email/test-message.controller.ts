import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentWorkspace } from '../../identity/current-caller.js';
import { Workspaces } from '../../identity/workspaces.js';
import { invalidRequest } from '../../platform/http/app-error.js';
import { Requires } from '../../platform/http/requires.js';
import { isMailAddress } from '../../platform/mailbox.js';
import { MAIL_TRANSPORT } from './create-mail-transport.js';
import type { MailTransport } from './mail-transport.js';
import { sendTestMessage } from './send-test-message.js';
import { TestMessageAnswer, TestMessageBody } from './test-message.dto.js';

@ApiTags('Workspace')
@Controller('workspace/test-message')
export class TestMessageController {
  constructor(
    private readonly workspaces: Workspaces,
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport,
  ) {}

  @Post()
  @HttpCode(200)
  @Requires('admin')
  @ApiOperation({ summary: 'Send a test message with the workspace’s sender, and tell what became of it' })
  @ApiOkResponse({ type: TestMessageAnswer })
  async send(
    @CurrentWorkspace() workspaceId: string,
    @Body() { to }: TestMessageBody,
  ): Promise<TestMessageAnswer> {
    if (!isMailAddress(to)) {
      throw invalidRequest([{ path: 'to', code: 'mailAddress', message: 'to is not an e-mail address.' }]);
    }
    const { name: company, sender } = await this.workspaces.read(workspaceId);
    return sendTestMessage(this.transport, { to, company, sender });
  }
}
