import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { CurrentWorkspace } from '../../identity/current-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import { parseInstant } from '../../platform/clock/parse-instant.js';
import { notFound } from '../../platform/http/app-error.js';
import { Text } from '../../platform/http/fields.js';
import {
  ApiPageOf,
  PageQuery,
  readCursor,
  toPage,
  type CursorKey,
  type Page,
} from '../../platform/http/page.js';
import {
  CreditAnswer,
  PaymentAnswer,
  PaymentMethodAnswer,
  SubscriptionAnswer,
  TagAnswer,
} from './facts-answers.dto.js';
import type { ListedFacts } from './listed-facts.js';
import { listCredits, listPayments } from './read-money.js';
import { listPaymentMethods, listSubscriptions } from './read-stated.js';
import { listTags, type TagPlace } from './read-tags.js';
import { accountByKey } from './read-timeline.js';
import { Requires } from '../../platform/http/requires.js';

export class FactsQuery extends PageQuery {
  @Text({ description: 'Only those of this account.', optional: true, maxLength: 200 })
  account?: string;
}

/** Reads facts as they were sent; what follows from them is told with accounts and invoices. */
@ApiTags('Billing')
@Requires('read')
@Controller()
export class BillingFactsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get('payments')
  @ApiOperation({ summary: 'List payments by reference, with the invoices they are set against' })
  @ApiPageOf(PaymentAnswer)
  async payments(
    @CurrentWorkspace() workspaceId: string,
    @Query() query: FactsQuery,
  ): Promise<Page<PaymentAnswer>> {
    const listed = await this.listed(workspaceId, query, keyOf(query));
    const now = await this.clock.businessNow();
    const payments = await listPayments(this.dataSource.manager, workspaceId, { ...listed, now });
    return toPage(payments, query, ({ reference }) => [reference]);
  }

  @Get('credits')
  @ApiOperation({ summary: 'List credits by reference, with the invoices they are set against' })
  @ApiPageOf(CreditAnswer)
  async credits(
    @CurrentWorkspace() workspaceId: string,
    @Query() query: FactsQuery,
  ): Promise<Page<CreditAnswer>> {
    const listed = await this.listed(workspaceId, query, keyOf(query));
    const credits = await listCredits(this.dataSource.manager, workspaceId, listed);
    return toPage(credits, query, ({ reference }) => [reference]);
  }

  @Get('subscriptions')
  @ApiOperation({ summary: 'List subscriptions by key, as of business now' })
  @ApiPageOf(SubscriptionAnswer)
  async subscriptions(
    @CurrentWorkspace() workspaceId: string,
    @Query() query: FactsQuery,
  ): Promise<Page<SubscriptionAnswer>> {
    const listed = await this.listed(workspaceId, query, keyOf(query));
    const now = await this.clock.businessNow();
    const subscriptions = await listSubscriptions(this.dataSource.manager, workspaceId, { ...listed, now });
    return toPage(subscriptions, query, ({ key }) => [key]);
  }

  @Get('payment-methods')
  @ApiOperation({ summary: 'List payment methods by key, as of business now' })
  @ApiPageOf(PaymentMethodAnswer)
  async paymentMethods(
    @CurrentWorkspace() workspaceId: string,
    @Query() query: FactsQuery,
  ): Promise<Page<PaymentMethodAnswer>> {
    const listed = await this.listed(workspaceId, query, keyOf(query));
    const now = await this.clock.businessNow();
    const methods = await listPaymentMethods(this.dataSource.manager, workspaceId, { ...listed, now });
    return toPage(methods, query, ({ key }) => [key]);
  }

  @Get('tags')
  @ApiOperation({ summary: 'List the tags of accounts with the time each was, is or will be on' })
  @ApiPageOf(TagAnswer)
  async tags(@CurrentWorkspace() workspaceId: string, @Query() query: FactsQuery): Promise<Page<TagAnswer>> {
    const listed = await this.listed(workspaceId, query, placeOf(query));
    const tags = await listTags(this.dataSource.manager, workspaceId, listed);
    return toPage(tags, query, ({ account, tag, from }) => [account, tag, from ?? ALWAYS]);
  }

  private async listed<Cursor>(
    workspaceId: string,
    { account, limit }: FactsQuery,
    after: Cursor | null,
  ): Promise<ListedFacts<Cursor>> {
    if (account === undefined) return { accountId: null, after, limit: limit + 1 };
    const found = await accountByKey(this.dataSource.manager, workspaceId, account);
    if (found === null) throw notFound('account', account);
    return { accountId: found.accountId, after, limit: limit + 1 };
  }
}

function keyOf(query: PageQuery): string | null {
  const key = readCursor(query, 1)?.[0];
  return key === undefined ? null : String(key);
}

/** How a cursor says that a tag was always on. */
const ALWAYS = '';

function placeOf(query: PageQuery): TagPlace | null {
  const place = readCursor(query, 3, isPlace);
  if (place === undefined) return null;
  const [account, tag, from] = place.map(String) as [string, string, string];
  return { account, tag, from: from === ALWAYS ? null : from };
}

function isPlace(...[account, tag, from]: CursorKey): boolean {
  return (
    typeof account === 'string' &&
    typeof tag === 'string' &&
    typeof from === 'string' &&
    (from === ALWAYS || parseInstant(from) !== undefined)
  );
}
