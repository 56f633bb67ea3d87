import { Controller, Get, HttpStatus, Param, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { DataSource } from 'typeorm';
import { readCustomerStatement } from '../billing/billing-reader.js';
import { readSettings } from '../identity/settings/read-settings.js';
import { paymentPageOf } from '../identity/settings/payment-page.js';
import { Clock } from '../platform/clock/clock.js';
import { MinuteBudget } from '../platform/http/minute-budget.js';
import { Public } from '../platform/http/public.js';
import { CustomerLinks } from './customer-links.js';
import type { CustomerClaim } from './customer-token.js';
import { CustomerPageFilter } from './customer-page.filter.js';
import { noticePage } from './notice-page.js';
import { PAGE_ASSETS } from './page-assets.js';
import { sendPage } from './send-page.js';
import { statementPage, type StatementPage } from './statement-page.js';
import { chooseLanguage } from './words/languages.js';

/** Enough for everybody behind one address, far too little to guess anything. */
export const PAGES_PER_MINUTE = 300;
const YEAR_IN_SECONDS = 31_536_000;

/** The customer's own page: opened by a signed link, and by nothing else. */
@ApiExcludeController()
@Public()
@UseFilters(CustomerPageFilter)
@Controller('pay')
export class CustomerPageController {
  private readonly budget = new MinuteBudget(PAGES_PER_MINUTE);

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly links: CustomerLinks,
  ) {}

  @Get('assets/:file')
  asset(@Param('file') file: string, @Res() response: Response): void {
    const asset = PAGE_ASSETS.get(file);
    if (!asset) {
      response.status(HttpStatus.NOT_FOUND).end();
      return;
    }
    response
      .type(asset.type)
      .set('Cache-Control', `public, max-age=${YEAR_IN_SECONDS}, immutable`)
      .send(asset.content);
  }

  @Get(':token')
  async page(
    @Param('token') token: string,
    @Query('lang') lang: unknown,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const accepted = request.get('Accept-Language');
    const chosen = typeof lang === 'string' ? lang : undefined;
    const waitFor = this.budget.take(request.ip ?? 'unknown', this.clock.machineNow());
    if (waitFor !== null) {
      const { language } = chooseLanguage(chosen, null, accepted);
      response.set('Retry-After', String(waitFor));
      sendPage(response, HttpStatus.TOO_MANY_REQUESTS, noticePage('busy', language));
      return;
    }
    const now = (await this.clock.businessNow()).getTime();
    const claim = this.links.read(token, now);
    const page = claim && (await this.read(claim, now));
    const reading = chooseLanguage(chosen, page?.statement.language ?? null, accepted);
    if (!page) sendPage(response, HttpStatus.NOT_FOUND, noticePage('gone', reading.language));
    else sendPage(response, HttpStatus.OK, statementPage(page, reading));
  }

  private async read(claim: CustomerClaim, now: number): Promise<StatementPage | undefined> {
    const { manager } = this.dataSource;
    const statement = await readCustomerStatement(manager, claim, now);
    const [workspace] = await manager.query<{ name: string }[]>(
      'select name from workspaces where workspace_id = $1',
      [claim.workspaceId],
    );
    if (!statement || !workspace) return undefined;
    const { paymentInstructions, paymentPage, sender } = await readSettings(manager, claim.workspaceId);
    const { key, paymentUrl } = statement;
    return {
      company: workspace.name,
      statement,
      instructions: paymentInstructions,
      paymentUrl: paymentUrl ?? (paymentPage === null ? null : paymentPageOf(paymentPage, key)),
      replyTo: sender.replyTo,
    };
  }
}
