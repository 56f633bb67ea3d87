import type { InvoiceFilter, InvoiceSort, InvoiceTotals } from '@dunwell/contract';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { CurrentWorkspace } from '../../identity/current-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import { notFound } from '../../platform/http/app-error.js';
import { ApiPageOf, toPage, type Page } from '../../platform/http/page.js';
import { Requires } from '../../platform/http/requires.js';
import { accountByKey } from '../http/read-timeline.js';
import { invoiceConditions, isNarrow, type InvoicesAsked } from './invoice-conditions.js';
import { invoiceOrder } from './invoice-order.js';
import { invoiceTotals } from './invoice-totals.js';
import { InvoicesQuery, InvoiceTotalsAnswer, ListedInvoiceAnswer } from './invoices.dto.js';
import { listInvoices } from './list-invoices.js';
import { nowSql } from './now-sql.js';
import { cursorOf, placeIn } from './order.js';

@ApiTags('Billing')
@Requires('read')
@Controller('invoices')
export class InvoicesController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'List invoices, with what remains as of business now' })
  @ApiPageOf(ListedInvoiceAnswer)
  async list(
    @CurrentWorkspace() workspaceId: string,
    @Query() query: InvoicesQuery,
  ): Promise<Page<ListedInvoiceAnswer>> {
    const order = invoiceOrder(query.sort ?? usualOrder(query));
    const now = nowSql(workspaceId, await this.clock.businessNow());
    const asked = await this.asked(workspaceId, query);
    const rows = await listInvoices(this.dataSource.manager, now, {
      where: invoiceConditions(asked, now),
      narrow: isNarrow(asked),
      order,
      after: placeIn(order, query),
      limit: query.limit + 1,
    });
    const page = toPage(rows, query, ({ place }) => cursorOf(order, place));
    return { ...page, items: page.items.map(({ place: _, ...invoice }) => invoice) };
  }

  @Get('totals')
  @ApiOperation({ summary: 'What the invoices of a filter add up to, per currency' })
  @ApiOkResponse({ type: InvoiceTotalsAnswer })
  async totals(
    @CurrentWorkspace() workspaceId: string,
    @Query() filter: InvoicesQuery,
  ): Promise<InvoiceTotals> {
    const now = nowSql(workspaceId, await this.clock.businessNow());
    const where = invoiceConditions(await this.asked(workspaceId, filter), now);
    return invoiceTotals(this.dataSource.manager, now, where);
  }

  private async asked(
    workspaceId: string,
    { account, view, q, currency, daysPastDueMin, daysPastDueMax, leftOut }: InvoiceFilter,
  ): Promise<InvoicesAsked> {
    const rest = { view, q, currency, daysPastDueMin, daysPastDueMax, leftOut };
    if (account === undefined) return rest;
    const found = await accountByKey(this.dataSource.manager, workspaceId, account);
    if (found === null) throw notFound('account', account);
    return { ...rest, accountId: found.accountId };
  }
}

function usualOrder({ view }: InvoiceFilter): InvoiceSort {
  return view === 'outstanding' || view === 'overdue' ? 'dueOn' : 'number';
}
