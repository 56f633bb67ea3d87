import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { resolveAccountKeys } from '../billing/billing-reader.js';
import { CurrentWorkspace } from '../identity/current-caller.js';
import { Clock } from '../platform/clock/clock.js';
import { conflict, notFound } from '../platform/http/app-error.js';
import { Requires } from '../platform/http/requires.js';
import { CustomerLinkAnswer } from './customer-link.dto.js';
import { CustomerLinks } from './customer-links.js';

@ApiTags('Accounts')
@Controller('accounts/:key/customer-link')
export class CustomerLinkController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly links: CustomerLinks,
  ) {}

  @Get()
  @Requires('read')
  @ApiOperation({ summary: 'The link to the customer’s own page, as a message would carry it now' })
  @ApiOkResponse({ type: CustomerLinkAnswer })
  async link(
    @CurrentWorkspace() workspaceId: string,
    @Param('key') key: string,
  ): Promise<CustomerLinkAnswer> {
    const accountId = (await resolveAccountKeys(this.dataSource.manager, workspaceId, [key])).get(key);
    if (accountId === undefined) throw notFound('account', key);
    const now = await this.clock.businessNow();
    const link = this.links.linkFor(workspaceId, accountId, now.getTime());
    if (link === null) {
      throw conflict(
        'noPublicAddress',
        'Nobody could open the link: set DUNWELL_PUBLIC_URL to the address at which customers reach this server.',
      );
    }
    return { url: link.url, expiresAt: new Date(link.expiresAt).toISOString() };
  }
}
